"""Sentences and clauses of news and debates, to distil on; statements and claims of debates.

Modules of `attribution/` cut words and pieces, so `PYTHONPATH` has that folder.
"""

import hashlib
import json
import random
import re
from pathlib import Path

import corpus
from words import split

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])|\n+")
CLAUSE_END = re.compile(r"(?<=[,;:—–])\s+|\s+(?=(?:that|but|and|because|which|unless|until|if|while)\s)")
SHORTEST, LONGEST = 4, 60


def sentences(text):
    """Cuts a text where a sentence seems to end; good enough to learn from."""
    return [one.strip() for one in SENTENCE_END.split(text) if fits(one)]


def clauses(sentence):
    """Parts of a sentence, as contents of attributions often are."""
    parts = CLAUSE_END.split(sentence)
    return [one.strip() for one in parts if fits(one)] if len(parts) > 1 else []


def fits(text):
    return SHORTEST <= len(text.split()) <= LONGEST


def whole(article):
    return "".join(gap + word for gap, word in zip(article.words.gaps, article.words.texts))


def gum_train(folder):
    """The names of the documents of GUM that are for training."""
    listed = (Path(folder) / "splits.md").read_text(encoding="utf-8")
    return set(re.findall(r"GUM_\w+", listed.split("## train")[1].split("\n## ")[0]))


def news(corpora, reuters, reuters_limit):
    """Sentences of PolNeAR train, GUM train, re3d and Reuters-21578, each once."""
    corpora = Path(corpora)
    polnear = corpus.read_polnear(corpora / "polnear", "train")
    texts = [whole(polnear[name][0]) for name in sorted(polnear)]
    train = gum_train(corpora / "gum")
    texts += [whole(one) for one in corpus.read_gum(corpora / "gum") if one.name in train]
    texts += [whole(one) for one in corpus.read_re3d(corpora / "re3d")]
    texts += [whole(one) for one in corpus.read_reuters(reuters, reuters_limit)]
    return list(dict.fromkeys(one for text in texts for one in sentences(text)))


def clauses_of(found, count, seed=1):
    """Some of the clauses of some sentences."""
    parts = [part for one in found for part in clauses(one)]
    parts = sorted(set(parts), key=lambda one: hashlib.sha256(one.encode()).digest())
    random.Random(seed).shuffle(parts)
    return parts[:count]


def debates(corpora, part):
    """Claims of Perspectrum with their perspectives: (claim, [(support, [phrasings])])."""
    folder = Path(corpora) / "perspectrum"
    parts = json.loads((folder / "dataset_split_v1.0.json").read_text(encoding="utf-8"))
    pool = json.loads((folder / "perspective_pool_v1.0.json").read_text(encoding="utf-8"))
    pool = {one["pId"]: one["text"] for one in pool}
    claims = json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text(encoding="utf-8"))
    found = []
    for claim in claims:
        if parts[str(claim["cId"])] == part:
            found.append((claim["text"], [
                (one["stance_label_3"] == "SUPPORT", [pool[number] for number in one["pids"]])
                for one in claim["perspectives"]
                if one["stance_label_3"] in ("SUPPORT", "UNDERMINE")
            ]))
    return found


def cut(text, pieces):
    """The word pieces of a text, as a list of numbers."""
    words, _ = split(text)
    return pieces.of_words(words)[0].tolist()
