"""The peer of `cargo xtask copies`: MinHash with bands, as datasketch has it.

Takes the same articles in JSON Lines, cuts them into runs of four words in lower case, makes a
MinHash of 128 permutations of each and asks an LSH index with a threshold of 0.5 before it is
entered. It finds what is alike as a whole; a part inside a longer article and heavy rewriting are
below any threshold that it can be given. Prints processor seconds and peak memory.
"""

import json
import re
import resource
import sys
import time

from datasketch import MinHash, MinHashLSH

WORDS = re.compile(r"\w+")


def shingles(text):
    words = WORDS.findall(text.lower())
    return {" ".join(words[at:at + 4]).encode() for at in range(len(words) - 3)}


def main(path):
    index = MinHashLSH(threshold=0.5, num_perm=128)
    articles = pairs = 0
    spent = 0.0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            began = time.process_time()
            print_of = MinHash(num_perm=128)
            print_of.update_batch(list(shingles(text)))
            pairs += len(index.query(print_of))
            index.insert(articles, print_of)
            spent += time.process_time() - began
            articles += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
    print(f"articles            {articles}")
    print(f"processor           {spent:.1f} s")
    print(f"articles/s/core     {articles / spent:.0f}")
    print(f"pairs of copies     {pairs}")
    print(f"peak memory         {peak} MB")


main(sys.argv[1])
