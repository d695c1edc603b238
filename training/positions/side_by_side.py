"""Trains in several processes of one thread each, which share their gradients after every step.

Threads of one process wait for one another at every product, so that a busy machine slows them far
more than processes that meet once a step. Start with `torchrun --nproc-per-node 2 SCRIPT`; a script
that is started alone is the only process.
"""

import os

import torch
from torch import distributed

RANK = int(os.environ.get("RANK", 0))
COUNT = int(os.environ.get("WORLD_SIZE", 1))


def meet():
    """Finds the other processes; call once, before training."""
    if COUNT > 1:
        distributed.init_process_group("gloo")


def mine(passes):
    """This process's share of batches, as many as every other has."""
    return passes[RANK::COUNT][: len(passes) // COUNT]


def average(module):
    """Gives every process the mean of all gradients."""
    if COUNT > 1:
        gradients = [one.grad for one in module.parameters() if one.grad is not None]
        flat = torch.cat([one.view(-1) for one in gradients])
        distributed.all_reduce(flat)
        flat /= COUNT
        for one, part in zip(gradients, flat.split([one.numel() for one in gradients])):
            one.copy_(part.view_as(one))
