"""Articles with their attributions (PolNeAR), and articles without (for distilling)."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import words

ROLES = ("Source", "Cue", "Content")
TAGS = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
HELD_OUT = 60
SAYING = re.compile(r"\b(?:said|says|told|according to|added)\b")


@dataclass
class Article:
    """An article as words; `labels` has 0 or the role (1 to 3), `parts` the fragment of each word."""

    name: str
    words: words.Words
    labels: np.ndarray
    parts: np.ndarray
    soft: np.ndarray = None
    labelled: bool = True

    def tags(self):
        """Returns BIO tags, numbered as in `TAGS`."""
        begins = np.ones(len(self.labels), bool)
        begins[1:] = self.parts[1:] != self.parts[:-1]
        return np.where(self.labels == 0, 0, 2 * self.labels - begins)


def read_brat(path):
    """Reads the attributions of a brat file: a role's list of (start, end) for each."""
    spans, found = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("T") and len(columns) > 1:
            kind, rest = columns[1].split(" ", 1)
            spans[columns[0]] = [tuple(map(int, part.split())) for part in rest.split(";")]
        elif line.startswith("E"):
            roles = {role: [] for role in ROLES}
            for argument in columns[1].split()[1:]:
                role, identity = argument.split(":")
                role = role.rstrip("0123456789")
                if role in roles and identity in spans:
                    roles[role] += spans[identity]
            if roles["Cue"] and roles["Content"]:
                found.append({role: sorted(parts) for role, parts in roles.items()})
    return found


def labelled(name, text, attributions):
    """Makes an article of a text and its attributions; where two overlap the first keeps the words."""
    split, ranges = words.split(text)
    labels = np.zeros(len(split), np.int64)
    parts = np.zeros(len(split), np.int64)
    starts = np.array([start for start, _ in ranges])
    fragment = 0
    for attribution in attributions:
        for number, role in enumerate(("Cue", "Source", "Content")):
            label = ROLES.index(role) + 1
            for start, end in attribution[role]:
                fragment += 1
                first = max(0, int(np.searchsorted(starts, start, "right")) - 1)
                for at in range(first, len(ranges)):
                    if ranges[at][0] >= end:
                        break
                    if ranges[at][1] > start and labels[at] == 0:
                        labels[at], parts[at] = label, fragment
    return Article(name, split, labels, parts)


def read_polnear(folder, split):
    """Returns the articles of a split by name; one entry for each annotator."""
    base = Path(folder) / split
    found = {}
    for path in sorted((base / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        text = (base / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        found.setdefault(name, []).append(labelled(name, text, read_brat(path)))
    return found


def hold_out(articles):
    """Parts the training articles: the ones to train on, and some for calibration and linking."""
    ordered = sorted(articles, key=lambda name: hashlib.sha256(name.encode()).digest())
    held = set(ordered[:HELD_OUT])
    train = {name: list_ for name, list_ in articles.items() if name not in held}
    return train, {name: articles[name] for name in sorted(held)}


def unlabelled(name, text):
    split, _ = words.split(text)
    empty = np.zeros(len(split), np.int64)
    return Article(name, split, empty, empty, labelled=False)


def read_reuters(folder, limit):
    """Reads the longest-standing wire corpus, Reuters-21578, its hard line breaks undone."""
    found = []
    for path in sorted(Path(folder).glob("reuters-*.json")):
        for story in json.loads(path.read_text(encoding="utf-8")):
            body = story.get("body", "")
            if len(body) < 1500 or len(SAYING.findall(body)) < 4:
                continue
            body = re.sub(r"\s*\n {2,}", "\0", body).replace("\n", " ").replace("\0", "\n")
            body = re.sub(r"\s*Reuter\W*$", "", body, flags=re.I)
            found.append(unlabelled(f"reuters-{story['id']}", body))
    found.sort(key=lambda article: hashlib.sha256(article.name.encode()).digest())
    return found[:limit]


def read_gum(folder):
    """Reads the news, interviews, biographies, speeches and hearings of GUM as plain text."""
    found = []
    for path in sorted((Path(folder) / "dep").glob("GUM_*.conllu")):
        if path.stem.split("_")[1] not in ("news", "interview", "bio", "speech", "court"):
            continue
        text = ""
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("# newpar"):
                text += "\n"
            elif line.startswith("# text = "):
                text += line[len("# text = "):] + " "
        found.append(unlabelled(path.stem, text.strip()))
    return found


def read_re3d(folder):
    """Reads the documents of re3d."""
    found = []
    for path in sorted(Path(folder).glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                document = json.loads(line)
                found.append(unlabelled(f"re3d-{document['_id']}", document["text"]))
    return found
