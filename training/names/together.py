"""One word, one meaning: the scores of a word with a capital lean towards their mean over all places
where the text has it (compare "one sense per discourse", Gale, Church and Yarowsky 1992)."""

from collections import defaultdict

import numpy as np

SHARE = np.float32(0.6)


def leaned(words, emissions):
    """Returns the scores, in single precision and in the order of `rapporteur-tagger`."""
    places = defaultdict(list)
    for at, word in enumerate(words.texts):
        if word[0].isupper() and len(word) > 1:
            places[word].append(at)
    found = emissions.astype(np.float32)
    for rows in places.values():
        if len(rows) > 1:
            total = np.zeros(emissions.shape[1], np.float32)
            for row in rows:
                total = total + emissions[row]
            mean = total / np.float32(len(rows))
            found[rows] = emissions[rows] + SHARE * (mean - emissions[rows])
    return found
