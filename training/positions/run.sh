#!/usr/bin/env bash
# From corpora to the models of stance: vectors of sentences, and the reader of pairs.
# Usage: run.sh CORPORA REUTERS WORKING_FOLDER
set -euo pipefail
corpora=$(realpath "$1") reuters=$(realpath "$2") work=$(realpath -m "$3")
cd "$(dirname "$0")"
mkdir -p "$work"
export PYTHONPATH="$PWD/../attribution" OMP_NUM_THREADS=1
data=../../crates/rapporteur-models/data
held="orvath-melunia upper-tasse"

python vectors.py --corpora "$corpora" --reuters "$reuters" --held $held \
  --kept "$work/encoded.pkl" --distilled "$work/distilled.safetensors" --out "$data/sentence"
python distil_pairs.py --corpora "$corpora" --reuters "$reuters" --held $held \
  --vectors "$work/distilled.safetensors" --epochs 6 --stop 4 --out "$work/reader-1.safetensors"
python held_out.py --corpora "$corpora" --held $held --student "$work/reader-1.safetensors" \
  --vectors "$work/distilled.safetensors" --out "$work/held-out.md"
torchrun --nproc-per-node 2 distil_pairs.py --corpora "$corpora" --reuters "$reuters" \
  --vectors "$work/distilled.safetensors" --resume "$work/reader-1.safetensors" --seed 2 --rate 9e-5 --epochs 3 --out "$work/reader.safetensors"
python finish_pairs.py --corpora "$corpora" --student "$work/reader.safetensors" \
  --scores "$work/held-out.md" --out "$data/stance"
