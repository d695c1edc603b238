"""Pairs of a statement and a proposition with the stance of one towards the other.

Gold is Perspectrum (a perspective supports or undermines a claim) and the invented processes. Every
epoch draws its pairs anew, and damages some of them as the web and other authors would.
"""

import functools
import re
from dataclasses import dataclass

import numpy as np
import torch

import corpus
from augment import damaged
from models import BEGIN, END
from processes import AGAINST, CONDITIONAL, FOR, NONE
from sentences import cut, whole

MOST_STATEMENT, MOST_PROPOSITION = 96, 32
FOR_CUES = (
    "demanded", "called for", "supports", "proposed", "welcomed", "accepted", "insists on",
    "backs", "urged", "wants", "agreed to", "endorsed", "is in favour of", "is ready for",
)
AGAINST_CUES = (
    "rejected", "opposes", "ruled out", "dismissed", "refused", "objects to", "is against",
    "will not accept", "turned down", "vetoed", "denounced", "warned against",
)
FOR_DOING = ("agreed", "offered", "promised", "is ready", "wants", "intends", "is willing", "vowed")
AGAINST_DOING = ("refused", "declined", "is not ready", "is unwilling", "does not intend")
NOMINAL = re.compile(r"(?:the|a|an|any|all|every|its|their|his|her)\s", re.I)


@dataclass
class Pair:
    """Word pieces of both texts; `stance` is -1 where only the teacher knows."""

    statement: list
    proposition: list
    stance: int


class Source:
    """Draws the pairs of an epoch."""

    def __init__(self, pieces, static, debates, found, names, news=()):
        self.pieces, self.static, self.names = pieces, static, names
        self.debates, self.found, self.news = debates, found, list(news)
        self.cut = functools.lru_cache(200_000)(lambda text: tuple(cut(text, pieces)))
        self.near_claims = self.likeness_of_claims()
        self.near = [self.likeness(process) for process in found]

    def vectors(self, texts):
        return self.static.vectors([list(self.cut(text)) or [100] for text in texts])

    def likeness_of_claims(self):
        """For each claim the others, the likest first."""
        if not self.debates:
            return []
        vectors = self.vectors([claim for claim, _ in self.debates])
        return np.argsort(-(vectors @ vectors.T), 1)[:, 1:]

    def likeness(self, process):
        """For each statement the numbers of the propositions, the likest first."""
        vectors = self.vectors([one.content for one in process.statements])
        best = []
        for one in process.propositions.values():
            texts = [one.text, *one.phrasings_for, *one.phrasings_against]
            best.append((vectors @ self.vectors(texts).T).max(1))
        return np.argsort(-np.stack(best, 1), 1)

    def pair(self, statement, proposition, stance):
        return Pair(
            list(self.cut(statement)[:MOST_STATEMENT]),
            list(self.cut(proposition)[:MOST_PROPOSITION]), stance)

    def epoch(self, chance, debate_share=1.0, process_share=1.0, unlabelled=0):
        found = []
        for at in range(len(self.debates)):
            if chance.random() < debate_share:
                found += self.of_debate(at, chance)
        for process, near in zip(self.found, self.near):
            if process_share >= 1 or chance.random() < process_share:
                found += self.of_process(process, near, chance)
        found += self.of_news(unlabelled, chance)
        return found

    def of_debate(self, at, chance):
        claim, perspectives = self.debates[at]
        for supports, phrasings in perspectives:
            for text in chance.sample(phrasings, min(2, len(phrasings))):
                yield self.pair(text, claim, FOR if supports else AGAINST)
            if chance.random() < 0.25:
                rank = chance.randrange(3, 40) if chance.random() < 0.7 else None
                order = self.near_claims[at]
                other = chance.choice(order) if rank is None else order[rank]
                yield self.pair(chance.choice(phrasings), self.debates[other][0], NONE)

    def of_process(self, process, near, chance):
        ids = list(process.propositions)
        for statement, order in zip(process.statements, near):
            for identity, stance in statement.positions.items():
                one = process.propositions[identity]
                yield self.drawn(process, statement, one.text, stance, chance)
                yield from self.phrased(process, statement, one, stance, chance, 0.35)
                yield from self.turned(statement, one.text, stance, chance)
            others = [at for at in order if ids[at] not in statement.positions]
            wrong = chance.sample(others[:3], 1) + [chance.choice(others[:6])]
            wrong += [chance.choice(others)] if chance.random() < 0.5 else []
            for at in wrong:
                one = process.propositions[ids[at]]
                texts = [one.text] * 3 + one.phrasings_for + one.phrasings_against
                yield self.drawn(process, statement, chance.choice(texts), NONE, chance)
        for identity, one in process.propositions.items():
            yield from self.among(process, one, chance)

    def phrased(self, process, statement, one, stance, chance, share):
        """The statement beside other wordings of the proposition and of its denial."""
        if one.phrasings_for and chance.random() < share:
            yield self.drawn(process, statement, chance.choice(one.phrasings_for), stance, chance)
        if one.phrasings_against and stance != CONDITIONAL and chance.random() < share:
            turned = FOR if stance == AGAINST else AGAINST
            yield self.drawn(process, statement, chance.choice(one.phrasings_against), turned, chance)

    def turned(self, statement, text, stance, chance):
        """The statement with a cue that turns its stance, where the cue alone decides it."""
        if stance == CONDITIONAL or chance.random() < 0.5:
            return
        cue, content = statement.cue, statement.content
        if content.startswith("to ") and (cue in FOR_DOING or cue in AGAINST_DOING):
            likes, dislikes = FOR_DOING, AGAINST_DOING
        elif NOMINAL.match(content) and (cue in FOR_CUES or cue in AGAINST_CUES):
            likes, dislikes = FOR_CUES, AGAINST_CUES
        else:
            return
        same = (stance == FOR) == (cue in likes)
        for cues, wanted in ((likes, FOR if same else AGAINST), (dislikes, AGAINST if same else FOR)):
            yield self.pair(f"{statement.party} {chance.choice(cues)}: {content}", text, wanted)

    def among(self, process, one, chance):
        """Phrasings as statements towards the proposition, and towards one another."""
        likes, dislikes = one.phrasings_for, one.phrasings_against
        party = chance.choice(process.names) if process.names else ""
        saying = chance.choice(("", f"{party} said: ", f"{party} insists: "))
        if likes and chance.random() < 0.5:
            yield self.pair(saying + chance.choice(likes), one.text, FOR)
        if dislikes and chance.random() < 0.5:
            yield self.pair(saying + chance.choice(dislikes), one.text, AGAINST)
        if likes and dislikes and chance.random() < 0.25:
            yield self.pair(saying + chance.choice(dislikes), chance.choice(likes), AGAINST)
        other = process.propositions[chance.choice(list(process.propositions))]
        if likes and other.id != one.id and chance.random() < 0.3:
            yield self.pair(saying + chance.choice(likes), other.text, NONE)

    def drawn(self, process, statement, proposition, stance, chance):
        """A pair with party and cue left out at times, other names, and some damage."""
        how = chance.random()
        text = statement.text(party=how > 0.16, cue=how > 0.24 or how < 0.08)
        if chance.random() < 0.4:
            text, proposition = self.renamed(process, text, proposition, chance)
        if chance.random() < 0.25:
            text = whole(damaged(corpus.unlabelled("", text), chance)).strip() or text
        return self.pair(text, proposition, stance)

    def renamed(self, process, text, proposition, chance):
        """Gives the parties other names, the same in both texts."""
        for name in process.names:
            if " " not in name and len(name) > 3 and name[0].isupper() and chance.random() < 0.7:
                if name in text or name in proposition:
                    other = chance.choice(self.names)
                    text, proposition = text.replace(name, other), proposition.replace(name, other)
        return text, proposition

    def of_news(self, count, chance):
        """Sentences of news beside propositions, half of them like each other; without stance."""
        for _ in range(count if self.news else 0):
            process = chance.choice(self.found)
            one = chance.choice(list(process.propositions.values()))
            text = chance.choice([one.text, one.text, *one.phrasings_for, *one.phrasings_against])
            picked = chance.sample(self.news, 24 if chance.random() < 0.7 else 1)
            likeness = self.vectors(picked) @ self.vectors([text])[0]
            yield self.pair(picked[int(likeness.argmax())], text, -1)


@dataclass
class Batch:
    """Pairs side by side: pieces, kinds (0 statement, 1 proposition), and where they are."""

    pieces: torch.Tensor
    kinds: torch.Tensor
    mask: torch.Tensor
    stance: torch.Tensor


def collate(found):
    rows = [[BEGIN, *one.statement, END, *one.proposition, END] for one in found]
    longest = max(map(len, rows))
    pieces = np.zeros((len(rows), longest), np.int64)
    kinds, mask = np.zeros_like(pieces), np.zeros(pieces.shape, bool)
    for at, (row, one) in enumerate(zip(rows, found)):
        pieces[at, : len(row)] = row
        mask[at, : len(row)] = True
        kinds[at, len(one.statement) + 2:] = 1
    stance = np.array([one.stance for one in found])
    return Batch(*map(torch.from_numpy, (pieces, kinds, mask, stance)))


def length(pair):
    return len(pair.statement) + len(pair.proposition)


def shuffled(found, size, chance):
    """Batches of pairs of about the same length, in random order."""
    chance.shuffle(found)
    batches = []
    for start in range(0, len(found), size * 25):
        group = sorted(found[start:start + size * 25], key=length)
        batches += [group[at:at + size] for at in range(0, len(group), size)]
    chance.shuffle(batches)
    return [collate(batch) for batch in batches]
