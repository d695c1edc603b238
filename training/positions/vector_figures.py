"""How good the static vectors of sentences are, beside the encoder that they are distilled from."""

import numpy as np
from sklearn.linear_model import LogisticRegression

import sentences
from encoder import Encoder
from models import PRETRAINED
from words import Pieces


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


class Static:
    """The tensors of a weight file; `vectors` gives (texts, 128) at unit length."""

    def __init__(self, weights):
        self.table = weights["pieces"].astype(np.float32) * weights["pieces.scale"][:, None]

    def vectors(self, cuts):
        return unit(np.stack([self.table[one].sum(0) for one in cuts]))


def debate_figures(vectors_of, dev, train):
    """Perspectrum: claim among claims, paraphrase among perspectives, support by regression."""
    claims = vectors_of([claim for claim, _ in dev])
    first = [(at, support, ph[0]) for at, (_, found) in enumerate(dev) for support, ph in found]
    found = vectors_of([text for _, _, text in first])
    likeness = found @ claims.T
    own = likeness[np.arange(len(first)), [at for at, _, _ in first]]
    rank = (likeness > own[:, None]).sum(1)

    everything = [(group, text) for group, phrasings in enumerate(
        ph for _, perspectives in dev for _, ph in perspectives) for text in phrasings]
    groups = np.array([group for group, _ in everything])
    vectors = vectors_of([text for _, text in everything])
    several = [at for at in range(len(groups)) if (groups == groups[at]).sum() > 1]
    likeness = vectors[several] @ vectors.T
    likeness[np.arange(len(several)), several] = -2
    again = groups[likeness.argmax(1)] == groups[several]

    given, wanted = regression_rows(vectors_of, train)
    tested, right = regression_rows(vectors_of, dev)
    fitted = LogisticRegression(C=1.0, max_iter=500).fit(given, wanted)
    return {
        "claim of a perspective stands first among 139": (rank < 1).mean(),
        "claim of a perspective is among the first three": (rank < 3).mean(),
        "paraphrase stands first among all perspectives": again.mean(),
        "support against undermine, logistic regression": fitted.score(tested, right),
    }


def regression_rows(vectors_of, debates):
    pairs = [(claim, ph[0], support) for claim, found in debates for support, ph in found]
    u = vectors_of([claim for claim, _, _ in pairs])
    v = vectors_of([text for _, text, _ in pairs])
    return np.concatenate([u * v, np.abs(u - v), u, v], 1), np.array([one[2] for one in pairs])


def proposing_figures(vectors_of, found):
    """How often a proposition that a statement bears on is the likeliest, and among three."""
    first = three = count = 0
    for process in found:
        ids, owners, written = [], [], []
        for proposition in process.propositions.values():
            ids.append(proposition.id)
            for text in (proposition.text, *proposition.phrasings_for, *proposition.phrasings_against):
                owners.append(len(ids) - 1)
                written.append(text)
        vectors, owners = vectors_of(written), np.array(owners)
        for statement in process.statements:
            if not statement.positions:
                continue
            likeness = vectors @ vectors_of([statement.content])[0]
            best = [likeness[owners == at].max() for at in range(len(ids))]
            order = [ids[at] for at in np.argsort(best)[::-1]]
            for identity in statement.positions:
                count += 1
                first += order[0] in statement.positions
                three += identity in order[:3]
    return {} if not count else {
        f"proposition of an invented statement stands first ({count})": first / count,
        "proposition of an invented statement is among the first three": three / count,
    }


def figures(made, measured, held, corpora, news, reduction):
    """A table of all measures: vectors by name, and the encoder; `measured` has not seen `held`."""
    pieces = Pieces(PRETRAINED / "vocab.txt")
    encoder = Encoder()
    dev, train = (sentences.debates(corpora, part) for part in ("dev", "train"))
    middle, directions = reduction
    cuts = [sentences.cut(ph[0], pieces) for _, found in dev for _, ph in found]
    wanted = unit((encoder.vectors(cuts) - middle) @ directions)
    columns = {}
    for name, reader in {**{name: Static(one) for name, one in made.items()}, "encoder": encoder}.items():
        unseen = Static(measured) if name == "made" else reader

        def vectors_of(texts, reader=reader):
            return reader.vectors([sentences.cut(text, pieces) for text in texts])

        def unseen_of(texts, reader=unseen):
            return reader.vectors([sentences.cut(text, pieces) for text in texts])

        columns[name] = {
            **debate_figures(vectors_of, dev, train), **proposing_figures(unseen_of, held)}
        if reader is not encoder:
            columns[name] = {
                "cosine with the encoder, held-out news": (reader.vectors(news[0]) * news[1]).sum(1).mean(),
                "cosine with the encoder, Perspectrum dev": (reader.vectors(cuts) * wanted).sum(1).mean(),
                **columns[name],
            }
    lines = ["| measure | only distilled | this file | encoder |", "|---|---|---|---|"]
    for measure in columns["made"]:
        values = [columns[name].get(measure) for name in ("distilled", "made", "encoder")]
        shown = " | ".join("" if one is None else f"{one:.3f}" for one in values)
        lines.append(f"| {measure} | {shown} |")
    return "\n".join(lines)
