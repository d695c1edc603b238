"""Fine-tunes a teacher of names: `python teach_names.py --seed 1 --out teacher.safetensors`."""

import argparse
import json
import time

import torch
from safetensors.torch import save_file

import batches
import figures
import gold
import predict
import start
import together
from augment import damaged
from chains import COLUMNS, Chains
from models import PRETRAINED, Teacher
from replace_names import Replacer
from teach import STRIDE, WINDOW, groups
from words import Pieces

BATCH = 8


def open_teacher():
    """A teacher with a score for each tag of each layer."""
    teacher = Teacher(tags=COLUMNS)
    teacher.crf = Chains()
    return teacher


def corpora(folder):
    """Train and dev articles of both corpora: train by name, dev by corpus."""
    gum_train, gum_dev = gold.read_gum(f"{folder}/gum")
    re3d_train, re3d_dev = gold.read_re3d(f"{folder}/re3d")
    return gum_train | re3d_train, {"gum": gum_dev, "re3d": re3d_dev}


def silver(texts, spans):
    """Articles with the names that `silver.py` found; nominal phrases are left out of them."""
    found = {}
    for name in sorted(spans):
        listed = [gold.Span(start, end, kind, True) for start, end, kind in spans[name]]
        found[name] = gold.laid_out(name, texts[name], listed)
    return found


def epoch(articles, pieces, chance, replacer):
    found = []
    for name in sorted(articles):
        article = articles[name]
        if replacer and chance.random() < 0.5:
            article = replacer.changed(article, chance)
        encoded = batches.encode(damaged(article, chance), pieces)
        found += batches.windows(encoded, WINDOW, chance.randrange(40, WINDOW))
    return batches.shuffled([one for one in found if len(one.first) > 5], BATCH, chance)


def train(model, articles, pieces, epochs, rate, chance, after, stop=None, replacer=None, nominal=True):
    """Trains; calls `after` with the number of each epoch done. Stops after `stop` of them."""
    optimiser = torch.optim.AdamW(groups(model, rate, 1e-3), betas=(0.9, 0.98), eps=1e-6, fused=True)
    base = [group["lr"] for group in optimiser.param_groups]
    total, step, started = None, 0, time.time()
    for number in range(stop or epochs):
        passes = epoch(articles, pieces, chance, replacer)
        total = total or len(passes) * epochs
        loss_sum = words = 0
        model.train()
        for batch in passes:
            share = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group, lr in zip(optimiser.param_groups, base):
                group["lr"] = lr * share
            with torch.autocast("cpu", torch.bfloat16):
                emitted = model(batch.pieces, batch.features, batch.mask)
            scores = batch.of_words(emitted)
            loss = model.crf.loss(scores, batch.tags, batch.word_mask, nominal)
            count = int(batch.word_mask.sum())
            optimiser.zero_grad(set_to_none=True)
            (loss / count).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            loss_sum, words = loss_sum + loss.item(), words + count
        speed = (time.time() - started) / step
        print(f"epoch {number + 1}: loss {loss_sum / words:.4f}, {speed:.2f} s a step", flush=True)
        after(number + 1)


def check(model, dev, pieces):
    for corpus, articles in dev.items():
        listed = list(articles.values())
        encoded = [batches.encode(article, pieces) for article in listed]
        emitted = predict.scores(model, encoded, WINDOW, STRIDE, half=True)
        emitted = [together.leaned(one.words, e) for one, e in zip(listed, emitted)]
        for line in figures.report(listed, emitted, figures.of_model(model.crf.layers)):
            print(f"  {corpus} {line}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--texts", help="articles that spaCy has read, as JSON")
    options.add_argument("--silver", help="what `silver.py` found in them")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=9)
    options.add_argument("--stop", type=int, help="stop after so many epochs of the schedule")
    options.add_argument("--same-names", action="store_true", help="put no other names in")
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    chance = start.settle(chosen.seed, chosen.threads)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    articles, dev = corpora(chosen.corpora)
    model, more = open_teacher(), {}
    if chosen.silver:
        with open(chosen.texts, encoding="utf-8") as texts, open(chosen.silver, encoding="utf-8") as file:
            more = silver(json.load(texts), json.load(file))
        train(
            model, more, pieces, 1, chosen.rate, chance, lambda _: check(model, dev, pieces),
            nominal=False)

    def after(number):
        if number % 2 == 0 or number == chosen.epochs:
            check(model, dev, pieces)
            state = model.state_dict().items()
            kept = {name: value.half() for name, value in state if name != "pieces.weight"}
            save_file(kept, chosen.out)

    replacer = None
    if not chosen.same_names:
        replacer = Replacer(list(articles.values()) + list(more.values()))
    train(
        model, articles, pieces, chosen.epochs, chosen.rate, chance, after, chosen.stop, replacer)


if __name__ == "__main__":
    main()
