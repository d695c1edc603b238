"""Which source and which contents belong to a cue: two log-linear choices over a few candidates.

Each cue chooses among the nearest sources on both sides, or none; each content among the nearest
cues, or none. A source may be chosen by several cues. The features are a template's number and a
small value; `rapporteur-tagger` computes the same in `linking.rs`.
"""

import bisect
import glob
from dataclasses import dataclass

import numpy as np
import torch

from corpus import ROLES, labelled, read_brat
from score import parts
from words import features as word_features
from words import split

SOURCE, CUE, CONTENT = 1, 2, 3
NEAREST = 3
GAPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)
PRONOUNS = {"he", "she", "they", "it", "who", "i", "we", "you"}
TEMPLATES, VALUES = 16, 128


class Layout:
    """The parts of an article, and what stands between them."""

    def __init__(self, words, tags):
        self.words = words
        self.parts = sorted(parts(tags), key=lambda part: part[1])
        ends = np.array([text in (".", "!", "?") for text in words.texts], int)
        breaks = np.array([at > 0 and "\n" in gap for at, gap in enumerate(words.gaps)], int)
        self.ends = np.concatenate([[0], np.cumsum(ends)])
        self.breaks = np.concatenate([[0], np.cumsum(breaks)])
        self.quoted = word_features(words)[:, 1] if len(words) else np.zeros(0)
        self.of_role = [[p for p in self.parts if p[0] == role] for role in range(len(ROLES) + 1)]

    def candidates(self, part, role):
        """The nearest parts of a role before and after another."""
        before = [p for p in self.of_role[role] if p[2] <= part[1]][-NEAREST:][::-1]
        after = [p for p in self.of_role[role] if p[1] >= part[2]][:NEAREST]
        return [(p, 0, rank) for rank, p in enumerate(before)] + [
            (p, 1, rank) for rank, p in enumerate(after)]

    def word(self, at):
        """The class of a word: 0 none, 1 comma, 2 and, 3 but, 4 quotation mark, 5 word, 6 other."""
        if not 0 <= at < len(self.words):
            return 0
        text = self.words.texts[at]
        if text == ",":
            return 1
        if text in ("and", "or"):
            return 2
        if text in ("but", "while", "who"):
            return 3
        if self.quoted[at] in (2, 3):
            return 4
        return 5 if text[0].isalnum() else 6

    def cue_class(self, cue):
        """0 according to, 1 ends in by, 2 punctuation, 3 gerund, 4 infinitive, 5 of or for, 6 other."""
        first, last = self.words.texts[cue[1]].lower(), self.words.texts[cue[2] - 1].lower()
        if first == "according":
            return 0
        if last == "by":
            return 1
        if not first[0].isalnum():
            return 2
        if first.endswith("ing"):
            return 3
        if first == "to":
            return 4
        return 5 if last in ("of", "for", "from") else 6

    def pair(self, cue, other, side, rank):
        """The features of a cue and a source or content; `side` 0 where `other` stands before."""
        low, high = (other[2], cue[1]) if side == 0 else (cue[2], other[1])
        low = min(low, high)
        gap = sum(high - low > limit for limit in GAPS)
        between = [p for p in self.parts if p[1] >= low and p[2] <= high]
        pattern = 0
        for part in (between if side == 0 else between[::-1])[-3:]:
            pattern = pattern * 4 + part[0]
        rival = sum(
            1 for p in self.of_role[CUE]
            if p != cue and distance(p, other) < distance(cue, other)
        )
        sentences = min(3, self.ends[high] - self.ends[low])
        paragraphs = min(3, self.breaks[high] - self.breaks[low])
        begins = self.words.texts[other[1]].lower()
        same = int((self.quoted[other[1]] in (1, 2)) == (self.quoted[cue[1]] in (1, 2)))
        return [
            (0, side * 16 + gap),
            (1, side * 64 + pattern),
            (2, side * 16 + sentences * 4 + paragraphs),
            (3, side * 8 + rank),
            (4, side * 8 + min(3, rival)),
            (5, side * 8 + self.word(cue[1] - 1)),
            (6, side * 8 + self.word(cue[2])),
            (7, side * 8 + self.cue_class(cue)),
            (8, side * 2 + same),
            (9, side * 64 + (begins in PRONOUNS) * 16 + gap),
            (10, side * 64 + min(3, rival) * 16 + min(3, len(between)) * 4 + sentences),
            (11, side * 64 + self.word(other[1] - 1) * 8 + self.word(other[2])),
            (12, side * 64 + self.word(low) * 8 + self.word(high - 1) if high > low else side),
        ]

    def none(self, part, role):
        """The features of choosing nothing."""
        near = [self.candidates(part, role)]
        count = min(3, len(near[0]))
        before = [p[0] for p in self.parts if p[2] <= part[1]][-1:]
        after = [p[0] for p in self.parts if p[1] >= part[2]][:1]
        around = (before[0] if before else 0) * 4 + (after[0] if after else 0)
        features = [(13, count), (14, around)]
        if part[0] == CUE:
            features += [(15, self.cue_class(part)), (15, 8 + self.word(part[1] - 1)),
                         (15, 16 + self.word(part[2]))]
        return features


def distance(one, other):
    return other[1] - one[2] if one[2] <= other[1] else one[1] - other[2]


def choices(layout):
    """Every choice of an article: (role chosen for, part, its candidates, the features of each)."""
    for cue in layout.of_role[CUE]:
        near = layout.candidates(cue, SOURCE)
        yield SOURCE, cue, [p for p, _, _ in near], [
            layout.pair(cue, p, side, rank) for p, side, rank in near] + [layout.none(cue, SOURCE)]
    for content in layout.of_role[CONTENT]:
        near = layout.candidates(content, CUE)
        yield CONTENT, content, [p for p, _, _ in near], [
            layout.pair(p, content, 1 - side, rank) for p, side, rank in near
        ] + [layout.none(content, CUE)]


@dataclass
class Link:
    """A cue with its source and contents, and how probable the choices are."""

    source: tuple
    cue: tuple
    contents: list
    source_probability: float
    content_probability: float


def link(layout, weights):
    """Links the parts of an article; a cue without a content is left out.

    `weights` is an array (2 * TEMPLATES, VALUES): for sources, then for contents.
    """
    links = {cue: Link(None, cue, [], 1.0, 1.0) for cue in layout.of_role[CUE]}
    for role, part, near, listed in choices(layout):
        first = 0 if role == SOURCE else TEMPLATES
        scores = np.array([
            sum((weights[first + template, value] for template, value in keys), np.float32(0))
            for keys in listed
        ])
        best = int(np.argmax(scores))
        probability = 1 / np.exp(scores.astype(np.float64) - scores[best]).sum()
        if role == SOURCE:
            links[part].source = near[best] if best < len(near) else None
            links[part].source_probability = probability
        elif best < len(near):
            found = links[near[best]]
            found.contents.append(part)
            found.content_probability = min(found.content_probability, probability)
    return [found for found in links.values() if found.contents]


def fit(examples, steps=300, decay=1e-4):
    """Fits one table: `examples` is a list of (features of each candidate, index of the right one)."""
    index, owner, option, right = [], [], [], []
    rows = 0
    for listed, answer in examples:
        right.append(rows + answer)
        for keys in listed:
            for template, value in keys:
                index.append(template * VALUES + value)
                owner.append(rows)
            option.append(len(right) - 1)
            rows += 1
    index, owner, option, right = map(torch.tensor, (index, owner, option, right))
    weights = torch.zeros(TEMPLATES * VALUES, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        scores = torch.zeros(rows).index_add(0, owner, weights[index])
        top = torch.full((len(right),), -1e9).scatter_reduce(0, option, scores.detach(), "amax")
        spread = torch.zeros(len(right)).index_add(0, option, torch.exp(scores - top[option]))
        loss = (torch.log(spread) + top - scores[right]).mean() + decay * (weights**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy().reshape(TEMPLATES, VALUES)


def examples(text, attributions):
    """The choices of a gold article with their answers: for sources, and for contents.

    `attributions` are as `corpus.read_brat` gives them.
    """
    article = labelled("", text, attributions)
    _, ranges = split(text)
    layout = Layout(article.words, article.tags())

    starts = [start for start, _ in ranges]
    stops = [end for _, end in ranges]

    def words_of(attribution, role):
        found = set()
        for begin, end in attribution[role]:
            found.update(range(bisect.bisect_right(stops, begin), bisect.bisect_left(starts, end)))
        return found

    owners = [{role: words_of(one, role) for role in ROLES} for one in attributions]
    sources, contents = [], []
    for role, part, near, listed in choices(layout):
        own, other = ("Cue", "Source") if role == SOURCE else ("Content", "Cue")
        mine = [one for one in owners if part[1] in one[own]]
        wanted = set().union(*(one[other] for one in mine)) if mine else set()
        answer = next((at for at, p in enumerate(near) if p[1] in wanted), len(near))
        if not mine or (wanted and answer == len(near)):
            continue
        (sources if role == SOURCE else contents).append((listed, answer))
    return sources, contents


def train(folder, names):
    """Fits both tables on the gold of the named articles; the first annotator's."""
    sources, contents = [], []
    for name in names:
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        path = sorted(folder.glob(f"attributions/{glob.escape(name)}_????.ann"))[0]
        more_sources, more_contents = examples(text, read_brat(path))
        sources += more_sources
        contents += more_contents
    return np.concatenate([fit(sources), fit(contents)]).astype(np.float32)
