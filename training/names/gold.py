"""People, organisations and places of GUM and re3d, as layers of spans over words.

A named span has a proper noun as its head, a nominal one a common noun ("the vice minister").
Named spans nest ("the University of Mosul"): the outer layer has those in no other named span, the
inner layer those in exactly one. Nominal spans are a layer of their own, the longest of at most
`LONGEST` words.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import words

KINDS = ("person", "organisation", "place")
LAYERS = ("outer", "inner", "nominal")
NOMINAL = 2
TAGS = 1 + 2 * len(KINDS)
LONGEST = 12
DEV_FOLDERS = ("BBC Online", "UK Government")
TYPES = {
    "person": 0, "organization": 1, "place": 2, "Person": 0, "Organisation": 1, "Location": 2,
}
PRONOUNS = set(
    "i me my we us our you your he him his she her it its they them their who whom whose which that "
    "this these those here there where myself ourselves himself herself itself themselves".split()
)
AFTER_HEAD = set(
    "of in at for from to on by near with within against between who which that where and or as "
    "about around including led".split()
)
POSSESSIVE = ("'s", "’s")


@dataclass
class Span:
    """A gold span: code points of the text, kind as a number of `KINDS`."""

    start: int
    end: int
    kind: int
    named: bool
    sure: bool = True


@dataclass
class Named:
    """A text as words; `labels` and `parts` have a column for each layer: 0 or the kind plus one,
    and the number of the span."""

    name: str
    words: words.Words
    labels: np.ndarray
    parts: np.ndarray
    text: str = ""
    ranges: list = field(default_factory=list)
    spans: list = field(default_factory=list)
    soft: np.ndarray = None
    labelled: bool = True

    def tags(self):
        """Returns BIO tags, a column for each layer."""
        begins = np.ones(self.labels.shape, bool)
        begins[1:] = self.parts[1:] != self.parts[:-1]
        return np.where(self.labels == 0, 0, 2 * self.labels - begins)


def laid_out(name, text, spans):
    """Makes an article of a text and its gold spans."""
    split, ranges = words.split(text)
    labels = np.zeros((len(split), len(LAYERS)), np.int64)
    parts = np.zeros((len(split), len(LAYERS)), np.int64)
    starts = np.array([start for start, _ in ranges])
    ends = np.array([end for _, end in ranges])
    for layer, of_layer in enumerate(layers(spans, text)):
        for number, span in enumerate(of_layer):
            first = int(np.searchsorted(ends, span.start, "right"))
            last = int(np.searchsorted(starts, span.end, "left"))
            if not labels[first:last, layer].any():
                labels[first:last, layer] = span.kind + 1
                parts[first:last, layer] = number + 1
    return Named(name, split, labels, parts, text, ranges, spans)


def without_possessive(text, span):
    """The end of a span without its possessive mark."""
    return span.end - 2 if text[:span.end].endswith(POSSESSIVE) else span.end


def layers(spans, text):
    """Parts the spans: outer and inner named ones, nominal ones."""
    made = {}
    for span in sorted(spans, key=lambda one: one.sure, reverse=True):
        key = (span.start, without_possessive(text, span), span.named)
        made.setdefault(key, Span(*key[:2], span.kind, span.named, span.sure))
    longest = sorted(made.values(), key=lambda one: (one.start - one.end, one.start))
    outer, inner, nominal = [], [], []
    for span in longest:
        if not span.named:
            few = len(words.split(text[span.start:span.end])[0]) <= LONGEST
            if few and not overlapping(span, nominal):
                nominal.append(span)
        elif not overlapping(span, outer):
            outer.append(span)
        elif within(span, outer) and not overlapping(span, inner):
            inner.append(span)
    return outer, inner, nominal


def overlapping(span, others):
    return any(other.start < span.end and span.start < other.end for other in others)


def within(span, others):
    return any(other.start <= span.start and span.end <= other.end for other in others)


def read_gum(folder):
    """Returns the articles of GUM by name, train and dev."""
    base = Path(folder)
    dev, section = set(), ""
    for line in (base / "splits.md").read_text(encoding="utf-8").split("\n"):
        section = line[3:].strip() if line.startswith("## ") else section
        match = re.match(r"\s+\* (\S+)", line)
        if match and section == "dev":
            dev.add(match[1])
    train, held = {}, {}
    for path in sorted((base / "dep").glob("GUM_*.conllu")):
        article = laid_out(path.stem, *read_conllu(path))
        (held if path.stem in dev else train)[path.stem] = article
    return train, held


def read_conllu(path):
    """Rebuilds the text of a document, a line for each paragraph, and reads its spans."""
    text, spans, sentence, paragraph, joined = "", [], [], False, None
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("# newpar"):
            paragraph = True
        elif not line:
            spans += spans_of(sentence)
            sentence = []
        elif len(columns) == 10 and "." not in columns[0]:
            glued = "SpaceAfter=No" in columns[9]
            if "-" in columns[0]:
                joined = (int(columns[0].split("-")[1]), glued)
                continue
            number = int(columns[0])
            if joined and number <= joined[0]:
                glued = number < joined[0] or joined[1]
                joined = joined if number < joined[0] else None
            if number == 1 and text:
                text = text.rstrip(" ") + ("\n" if paragraph else " ")
                paragraph = False
            start = len(text)
            text += columns[1]
            sentence.append((start, len(text), columns))
            text += "" if glued else " "
    return text, spans + spans_of(sentence)


def spans_of(sentence):
    """The spans of a sentence; a span's head is its first token whose head is outside."""
    open_spans, found = defaultdict(list), []
    for at, (_, _, columns) in enumerate(sentence):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", match[1] if match else ""):
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                open_spans[parts[0]].append((at, parts[1]))
            if mark.endswith(")") and open_spans[parts[0]]:
                first, kind = open_spans[parts[0]].pop()
                found.append((first, at, kind))
    spans = []
    for first, last, kind in found:
        tokens = [columns for _, _, columns in sentence[first:last + 1]]
        inside = {columns[0] for columns in tokens}
        head = next((c for c in tokens if c[6] not in inside), tokens[0])
        named = head[3] == "PROPN"
        heads = ("PROPN", "NOUN", "ADJ", "NUM")
        if kind in TYPES and head[3] in heads:
            spans.append(Span(sentence[first][0], sentence[last][1], TYPES[kind], named))
    return spans


def read_re3d(folder):
    """Returns the articles of re3d by name, train and dev."""
    common = common_words(folder)
    train, held = {}, {}
    for path in sorted(Path(folder).glob("*/documents.json")):
        entities = defaultdict(list)
        for one in rows(path.parent / "entities.json"):
            entities[one["documentId"]].append(one)
        for document in rows(path):
            text = document["text"]
            spans = spans_of_re3d(text, entities[document["_id"]], common)
            article = laid_out(f"re3d-{document['_id']}", text, spans)
            (held if path.parent.name in DEV_FOLDERS else train)[article.name] = article
    return train, held


def rows(path):
    with open(path, encoding="utf-8-sig") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def common_words(folder):
    """Words that stand in small letters more often than not."""
    seen = Counter()
    for path in sorted(Path(folder).glob("*/documents.json")):
        for document in rows(path):
            seen.update(words.split(document["text"])[0].texts)
    return {word for word in seen if word.islower() and seen[word] > seen[word.capitalize()]}


def spans_of_re3d(text, entities, common):
    """The spans of people, organisations and places.

    Confidence below a half are names that a program proposed and people did not confirm. Such a
    name is kept where it is part of the words about something else ("the people of Iraq"), and
    dropped where a longer span has the same head ("the UK", "Foreign Secretary Philip Hammond").
    """
    spans = []
    for one in entities:
        start, end = one["begin"], one["end"]
        value = text[start:end]
        if one["type"] not in TYPES or value.lower() in PRONOUNS or not value.strip():
            continue
        start += len(value) - len(value.lstrip())
        end -= len(value) - len(value.rstrip())
        named = headed_by_name(text[start:end], common)
        spans.append(Span(start, end, TYPES[one["type"]], named, one["confidence"] >= 0.5))
    sure = [span for span in spans if span.sure]
    kept = list(sure)
    for span in spans:
        longer = [o for o in sure if o.start <= span.start and span.end <= o.end]
        same_head = any(o.named and head_end(text, o) == head_end(text, span) for o in longer)
        if not span.sure and span.named and not same_head:
            kept.append(span)
    return kept


def head_end(text, span):
    """Where the head of a span ends."""
    return span.start + head_of(text[span.start:span.end])[1]


def head_of(value):
    """The last word before the first preposition or comma, and where it ends."""
    head = ("", 0)
    for at, match in enumerate(re.finditer(r"[^\s,(]+", value)):
        after_mark = re.search(r"[,(]", value[:match.start()])
        if at and (match[0].lower() in AFTER_HEAD or after_mark):
            break
        head = (match[0].strip("\"“”.‘"), match.end())
    return head


def headed_by_name(value, common):
    """Tells a name from a capital that only begins a sentence."""
    head = head_of(value)[0]
    if not head[:1].isupper() and not head.lower().startswith(("al-", "@")):
        return False
    return len(value.split()) > 1 or head.lower() not in common or head.isupper()
