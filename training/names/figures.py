"""Exact spans, found against gold: precision, recall and F1, for all kinds and each."""

from collections import Counter

import numpy as np

from chains import of_layer
from crf import viterbi
from gold import KINDS, without_possessive


def spans_of_tags(tags):
    """Yields (first word, end, kind) of a column of BIO tags."""
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at]:
            while end < len(tags) and tags[end] == (tags[at] + 1) // 2 * 2:
                end += 1
            yield at, end, int(tags[at] - 1) // 2
        at = end


def found_spans(article, emissions, chains):
    """The spans of each layer, as sets of (start, end, kind) in code points."""
    found = []
    for layer, crf in enumerate(chains):
        moves, start = crf
        tags = viterbi(np.ascontiguousarray(of_layer(emissions, layer)), moves, start)
        found.append({
            (article.ranges[first][0], article.ranges[end - 1][1], kind)
            for first, end, kind in spans_of_tags(tags)
        })
    return found


def gold_spans(article, named, bare):
    """The gold spans; `bare` without possessive marks."""
    return {
        (span.start, without_possessive(article.text, span) if bare else span.end, span.kind)
        for span in article.spans if span.named == named
    }


def score(pairs):
    """Returns (precision, recall, F1, gold count) for all kinds and each kind."""
    counts = Counter()
    for found, gold in pairs:
        for kind in (None, 0, 1, 2):
            chosen = {one for one in found if kind in (None, one[2])}
            wanted = {one for one in gold if kind in (None, one[2])}
            counts[kind, "found"] += len(chosen)
            counts[kind, "gold"] += len(wanted)
            counts[kind, "both"] += len(chosen & wanted)
    table = {}
    for kind in (None, 0, 1, 2):
        found, gold, both = (counts[kind, name] for name in ("found", "gold", "both"))
        name = "all" if kind is None else KINDS[kind]
        table[name] = (
            both / max(found, 1), both / max(gold, 1), 2 * both / max(found + gold, 1), gold)
    return table


def report(articles, emissions, chains):
    """A line of F1 for each way to count: named as annotated, without possessives, nominal."""
    layers = [found_spans(a, e, chains) for a, e in zip(articles, emissions)]
    lines = []
    for title, chosen, named, bare in (
        ("named", (0, 1), True, False), ("named, outer", (0,), True, False),
        ("named, bare", (0, 1), True, True), ("nominal", (2,), False, True),
    ):
        pairs = [
            (set().union(*(found[at] for at in chosen)), gold_spans(article, named, bare))
            for found, article in zip(layers, articles)
        ]
        table = score(pairs)
        lines.append(f"{title}: " + ", ".join(
            f"{name} {p:.3f} {r:.3f} {f:.3f}" for name, (p, r, f, _) in table.items()))
    return lines


def of_model(crfs):
    return [(c.transitions.detach().numpy(), c.start.detach().numpy()) for c in crfs]
