"""Words, word pieces and features of a text, as the tagger sees it.

The Rust crate `rapporteur-tagger` does the same in `words.rs`, `pieces.rs` and `features.rs`; a
committed sample holds both to the same output.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
UNKNOWN = 100
LONGEST_WORD = 100

SHAPES, QUOTES, STARTS, SPACES = 8, 4, 3, 2
FEATURES = (SHAPES, QUOTES, STARTS, SPACES)

OPENING = set("“«„‟‘‚‹")
CLOSING = set("”»’›")
STRAIGHT = set("\"'")
SINGLE = set("‘’‚'‹›")
ENDS = set(".!?")


@dataclass
class Words:
    """The words of a text and the white space before each."""

    texts: list
    gaps: list

    def __len__(self):
        return len(self.texts)


def split(text):
    """Cuts a text into words; returns them and their half-open code-point ranges."""
    texts, gaps, spans = [], [], []
    end = 0
    for match in WORD.finditer(text):
        texts.append(match[0])
        gaps.append(text[end:match.start()])
        spans.append(match.span())
        end = match.end()
    return Words(texts, gaps), spans


def shape(word):
    """Tells how a word is written, 0 to 6."""
    if word.isascii() and word.isdigit():
        return 4
    if not word[0].isalnum():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


def is_quote(word):
    return len(word) == 1 and (word in OPENING or word in CLOSING or word in STRAIGHT)


def opens(words, at, inside):
    """Tells whether the mark at `at` opens; None where it is an apostrophe."""
    mark = words.texts[at]
    spaced = at == 0 or words.gaps[at] != ""
    last = at + 1 == len(words)
    followed = not last and words.gaps[at + 1] == "" and words.texts[at + 1][0].isalnum()
    if mark in SINGLE:
        before = at > 0 and not spaced and words.texts[at - 1][0].isalnum()
        if before and followed:
            return None
        if mark in "‘‚‹":
            return True
        if mark in "’›":
            return False if inside == mark_family(mark) else None
        if inside != mark_family(mark):
            return True if followed and not before else None
        return False
    if mark == '"':
        return inside != mark_family(mark)
    return mark in OPENING


def mark_family(mark):
    """1 for single marks, 2 for double ones."""
    return 1 if mark in SINGLE else 2


def features(words):
    """Returns an array of shape (words, 4): shape, quotation, start and space of each word."""
    table = np.zeros((len(words), len(FEATURES)), np.int64)
    inside = 0
    ended = True
    for at, (word, gap) in enumerate(zip(words.texts, words.gaps)):
        starts = at == 0 or "\n" in gap
        if starts:
            inside = 0
        quotation = 1 if inside else 0
        marks = is_quote(word)
        if marks:
            opening = opens(words, at, inside)
            family = mark_family(word)
            if opening and not (inside == 2 and family == 1):
                inside, quotation = family, 2
            elif opening is False and inside and not (inside == 2 and family == 1):
                inside, quotation = 0, 3
        table[at] = (
            shape(word),
            quotation,
            1 if starts else 2 if ended and gap else 0,
            1 if gap else 0,
        )
        ended = word in ENDS or (marks and ended) or (word in ")]" and ended)
    return table


class Pieces:
    """Greedy longest-match word pieces (Wu et al. 2016) over the vocabulary of BERT, uncased."""

    def __init__(self, vocabulary):
        lines = Path(vocabulary).read_text(encoding="utf-8").split("\n")
        self.ids = {line: number for number, line in enumerate(lines) if line}
        self.of_word = functools.lru_cache(maxsize=200_000)(self._of_word)

    def _of_word(self, word):
        lowered = unicodedata.normalize("NFD", word.lower())
        folded = "".join(c for c in lowered if unicodedata.category(c) != "Mn")
        if not folded or len(folded) > LONGEST_WORD:
            return (UNKNOWN,)
        found, start = [], 0
        while start < len(folded):
            for end in range(len(folded), start, -1):
                piece = ("##" if start else "") + folded[start:end]
                if piece in self.ids:
                    found.append(self.ids[piece])
                    start = end
                    break
            else:
                return (UNKNOWN,)
        return tuple(found)

    def of_words(self, words):
        """Returns the ids of all pieces, and for each piece the number of its word."""
        ids, owners = [], []
        for number, word in enumerate(words.texts):
            pieces = self.of_word(word)
            ids.extend(pieces)
            owners.extend([number] * len(pieces))
        return np.array(ids, np.int64), np.array(owners, np.int64)
