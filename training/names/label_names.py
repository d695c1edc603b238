"""Prepares what the name head learns from: of each article, gold tags where there are any, the
teachers' tag probabilities, and what the frozen body says of each word:
`python label_names.py --teachers teacher-1.safetensors --out prepared.pkl`."""

import argparse
import json
import pickle

import numpy as np
import torch
from safetensors.numpy import load_file as load_arrays
from safetensors.torch import load_file

import batches
import gold
import predict
import start
import together
import words
from augment import damaged
from chains import COLUMNS, of_layer
from models import PRETRAINED
from prepared import Prepared, case_of
from states import Body
from replace_names import Replacer
from teach import STRIDE, WINDOW
from teach_names import corpora, open_teacher
from words import Pieces

VARIANTS = 3
CHUNK = 100


def unlabelled(name, text):
    split, _ = words.split(text)
    empty = np.zeros((len(split), len(gold.LAYERS)), np.int64)
    return gold.Named(name, split, empty, empty, labelled=False)


def marginals(teacher, emitted):
    """The probability of each tag of each layer."""
    emitted = torch.from_numpy(emitted)
    parts = [crf.marginals(of_layer(emitted, at)) for at, crf in enumerate(teacher.crf.layers)]
    return torch.cat(parts, 1).numpy()


def prepare(articles, teachers, shares, body, pieces):
    encoded = [batches.encode(article, pieces) for article in articles]
    sums = [np.zeros((len(article.words), COLUMNS), np.float32) for article in articles]
    for teacher, share in zip(teachers, shares):
        for at, emitted in enumerate(predict.scores(teacher, encoded, WINDOW, STRIDE, half=True)):
            leaning = together.leaned(articles[at].words, emitted)
            sums[at] += share * marginals(teacher, leaning)
    found = []
    for article, one, soft in zip(articles, encoded, sums):
        _, owners = pieces.of_words(article.words)
        found.append(Prepared(
            article.name, body.of_words(one), one.pieces.astype(np.int32), owners.astype(np.int32),
            case_of(article.words), one.tags, soft.astype(np.float16), article.labelled))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--texts", nargs="+", required=True, help="articles without gold, as JSON")
    options.add_argument("--weights", default="../../crates/rapporteur-models/data/attribution/attribution-en.safetensors")
    options.add_argument("--teachers", nargs="+", required=True)
    options.add_argument("--shares", nargs="+", type=float, help="what each teacher counts")
    options.add_argument("--part", default="1/1", help="do a part only, such as 2/3")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    chance = start.settle(chosen.seed, chosen.threads)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    teachers = []
    for path in chosen.teachers:
        teacher = open_teacher()
        state = {name: value.float() for name, value in load_file(path).items()}
        teacher.load_state_dict(state, strict=False)
        teachers.append(teacher)
    shares = chosen.shares or [1 / len(teachers)] * len(teachers)
    body = Body(load_arrays(chosen.weights))
    train, dev = corpora(chosen.corpora)
    listed = [train[name] for name in sorted(train)]
    bare = []
    for path in chosen.texts:
        with open(path, encoding="utf-8") as file:
            bare += [unlabelled(name, text) for name, text in json.load(file).items()]
    replacer = Replacer(listed)
    texts = list(listed)
    for _ in range(VARIANTS - 1):
        texts += [damaged(replacer.changed(one, chance), chance) for one in listed]
    texts += [damaged(one, chance) for one in bare]
    number, count = map(int, chosen.part.split("/"))
    texts = texts[number - 1::count]
    held = [article for articles in dev.values() for article in articles.values()]
    with open(chosen.out, "wb") as out:
        for first in range(0, len(texts), CHUNK):
            pickle.dump(prepare(texts[first:first + CHUNK], teachers, shares, body, pieces), out)
            print(f"prepared {first + CHUNK} of {len(texts)}", flush=True)
    with open(chosen.out + ".dev", "wb") as out:
        pickle.dump(prepare(held, teachers, shares, body, pieces), out)


if __name__ == "__main__":
    main()
