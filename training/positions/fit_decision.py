"""Fits the weights by which positions are decided, and writes them to positions.tsv.

    cargo xtask eval positions --measures measures.csv
    python fit_decision.py measures.csv ../../crates/rapporteur-models/data/extract/positions.tsv

Three logistic regressions: which propositions are proposed for a part of a statement, whether the
part takes a position on one, and on which side. The vectors and the reader have learnt from the
invented statements, whose measures are therefore better than those of any new text. So the weights
begin from a guess (below) and are moved by the articles of the example and the seeds, drawn back to
the guess and held to the sign they must have. Whether a position is taken is learnt from the key's
statements and from those that the program reads itself, some of which nobody made. The figures
printed first are of each article by weights that were fitted without it; articles 01 to 04 of the
example, which are one report, count as one.
"""

import csv
import sys
from collections import defaultdict

import numpy as np

WAYS = ("given", "own")
ONE_REPORT = ("01", "02", "03", "04")
MOST_READ = 2
LEAST_PROPOSED = 0.2
LEAST_PRECISION = {"given": 0.76, "own": 0.7}
# As in crates/rapporteur-extract/src/positions/weighed.rs.
MOST_OF_ONE = 3
MOST_OF_ALL = 4
# A half of a condition is about something; not to tie it costs a deadlock.
LEAST_TIED = 0.25
# `propose` was fitted on the invented statements with vectors that had not seen them. None of the 340
# invented statements that report or accuse takes a position.
GUESS = {
    "propose": {
        "always": -3.9, "text": 1.2, "near": 2.9, "words": 1.4, "told": 0.23, "lead": 4.6,
        "told lead": 0.21, "before": 1.0, "topic": 1.0, "back": 1.0,
    },
    "about": {
        "always": -0.4, "proposed": 0.7, "read": 0.4, "acts": 0.5, "topic": 1.0, "report": -4.0,
        "accuse": -2.0, "nobody": -1.0,
    },
    "side": {"always": 0.0, "pull": 2.0, "direction": 2.5, "read side": 0.7},
    "conditional": {"always": -1.0, "read conditional": 1.0},
}
BELOW = {"report", "accuse", "nobody"}
# How much the side of a party's other statements counts; not fitted.
OF_ONE_MIND = 1.0
# How strongly the weights are drawn to the guess.
PULL = {"propose": 50, "about": 20, "side": 20}
HEAD = """# How much each measure counts when a position is decided: model, measure, weight. A weight adds to the log odds for
# each unit of its measure; "always" adds in any case, and "least" is the least probability that says yes.
# Written by training/positions/fit_decision.py.
"""


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    texts = ("set", "article", "way", "statement", "party", "part", "proposition", "stance")
    for row in rows:
        for name in row:
            if name not in texts:
                row[name] = float(row[name])
        row["taken"] = taken(row)
    return rows


def taken(row):
    """The stance that a part takes: what is wanted conditionally, the condition otherwise."""
    conditional = row["stance"] == "conditional"
    if row["part"] == "wanted":
        return row["stance"] if conditional else ""
    if row["part"] == "condition":
        return "" if conditional else row["stance"]
    return row["stance"]


def article(row):
    """The article that a row is of, and all of one report as one."""
    report = row["set"] == "example" and row["article"].startswith(ONE_REPORT)
    return row["set"], "one report" if report else row["article"]


def fit(rows, labels, guess, pull, steps=3000):
    """Returns the weights of a logistic regression drawn to a guess (accelerated gradient)."""
    names = [name for name in guess if name != "always"]
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array(labels, float)
    spread = x.std(0) + 1e-6
    z = np.c_[np.ones(len(x)), x / spread]
    first = np.array([guess["always"], *(guess[name] * one for name, one in zip(names, spread))])
    sign = np.array([0, *(-1 if name in BELOW else 1 for name in names)])
    drawn = pull * np.array([0.02, *np.ones(len(names))])
    weights = momentum = first.copy()
    rate = 4.0 / (np.linalg.norm(z, 2) ** 2 + 4 * pull)
    for step in range(steps):
        odds = 1 / (1 + np.exp(-z @ momentum))
        after = momentum - rate * (z.T @ (odds - y) + drawn * (momentum - first))
        after = np.where(after * sign < 0, 0, after)
        momentum = after + step / (step + 3) * (after - weights)
        weights = after
    return {"always": weights[0], **dict(zip(names, weights[1:] / spread))}


def odds(weights, row):
    return sum(w * row.get(name, 1.0) for name, w in weights.items())


def sure(weights, row):
    return 1 / (1 + np.exp(-odds(weights, row)))


def propose(rows, weights):
    """Sets the odds of each row, and returns those that are proposed."""
    parts = defaultdict(list)
    for row in rows:
        row["proposed"] = odds(weights, row)
        names = ("set", "article", "way", "statement", "part")
        parts[tuple(row[name] for name in names)].append(row)
    edge = np.log(LEAST_PROPOSED / (1 - LEAST_PROPOSED))
    kept = []
    for part in parts.values():
        part.sort(key=lambda row: -row["proposed"])
        kept += [row for row in part[:MOST_READ] if row["proposed"] >= edge]
    return kept


def learn(rows):
    models = dict(GUESS)
    given = [row for row in rows if row["way"] == "given"]
    models["propose"] = fit(
        given, [row["taken"] != "" for row in given], GUESS["propose"], PULL["propose"])
    kept = propose(rows, models["propose"])
    models["about"] = fit(
        kept, [row["taken"] != "" for row in kept], GUESS["about"], PULL["about"])
    sides = [
        row for row in given if row["part"] == "whole" and row["taken"] in ("for", "against")]
    models["side"] = fit(
        sides, [row["taken"] == "for" for row in sides], GUESS["side"], PULL["side"])
    return models


def together(kept):
    """Adds up which side the other statements of a party are on, on the same proposition."""
    parties = defaultdict(list)
    for row in kept:
        names = ("set", "article", "way", "party", "proposition")
        parties[tuple(row[name] for name in names)].append(row)
    for rows in parties.values():
        for row in rows:
            others = [
                other["about"] * np.clip(other["side"], -MOST_OF_ONE, MOST_OF_ONE)
                for other in rows if other["statement"] != row["statement"] and row["party"]]
            row["others"] = np.clip(sum(others), -MOST_OF_ALL, MOST_OF_ALL)


def decide(rows, models):
    """Returns (way, set, article, statement, proposition) -> (stance, confidence)."""
    kept = propose(rows, models["propose"])
    for row in kept:
        row["about"] = sure(models["about"], row)
        row["side"] = odds(models["side"], row)
    together(kept)
    found = {}
    for row in kept:
        towards = 1 / (1 + np.exp(-row["side"] - OF_ONE_MIND * row["others"]))
        if row["part"] == "wanted" or sure(models["conditional"], row) >= 0.5:
            stance, side = "conditional", 1
        else:
            stance, side = ("for", towards) if towards >= 0.5 else ("against", 1 - towards)
        key = row["way"], *place(row)
        if row["about"] * side > found.get(key, ("", 0))[1]:
            found[key] = stance, row["about"] * side
    return found


def place(row):
    return tuple(row[name] for name in ("set", "article", "statement", "proposition"))


def gold(rows):
    return {place(row): row["stance"] for row in rows if row["stance"] and row["way"] == "given"}


def score(found, way, known, least):
    kept = {
        key[1:]: stance for key, (stance, value) in found.items()
        if key[0] == way and value >= least
    }
    right = sum(known.get(key) == stance for key, stance in kept.items())
    precision = right / max(len(kept), 1)
    return precision, right / max(len(known), 1), 2 * right / max(len(kept) + len(known), 1)


def show(name, found, known, least):
    for way in WAYS:
        precision, recall, f1 = score(found, way, known, least)
        print(f"{name:18} {way:5}   precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}")


def choose(found, known):
    """Returns the least confidence with the best F1 of both ways where both are precise."""
    best = 0, 0.9
    for least in np.arange(0.3, 0.9, 0.01):
        scores = {way: score(found, way, known, least) for way in WAYS}
        if all(scores[way][0] >= LEAST_PRECISION[way] for way in WAYS):
            best = max(best, (sum(scores[way][2] for way in WAYS), least))
    return best[1]


def main(path, out=None):
    rows = read(path)
    known = gold(rows)
    apart = {}
    for one in sorted({article(row) for row in rows}):
        models = learn([row for row in rows if article(row) != one])
        apart |= decide([row for row in rows if article(row) == one], models)
    least = choose(apart, known)
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7, least):
        show(f"apart, least {bound:.2f}", apart, known, bound)
    models = learn(rows)
    within = decide(rows, models)
    show("fitted on these", within, known, least)
    for name in sorted({row["set"] for row in rows}):
        own = {key: stance for key, stance in known.items() if key[0] == name}
        show(f"  {name}", {k: v for k, v in within.items() if k[1] == name}, own, least)
    for model, weights in models.items():
        print(model, {name: round(float(value), 3) for name, value in weights.items()})
    if out:
        leasts = {"propose": LEAST_PROPOSED, "about": least, "side": 0.5, "conditional": 0.5}
        with open(out, "w", encoding="utf-8") as file:
            file.write(HEAD)
            for model, weights in models.items():
                for name, value in weights.items():
                    file.write(f"{model}\t{name}\t{value:.3f}\n")
                if model == "side":
                    file.write(f"side\tparty\t{OF_ONE_MIND:.3f}\n")
                file.write(f"{model}\tleast\t{leasts[model]:.2f}\n")
            file.write(f"tie\tleast\t{LEAST_TIED:.2f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
