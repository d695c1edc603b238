"""Word and part F1 of tags against gold, as a check while training."""

import numpy as np

ROLES = ("source", "cue", "content")


def parts(tags):
    """Returns the (role, start, end) of each part of a BIO sequence."""
    found, current = set(), None
    for at, tag in enumerate(list(tags) + [0]):
        if current is not None and (tag == 0 or tag % 2 == 1 or (tag + 1) // 2 != current[0]):
            found.add((current[0], current[1], at))
            current = None
        if tag and current is None:
            current = ((tag + 1) // 2, at)
    return found


def figures(gold, found):
    """Returns a line with the word F1 and the exact F1 of source, cue and content."""
    counts = np.zeros((2, 3, 3))
    for right, guess in zip(gold, found):
        sets = parts(right), parts(guess)
        for role in range(3):
            in_gold, in_guess = (right + 1) // 2 == role + 1, (guess + 1) // 2 == role + 1
            counts[0, role] += (in_gold & in_guess).sum(), in_gold.sum(), in_guess.sum()
            of_role = [{part for part in one if part[0] == role + 1} for one in sets]
            counts[1, role] += len(of_role[0] & of_role[1]), len(of_role[0]), len(of_role[1])
    f1 = 2 * counts[..., 0] / np.maximum(1, counts[..., 1] + counts[..., 2])
    names = " ".join(f"{role} {word:.3f}/{exact:.3f}" for role, word, exact in zip(ROLES, *f1))
    return f"word/exact F1: {names}"
