"""Fine-tunes a teacher on the training articles: `python teach.py --seed 1 --out teacher-1.safetensors`."""

import argparse
import time

import torch
from safetensors.torch import save_file

import batches
import corpus
import predict
import score
import start
from augment import damaged
from models import PRETRAINED, Teacher
from words import Pieces

WINDOW, STRIDE, BATCH = 254, 192, 8


def groups(model, rate, head_rate):
    """Weight matrices of the body decay, its norms and biases do not; new parts learn faster."""
    new = ("features", "out", "crf")
    body = [(n, p) for n, p in model.named_parameters() if not n.startswith(new) and p.requires_grad]
    head = [p for n, p in model.named_parameters() if n.startswith(new)]
    return [
        {"params": [p for _, p in body if p.dim() > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for _, p in body if p.dim() < 2], "lr": rate, "weight_decay": 0.0},
        {"params": head, "lr": head_rate, "weight_decay": 0.0},
    ]


def epoch(articles, pieces, chance):
    """One pass: an annotator and, half the time, some damage drawn for each article."""
    found = []
    for name in sorted(articles):
        article = damaged(chance.choice(articles[name]), chance)
        encoded = batches.encode(article, pieces)
        found += batches.windows(encoded, WINDOW, chance.randrange(40, WINDOW))
    return batches.shuffled([one for one in found if len(one.first) > 10], BATCH, chance)


def train(model, articles, dev, pieces, epochs, rate, chance, out):
    parameters = groups(model, rate, 1e-3)
    optimiser = torch.optim.AdamW(parameters, betas=(0.9, 0.98), eps=1e-6, fused=True)
    base = [group["lr"] for group in optimiser.param_groups]
    total, step, started = None, 0, time.time()
    for number in range(epochs):
        passes = epoch(articles, pieces, chance)
        total = total or len(passes) * epochs
        loss_sum = words = 0
        model.train()
        for batch in passes:
            share = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group, lr in zip(optimiser.param_groups, base):
                group["lr"] = lr * share
            with torch.autocast("cpu", torch.bfloat16):
                emitted = model(batch.pieces, batch.features, batch.mask)
            loss = model.crf.loss(batch.of_words(emitted), batch.tags, batch.word_mask)
            count = int(batch.word_mask.sum())
            optimiser.zero_grad(set_to_none=True)
            (loss / count).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            loss_sum, words = loss_sum + loss.item(), words + count
            if step % 100 == 0:
                speed = (time.time() - started) / step
                print(f"step {step} of {total}, loss {loss_sum / words:.4f}, {speed:.2f} s a step", flush=True)
        print(f"epoch {number + 1}: {check(model, dev)}", flush=True)
        save(model, out)


def check(model, dev):
    emitted = predict.scores(model, dev, WINDOW, STRIDE, half=True)
    return score.figures([one.tags for one in dev], [predict.best_tags(model, e) for e in emitted])


def save(model, out):
    """Keeps all but the word-piece embeddings, which stay as they were."""
    state = {name: value.half() for name, value in model.state_dict().items() if name != "pieces.weight"}
    save_file(state, out)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    chance = start.settle(chosen.seed, chosen.threads)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    train_articles, _ = corpus.hold_out(corpus.read_polnear(f"{chosen.corpora}/polnear", "train"))
    dev = start.dev(chosen.corpora, pieces)
    train(Teacher(), train_articles, dev, pieces, chosen.epochs, chosen.rate, chance, chosen.out)


if __name__ == "__main__":
    main()
