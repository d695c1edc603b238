"""Damage as the web does it: other, missing and odd quotation marks, capitals, lost line breaks,
garbled names. Works on words, so that every label stays with its word."""

from dataclasses import replace

import numpy as np

from words import STRAIGHT, Words, features, is_quote

STYLES = [
    ('"', '"'), ("“", "”"), ("«", "»"), ("«", "”"), ("„", "“"), ("“", "“"), ("”", "”"),
    ("‘", "’"), ("'", "'"), ("“", '"'), ("‹", "›"),
]
VOWELS = "aeiou"
CONSONANTS = "bcdfghjklmnprstvwyz"


def damaged(article, random):
    """Returns a copy with some damage, or the article itself."""
    texts, gaps = list(article.words.texts), list(article.words.gaps)
    keep = np.ones(len(texts), bool)
    if random.random() < 0.5:
        change_quotes(article.words, texts, keep, random)
    if random.random() < 0.15:
        change_breaks(texts, gaps, random)
    if random.random() < 0.2:
        garble_names(texts, gaps, random)
    if random.random() < 0.1:
        change_case(texts, gaps, random)
    return keep_words(article, texts, gaps, keep)


def keep_words(article, texts, gaps, keep):
    """Makes the article of the words that stay; the gaps of the others join the next."""
    kept_texts, kept_gaps, carried = [], [], ""
    for text, gap, stays in zip(texts, gaps, keep):
        carried += gap
        if stays:
            kept_texts.append(text)
            kept_gaps.append(carried)
            carried = ""
    soft = None if article.soft is None else article.soft[keep]
    return replace(
        article, words=Words(kept_texts, kept_gaps), labels=article.labels[keep],
        parts=article.parts[keep], soft=soft,
    )


def change_quotes(words, texts, keep, random):
    """Rewrites the quotation marks in another style, or drops some of them."""
    roles = features(words)[:, 1]
    marks = [at for at, text in enumerate(texts) if is_quote(text) and roles[at] in (2, 3)]
    how = random.random()
    if how < 0.15:
        keep[marks] = False
        return
    if how < 0.35:
        for at in marks:
            keep[at] = random.random() > 0.2
    if how > 0.25:
        opening, closing = random.choice(STYLES)
        for at in marks:
            texts[at] = opening if roles[at] == 2 else closing


def change_breaks(texts, gaps, random):
    """Joins paragraphs, or breaks them after each sentence."""
    join = random.random() < 0.5
    for at in range(1, len(gaps)):
        if join and "\n" in gaps[at] and random.random() < 0.5:
            gaps[at] = " "
        elif not join and gaps[at] == " " and texts[at - 1] in ".!?":
            gaps[at] = "\n"


def garble_names(texts, gaps, random):
    """Changes letters of words with a capital, in the same way wherever they stand."""
    known = {}
    for at, text in enumerate(texts):
        if len(text) > 3 and text[0].isupper() and text[1:].islower() and gaps[at] == " ":
            if text not in known:
                known[text] = garbled(text, random) if random.random() < 0.3 else text
            texts[at] = known[text]


def garbled(name, random):
    letters = list(name)
    for _ in range(random.randint(1, 2)):
        at = random.randrange(1, len(letters))
        pool = VOWELS if letters[at] in VOWELS else CONSONANTS
        letters[at] = random.choice(["", random.choice(pool), letters[at] * 2])
    return "".join(letters) or name


def change_case(texts, gaps, random):
    """Sets some paragraphs in capitals, or the whole article in small letters."""
    if random.random() < 0.25:
        texts[:] = [text.lower() or text for text in texts]
        return
    loud = False
    for at, text in enumerate(texts):
        if at == 0 or "\n" in gaps[at]:
            loud = random.random() < 0.15
        if loud and text not in STRAIGHT:
            texts[at] = text.upper()
