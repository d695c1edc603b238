"""Fits how much each measure of a pair of names counts, and writes weights.tsv.

    cargo run --release -p rapporteur-names --example measure < pairs.tsv > measures.tsv
    python fit.py cases.csv measures.tsv ../../crates/rapporteur-models/data/names/weights.tsv

cases.csv is name_bench of nomenklatura (MIT); pairs.tsv its columns schema, name1, name2. A logistic
regression with a ridge, whose weights are held to the sign that the measure must have, so that no
oddity of a few pairs turns evidence against two names into evidence for them. Prints precision,
recall and F1 at 0.7 in five-fold cross-validation.
"""

import argparse
import csv

import numpy as np
from scipy.optimize import minimize

THRESHOLD = 0.7
RIDGE = 0.01
FOLDS = 5


def read(cases, measures):
    rows = list(csv.DictReader(open(cases, encoding="utf-8")))
    lines = open(measures, encoding="utf-8").read().splitlines()
    assert len(rows) == len(lines)
    values = [[cell.split("=") for cell in line.split("\t") if "=" in cell] for line in lines]
    names = [name for name, _ in values[0]]
    x = np.array([[float(value) for _, value in row] for row in values])
    y = np.array([row["is_match"] == "true" for row in rows], dtype=float)
    person = np.array([row["schema"] == "Person" for row in rows])
    return rows, names, x, y, person


FOR = {"words alike"}
FREE = {"always", "vowels hidden"}
# What forbids, however like the names are otherwise: for people, for all else.
CAPS = {
    "young contradicted": (0.5, 0.5),
    "number contradicted": (0.5, 0.5),
    "number left out": (0.6, 0.6),
    "form contradicted": (0.65, 0.65),
    "turned": (0.6, None),
    "single word": (0.65, None),
    "no word agrees": (0.3, 0.3),
}


def cap(names, x, kind):
    """The highest score that each pair may get."""
    most = np.ones(len(x))
    for name, caps in CAPS.items():
        if caps[0 if kind else 1] is not None:
            most = np.where(x[:, names.index(name)] > 0, np.minimum(most, caps[0 if kind else 1]), most)
    return most


def fit(names, x, y, weight, kind):
    # The score at which precision and recall meet is put at the threshold.
    shift = np.log(THRESHOLD / (1 - THRESHOLD))
    bounds = []
    for name in names:
        if name in CAPS and CAPS[name][0 if kind else 1] is not None:
            bounds.append((0, 0))
        elif name in FOR:
            bounds.append((0, None))
        elif name in FREE:
            bounds.append((None, None))
        else:
            bounds.append((None, 0))
    free = np.array([name != "always" for name in names], dtype=float)

    def loss(w):
        z = x @ w - shift
        value = np.sum(weight * (np.logaddexp(0, z) - y * z)) / len(y)
        slope = x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) / len(y)
        return value + RIDGE / 2 * np.sum(free * w * w) / 10, slope + RIDGE / 10 * free * w

    return minimize(loss, np.zeros(len(names)), jac=True, bounds=bounds, method="L-BFGS-B").x


def scores(y, p):
    found, right = p >= THRESHOLD, y > 0
    true = np.sum(found & right)
    precision, recall = true / max(1, np.sum(found)), true / max(1, np.sum(right))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def both(names, x, y, person, train, kind):
    """Pairs of the other kind count for a quarter: what is alike is alike in all names."""
    weight = np.where(person[train] == kind, 1.0, 0.25) * (cap(names, x[train], kind) == 1)
    return fit(names, x[train], y[train], weight, kind)


def predict(names, x, w, kind):
    return np.minimum(cap(names, x, kind), 1 / (1 + np.exp(-(x @ w))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("measures")
    parser.add_argument("weights")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong in cross-validation")
    arguments = parser.parse_args()
    globals()["RIDGE"] = arguments.ridge
    rows, names, x, y, person = read(arguments.cases, arguments.measures)
    held = np.zeros(len(y))
    figures = []
    for seed in range(10):
        fold = np.random.default_rng(seed).permutation(len(y)) % FOLDS
        p = np.zeros(len(y))
        for part in range(FOLDS):
            train = fold != part
            for kind in (True, False):
                w = both(names, x, y, person, train, kind)
                test = ~train & (person == kind)
                p[test] = predict(names, x[test], w, kind)
        figures.append([*scores(y, p), *scores(y[person], p[person])])
        held += p / 10
    mean = np.mean(figures, axis=0)
    print("cross-validated: all P %.3f R %.3f F1 %.3f  Person P %.3f R %.3f F1 %.3f" % tuple(mean))
    weights = {kind: both(names, x, y, person, np.ones(len(y), bool), kind) for kind in (True, False)}
    p = np.where(person, predict(names, x, weights[True], True), predict(names, x, weights[False], False))
    print("fitted:          all P %.3f R %.3f F1 %.3f  Person P %.3f R %.3f F1 %.3f" % (*scores(y, p), *scores(y[person], p[person])))
    if arguments.wrong:
        for row, right, score in sorted(zip(rows, y, held), key=lambda one: (one[1], one[2])):
            if (score >= THRESHOLD) != (right > 0):
                print("%s %.2f %s | %s | %s" % (row["is_match"], score, row["schema"], row["name1"], row["name2"]))
    with open(arguments.weights, "w", encoding="utf-8") as file:
        file.write("# How much each measure of a pair of names counts: measure, for people, for all else.\n")
        file.write("# A figure adds to the log odds for each unit; one behind < is the highest score there may be.\n")
        file.write("# Written by training/names/fit.py.\n")
        for at, name in enumerate(names):
            caps = CAPS.get(name, (None, None))
            cells = ["%.3f" % weights[kind][at] if one is None else "<%s" % one for kind, one in zip((True, False), caps)]
            file.write("\t".join([name, *cells]) + "\n")


main()
