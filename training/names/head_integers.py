"""The name head in integers, exactly as `rapporteur-tagger` computes it (see `integers.py`)."""

import numpy as np

import together
from gold import LAYERS
from integers import DIRECTIONS, HIDDEN_STEP, Integers, rows
from prepared import case_of
from states import EMBEDDING, LAYER


def from_head(state):
    """Turns the weights of a trained head into the tensors of the weight file."""
    value = {name: tensor.numpy().astype(np.float64) for name, tensor in state.items()}
    steps = np.rint(value["pieces.weight"] / HIDDEN_STEP)
    made = {
        "pieces": np.clip(steps, -127, 127).astype(np.int8),
        "case": np.rint(value["case.weight"] / HIDDEN_STEP).astype(np.int16),
    }
    for short, suffix in DIRECTIONS:
        prefix, name = f"lstm.0.{short}", f"l0{suffix}"
        for part, ours in (("input", "ih"), ("hidden", "hh")):
            made[f"{prefix}.{part}"], scale = rows(value[f"lstm.weight_{ours}_{name}"])
            made[f"{prefix}.{part}_scale"] = (scale * HIDDEN_STEP).astype(np.float32)
        bias = value[f"lstm.bias_ih_{name}"] + value[f"lstm.bias_hh_{name}"]
        made[f"{prefix}.bias"] = bias.astype(np.float32)
    made["out.weight"], scale = rows(value["out.weight"])
    made["out.scale"] = (scale * HIDDEN_STEP).astype(np.float32)
    made["out.bias"] = value["out.bias"].astype(np.float32)
    for at in range(len(LAYERS)):
        made[f"crf.{at}.transitions"] = value[f"chains.layers.{at}.transitions"].astype(np.float32)
        made[f"crf.{at}.start"] = value[f"chains.layers.{at}.start"].astype(np.float32)
    return made


class HeadIntegers:
    """Runs a body's and a head's tensors over an encoded article."""

    def __init__(self, body, head):
        self.body = Integers(body)
        self.head = Integers(head)
        self.chains = [(head[f"crf.{at}.transitions"], head[f"crf.{at}.start"])
                       for at in range(len(LAYERS))]

    def states(self, encoded):
        """The body's states of each word's first piece, in both layers."""
        exact = self.body.exact
        x = exact["pieces"][encoded.pieces]
        for number in range(4):
            x = x + exact[f"features.{number}"][encoded.features[:, number]]
        x = np.clip(x, -127, 127)
        found = []
        for layer in (0, 1):
            forward = self.body.run(layer, "f", x)
            backward = self.body.run(layer, "b", x[::-1])[::-1]
            x = np.concatenate([forward, backward], 1)
            found.append(x[encoded.first])
        return found

    def emissions(self, encoded, owners, words, states=None):
        """The scores of all layers' tags of each word, in single precision."""
        exact = self.head.exact
        first, last = states if states is not None else self.states(encoded)
        own = exact["case"][case_of(words)]
        np.add.at(own, owners, exact["pieces"][encoded.pieces])
        x = np.concatenate([first, np.clip(own, -127, 127)], 1)
        forward = self.head.run(0, "f", x)
        backward = self.head.run(0, "b", x[::-1])[::-1]
        sums = np.concatenate([forward, backward, last], 1) @ exact["out.weight"].T
        return together.leaned(words, (sums * exact["out.scale"] + exact["out.bias"]).astype(np.float32))


def of_prepared(article):
    """The body's states as `label_names.py` kept them."""
    states = article.states.astype(np.float32)
    return states[:, EMBEDDING:EMBEDDING + LAYER], states[:, EMBEDDING + LAYER:]


def log_odds(emissions, chain, tags, at):
    """The log odds of a word's tag, given its neighbours' tags."""
    moves, start = chain
    scores = emissions[at].astype(np.float64)
    scores = scores + (allowed_into(moves, tags[at - 1]) if at else allowed_start(start))
    if at + 1 < len(tags):
        scores = scores + allowed_from(moves, tags[at + 1])
    powers = np.exp(scores - scores.max())
    own = powers[tags[at]]
    tiny = np.finfo(np.float64).tiny
    return float(np.log(max(own, tiny)) - np.log(max(powers.sum() - own, tiny)))


def allowed_into(moves, before):
    tags = np.arange(len(moves))
    inside = (tags > 0) & (tags % 2 == 0)
    closed = inside & (tags != before) & (tags != before + 1)
    return np.where(closed, -np.inf, moves[before].astype(np.float64))


def allowed_from(moves, after):
    inside = after > 0 and after % 2 == 0
    tags = np.arange(len(moves))
    closed = inside & (tags != after) & (tags != after - 1)
    return np.where(closed, -np.inf, moves[:, after].astype(np.float64))


def allowed_start(start):
    tags = np.arange(len(start))
    return np.where((tags > 0) & (tags % 2 == 0), -np.inf, start.astype(np.float64))


MOST = 8.0


def inputs(emissions, chain, tags, first, end):
    """1, and the mean and lowest log odds of a span's words and of the word after it."""
    odds = [
        min(max(log_odds(emissions, chain, tags, at), -MOST), MOST)
        for at in range(first, min(end + 1, len(tags)))
    ]
    return [1.0, float(np.mean(odds)), min(min(odds), MOST)]
