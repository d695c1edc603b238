"""Noun phrases headed by names, as spaCy sees them: what a teacher learns first.

`python silver.py --texts texts.json --out silver.json`, where spaCy and its English model are
installed. `texts.json` has a text for each name; the result has (start, end, kind) for each.
"""

import argparse
import json

import spacy

KINDS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 2, "FAC": 2}
PARTS = {
    "det", "amod", "compound", "nmod", "poss", "prep", "pobj", "pcomp", "nummod", "case", "quantmod",
    "npadvmod", "advmod", "predet",
}


def phrase(root):
    """The phrase of a head: its modifiers, without clauses, appositions and coordination."""
    inside = {root.i}
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            joined = child.dep_ in PARTS or child.dep_ in ("conj", "cc") and child.head != root
            inside_name = child.dep_ == "punct" and child.nbor(0).text in "-."
            if joined or inside_name:
                inside.add(child.i)
                waiting.append(child)
    start, end = root.i, root.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return start, end + 1


def spans(doc):
    found = {}
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is None or entity.root.pos_ not in ("PROPN", "NOUN"):
            continue
        if entity.root.pos_ == "NOUN" and entity.label_ != "ORG":
            continue
        start, end = min(entity.start, phrase(entity.root)[0]), max(entity.end, phrase(entity.root)[1])
        if entity.root.dep_ in ("compound", "amod", "nmod", "npadvmod"):
            start, end = entity.start, entity.end
        while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’"):
            end -= 1
        part = doc[start:end]
        found[part.start_char, part.end_char] = kind
    return [[start, end, kind] for (start, end), kind in sorted(found.items())]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", default="en_core_web_sm")
    options.add_argument("--texts", required=True)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    language = spacy.load(chosen.model)
    with open(chosen.texts, encoding="utf-8") as file:
        texts = json.load(file)
    docs = language.pipe(texts.values(), batch_size=16)
    found = {name: spans(doc) for name, doc in zip(texts, docs)}
    with open(chosen.out, "w", encoding="utf-8") as file:
        json.dump(found, file)


if __name__ == "__main__":
    main()
