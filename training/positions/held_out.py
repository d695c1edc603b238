"""What a reader and the likeness of vectors find together in processes that both have not seen:
`python held_out.py --student reader.safetensors --held orvath-melunia upper-tasse --out scores.md`."""

from pathlib import Path

import numpy as np
from safetensors.torch import load_file
from sklearn.linear_model import LogisticRegression

import begin
import check
import processes
from processes import CONDITIONAL, NONE
from readers import Student, tagger_table

READ = 4


def rows_of(reader, source, process):
    """The pairs worth reading: inputs of the regression, stances, gold, and whether proposed."""
    pairs = check.process_pairs(source, process)
    gold = np.array([one.stance for one in pairs])
    contents = source.vectors([one.content for one in process.statements])
    alike, plain = [], []
    for one in process.propositions.values():
        texts = [one.text, *one.phrasings_for, *one.phrasings_against]
        alike.append((contents @ source.vectors(texts).T).max(1))
        plain.append(contents @ source.vectors([one.text])[0])
    alike, plain = np.stack(alike, 1), np.stack(plain, 1)
    rank = np.argsort(np.argsort(-alike, 1), 1)
    ordered = -np.sort(-alike, 1)
    ahead = alike - np.where(rank == 0, ordered[:, 1:2], ordered[:, :1])
    wanted = np.flatnonzero((rank.ravel() < READ) | (gold != NONE))
    made = check.probabilities(reader, [pairs[at] for at in wanted])
    odds = np.log(1 - made[:, NONE] + 1e-4) - np.log(made[:, NONE] + 1e-4)
    inputs = np.stack([
        odds, *(one.ravel()[wanted] for one in (alike, plain, ahead, rank == 0))], 1).astype(float)
    return inputs, made[:, 1:].argmax(1) + 1, gold[wanted], rank.ravel()[wanted] < check.PROPOSED


def best(sure, stance, gold, proposed):
    """F1, precision and recall with stance at the best threshold, and F1 without stance."""
    order = np.argsort(-np.where(proposed, sure, -np.inf))[: proposed.sum()]
    count, all_gold = np.arange(1, len(order) + 1), (gold != NONE).sum()
    right = np.cumsum(stance[order] == gold[order])
    found = 2 * right / (count + all_gold)
    at = found.argmax()
    about = (2 * np.cumsum(gold[order] != NONE) / (count + all_gold)).max()
    return f"{found[at]:.3f} | {right[at] / count[at]:.3f} | {right[at] / all_gold:.3f} | {about:.3f}"


def main():
    options = begin.options(__doc__)
    options.add_argument("--student", required=True)
    options.add_argument("--tagger", default=str(begin.DATA / "attribution/attribution-en.safetensors"))
    chosen = options.parse_args()
    source, _, _ = begin.all_of(chosen)
    state = load_file(chosen.student)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    reader = Student(layers, tagger_table(chosen.tagger), state["own_pieces"].numpy())
    reader.load_state_dict(state)
    parts = [
        rows_of(reader, source, one) for one in processes.read(chosen.processes)
        if one.name in chosen.held
    ]
    together = np.zeros(sum(len(part[0]) for part in parts))
    start = 0
    for number, (inputs, *_) in enumerate(parts):
        others = [part for at, part in enumerate(parts) if at != number]
        fitted = LogisticRegression().fit(
            np.concatenate([part[0] for part in others]),
            np.concatenate([part[2] for part in others]) != NONE)
        together[start:start + len(inputs)] = fitted.decision_function(inputs)
        start += len(inputs)
    inputs, stance, gold, proposed = (np.concatenate(column) for column in zip(*parts))
    known, firm = gold != NONE, (gold != NONE) & (gold != CONDITIONAL)
    lines = [
        f"Invented processes, by a reader that had not seen {' and '.join(f'`{one}`' for one in chosen.held)}:",
        f"the likeliest stance but none is right for {(stance[known] == gold[known]).mean():.3f} of "
        f"{known.sum()} known pairs, {(stance[firm] == gold[firm]).mean():.3f} of the {firm.sum()} that",
        "are not conditional. F1, precision and recall of (statement, proposition, stance) at the best threshold",
        "among the three likest propositions, and F1 without stance:",
        "",
        "| by | F1 | P | R | F1 without stance |",
        "|---|---|---|---|---|",
        f"| the reader | {best(inputs[:, 0], stance, gold, proposed)} |",
        f"| likeness of vectors, stance of the reader | {best(inputs[:, 1], stance, gold, proposed)} |",
        f"| a regression on both, each process by the other | {best(together, stance, gold, proposed)} |",
    ]
    print("\n".join(lines))
    Path(chosen.out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
