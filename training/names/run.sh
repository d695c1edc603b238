#!/usr/bin/env bash
# From corpora to the name head: a teacher, its labels, the head, and the files to embed.
# Usage: run.sh CORPORA REUTERS WORKING_FOLDER
set -euo pipefail
corpora=$(realpath "$1") reuters=$(realpath "$2") work=$(realpath -m "$3")
cd "$(dirname "$0")"
mkdir -p "$work"
export PYTHONPATH="$PWD/../attribution"

python teach_names.py --corpora "$corpora" --seed 1 --out "$work/names-teacher.safetensors"
python texts.py --corpora "$corpora" --reuters "$reuters" --out "$work/texts.json"
python label_names.py --corpora "$corpora" --teachers "$work/names-teacher.safetensors" \
  --texts "$work/texts.json" --out "$work/prepared.pkl"
python distil_names.py --corpora "$corpora" --prepared "$work/prepared.pkl" \
  --out "$work/names-head.safetensors"
python finish_names.py --corpora "$corpora" --head "$work/names-head.safetensors" \
  --out ../../crates/rapporteur-models/data/name-head
