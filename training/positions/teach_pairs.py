"""Fine-tunes the teacher on pairs: `python teach_pairs.py --out teacher.safetensors`."""

import argparse
import time

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

import begin
import pairs
import side_by_side
from readers import Teacher

BATCH = 32


def fit(teacher, source, chosen, chance, report):
    skipped = ("norm", "bias", "position", "kind")
    named = [(name, one) for name, one in teacher.named_parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW([
        {"params": [one for name, one in named if not any(s in name for s in skipped)], "weight_decay": 0.01},
        {"params": [one for name, one in named if any(s in name for s in skipped)], "weight_decay": 0.0},
    ], lr=chosen.rate, betas=(0.9, 0.98), fused=True)
    step, total = 0, None
    for number in range(chosen.epochs):
        passes = side_by_side.mine(pairs.shuffled(source.epoch(chance), BATCH, chance))
        total = total or len(passes) * chosen.epochs
        started, summed = time.time(), 0
        teacher.train()
        for batch in passes:
            share = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = chosen.rate * share
            with torch.autocast("cpu", torch.bfloat16):
                scores, _ = teacher(batch)
            loss = functional.cross_entropy(scores.float(), batch.stance, label_smoothing=0.05)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            side_by_side.average(teacher)
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            step, summed = step + 1, summed + loss.item()
        if side_by_side.RANK:
            continue
        print(f"epoch {number + 1}: {len(passes)} batches, loss {summed / len(passes):.4f}, "
              f"{time.time() - started:.0f} s", flush=True)
        save_file(teacher.state_dict(), chosen.out)
        report(teacher)


def main():
    options = begin.options(__doc__)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--rate", type=float, default=5e-5)
    options.add_argument("--resume", help="a teacher to go on from")
    chosen = options.parse_args()
    side_by_side.meet()
    source, chance, report = begin.all_of(chosen)
    teacher = Teacher()
    if chosen.resume:
        teacher.load_state_dict(load_file(chosen.resume))
    torch.manual_seed(chosen.seed + side_by_side.RANK)
    fit(teacher, source, chosen, chance, report)


if __name__ == "__main__":
    main()
