"""Scores a weight file on PolNeAR dev with a given scorer, and compares it with the student in
floating point: `python evaluate.py --weights W --scorer score_attributions.py`."""

import argparse
import importlib.util

import numpy as np
from safetensors.numpy import load_file

import batches
import corpus
import linking
from crf import viterbi
from integers import Integers
from models import PRETRAINED
from words import Pieces, split

SHOWN = ("relation", "relation reported", "relation iou", "content token", "source token", "cue token", "content half")


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_ranges(links, ranges, clean, text):
    """Linked parts as code-point ranges."""
    def of(found):
        return clean(text, [(ranges[start][0], ranges[end - 1][1]) for _, start, end in found])

    return [
        {
            "source": of([link.source] if link.source else []),
            "cue": of([link.cue]),
            "content": of(link.contents),
        }
        for link in links
    ]


def tag_all(tensors, texts):
    """Words, ranges and tags of each text."""
    pieces = Pieces(PRETRAINED / "vocab.txt")
    integers = Integers(tensors)
    found = []
    for name, text in texts:
        words, ranges = split(text)
        encoded = batches.encode(corpus.unlabelled(name, text), pieces)
        emitted = integers.emissions(encoded).astype(np.float32)
        found.append((words, ranges, viterbi(emitted, tensors["crf.transitions"], tensors["crf.start"])))
    return found


def report(scorer, docs, tensors):
    predictions = {}
    for doc, (words, ranges, tags) in zip(docs, tag_all(tensors, [(d.name, d.text) for d in docs])):
        found = linking.link(linking.Layout(words, tags), tensors["linking"])
        predictions[doc.name] = as_ranges(found, ranges, scorer.clean, doc.text)
    result = scorer.score(docs, predictions)
    return {name: result[name] for name in SHOWN}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--scorer", default="../../../shared/tools/score_attributions.py")
    options.add_argument("--weights", required=True)
    chosen = options.parse_args()
    scorer = load_scorer(chosen.scorer)
    docs = scorer.load_gold(f"{chosen.corpora}/polnear/dev")
    for name, figures in report(scorer, docs, load_file(chosen.weights)).items():
        print(f"{name:<18} P {figures['p']:.3f} R {figures['r']:.3f} F1 {figures['f1']:.3f}")


if __name__ == "__main__":
    main()
