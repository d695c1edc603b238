"""What both trainings of readers begin with: options, corpora, and what is held out."""

import argparse
import random
from pathlib import Path

import torch
from safetensors.numpy import load_file

import check
import processes
import sentences
from models import PRETRAINED
from pairs import Source
from vector_figures import Static
from words import Pieces

HERE = Path(__file__).parent
DATA = HERE / "../../crates/rapporteur-models/data"


def options(doc):
    found = argparse.ArgumentParser(description=doc)
    found.add_argument("--corpora", default="../../../shared/corpora")
    found.add_argument("--processes", default="processes")
    found.add_argument("--held", nargs="*", default=[], help="processes to score on instead of learning")
    found.add_argument("--vectors", default=str(DATA / "sentence/sentence-en.safetensors"))
    found.add_argument("--names", default=str(HERE / "names.txt"))
    found.add_argument("--seed", type=int, default=1)
    found.add_argument("--threads", type=int, default=1)
    found.add_argument("--out", required=True)
    return found


def all_of(chosen, news=()):
    """The source of pairs, chance, and a function that prints how good a reader is."""
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    found = processes.read(chosen.processes)
    learned = [one for one in found if one.name not in chosen.held]
    held = [one for one in found if one.name in chosen.held]
    debates = sentences.debates(chosen.corpora, "train")
    source = Source(
        Pieces(PRETRAINED / "vocab.txt"), Static(load_file(chosen.vectors)), debates, learned,
        names_of(chosen.names, found), news)
    dev = check.debate_pairs(source, sentences.debates(chosen.corpora, "dev"))

    def report(reader, everything=False):
        def read(found):
            return check.probabilities(reader, found)

        print(f"  Perspectrum dev {check.debate_accuracy(read, dev):.3f}", flush=True)
        if held:
            for name, value in check.process_figures(read, source, held, everything).items():
                print(f"  held out, {name}: {value}", flush=True)

    return source, random.Random(chosen.seed), report


def names_of(path, found):
    """Names to give to parties: those of a list, and those of all processes."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    listed = [line for line in lines if line and not line.startswith("#")]
    return sorted({*listed, *(name for one in found for name in one.names if " " not in name)})
