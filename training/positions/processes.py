"""Invented peace talks: a codebook (TOML) and statements (JSON lines) for each process."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

STANCES = ("none", "against", "conditional", "for")
NONE, AGAINST, CONDITIONAL, FOR = range(4)


@dataclass
class Proposition:
    id: str
    text: str
    phrasings_for: list
    phrasings_against: list


@dataclass
class Statement:
    """`positions` has the number of the stance by the proposition's id."""

    party: str
    cue: str
    content: str
    positions: dict

    def text(self, party=True, cue=True):
        """The statement as models see it."""
        head = " ".join(filter(None, [party and self.party, cue and self.cue]))
        return f"{head}: {self.content}" if head else self.content


@dataclass
class Process:
    name: str
    propositions: dict
    statements: list
    names: list


def read(folder):
    """Reads all processes of a folder that have a codebook and statements."""
    return [
        read_one(path) for path in sorted(Path(folder).glob("*.toml"))
        if path.with_suffix(".jsonl").exists()
    ]


def read_one(path):
    book = tomllib.loads(path.read_text(encoding="utf-8"))
    propositions = {
        one["id"]: Proposition(one["id"], one["text"], one.get("for", []), one.get("against", []))
        for issue in book.get("issue", []) for one in issue.get("proposition", [])
    }
    statements = []
    for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n"):
        if line.strip():
            one = json.loads(line)
            positions = {
                identity: STANCES.index(stance) for identity, stance in one.get("positions", [])
            }
            unknown = set(positions) - set(propositions)
            if unknown:
                raise ValueError(f"{path.stem}: no proposition {sorted(unknown)}")
            statements.append(Statement(
                one.get("party") or "", one.get("cue") or "", one["content"], positions))
    names = [
        name for kind in ("party", "person") for one in book.get(kind, [])
        for name in (one["name"], *one.get("aliases", []))
    ]
    return Process(path.stem, propositions, statements, names)
