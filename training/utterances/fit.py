"""Fits how much each measure of two wordings counts, and writes weights.tsv.

    python fit.py pairs.tsv ../positions/processes ../../crates/rapporteur-models/data/utterances/weights.tsv

pairs.tsv has second translations and near misses. Further near misses are the statements of one party
on one proposition in the invented processes; each counts for a third, since they are easier. A logistic
regression with a ridge, whose weights are held to the sign that the measure must have. The measures of a
pair are those of its likeliest part under the weights in force, so two runs give what lasts. Prints
precision and recall in five-fold cross-validation, ten times over.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

RIDGE, FOLDS, EASY = 0.001, 5, 1 / 3
FOR = {"likeness", "aligned", "covered", "figures shared", "denied by both", "quoted"}
MEASURE = ["cargo", "run", "--quiet", "-p", "rapporteur", "--example", "wordings"]


def handmade(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0] == "same", 1.0, *line.split("\t")[1:]) for line in lines if not line.startswith("#")]


def easy(folder):
    """Statements of one party on one proposition."""
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        about = [{proposition for proposition, _ in one["positions"]} for one in told]
        for place, one in enumerate(told):
            for before in range(place):
                if one["party"] == told[before]["party"] and about[place] & about[before]:
                    found.append((False, EASY, one["content"], told[before]["content"]))
    return found


def measured(pairs):
    flat = [" ".join(text.replace("\t", " ").split()) for _, _, *texts in pairs for text in texts]
    lines = "".join(f"{one}\t{other}\n" for one, other in zip(flat[::2], flat[1::2]))
    out = subprocess.run(MEASURE, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    cells = [[cell.split("=") for cell in line.split("\t")] for line in out]
    return [name for name, _ in cells[0]], np.array([[float(value) for _, value in row] for row in cells])


def fit(names, x, y, weight):
    bounds = [(None, None) if name == "always" else (0, None) if name in FOR else (None, 0) for name in names]
    free = np.array([name != "always" for name in names], dtype=float)

    def loss(w):
        z = x @ w
        value = np.sum(weight * (np.logaddexp(0, z) - y * z)) / len(y)
        slope = x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) / len(y)
        return value + RIDGE / 2 * np.sum(free * w * w), slope + RIDGE * free * w

    return minimize(loss, np.zeros(len(names)), jac=True, bounds=bounds, method="L-BFGS-B").x


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("processes", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong in cross-validation")
    options = parser.parse_args()
    pairs = handmade(options.pairs) + easy(options.processes)
    names, x = measured(pairs)
    y = np.array([pair[0] for pair in pairs], dtype=float)
    weight = np.array([pair[1] for pair in pairs])
    held = np.zeros((10, len(y)))
    for seed, odds in enumerate(held):
        fold = np.random.default_rng(seed).permutation(len(y)) % FOLDS
        for part in range(FOLDS):
            odds[fold == part] = x[fold == part] @ fit(names, x[fold != part], y[fold != part], weight[fold != part])
    own = weight == 1
    print(f"{int(y.sum())} same, {int((own & (y == 0)).sum())} near misses, {int((~own).sum())} easy ones")
    for least in (-1.5, -1.0, -0.7, -0.3, 0.0, 0.5):
        found = held >= least
        true = (found & (y > 0)).sum()
        precision, recall = true / found[:, own].sum(), true / (10 * y.sum())
        print(f"log odds {least:+.1f}: precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {2 * precision * recall / (precision + recall):.3f}, of the easy ones {found[:, ~own].mean():.3f} wrong")
    if options.wrong:
        mean = held.mean(0)
        for place in sorted(np.flatnonzero(own | (mean > -0.7)), key=lambda at: -abs(mean[at] + 0.7)):
            if (mean[place] >= -0.7) != pairs[place][0]:
                print(f"{mean[place]:+.2f} {'same' if y[place] else 'other'} | {pairs[place][2]} | {pairs[place][3]}")
    lines = [f"{name}\t{value:.3f}" for name, value in zip(names, fit(names, x, y, weight))]
    head = ["# How much each measure of two wordings adds to the log odds that they are of one utterance.",
            "# Written by training/utterances/fit.py."]
    options.weights.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
