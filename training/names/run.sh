#!/usr/bin/env bash
# From corpora to the name head: two teachers, their labels, the head, and the files to embed.
# Usage: run.sh CORPORA REUTERS WORKING_FOLDER [PYTHON_WITH_SPACY]
set -euo pipefail
corpora=$(realpath "$1") reuters=$(realpath "$2") work=$(realpath -m "$3")
spacy=${4:-python}
cd "$(dirname "$0")"
mkdir -p "$work"
export PYTHONPATH="$PWD/../attribution"

python texts.py --corpora "$corpora" --reuters "$reuters" \
  --polnear-part 0 330 --reuters-part 14 104 --out "$work/texts-1.json"
python texts.py --corpora "$corpora" --reuters "$reuters" \
  --polnear-part 400 520 --reuters-part 124 344 --out "$work/texts-2.json"
"$spacy" silver.py --texts "$work/texts-1.json" --out "$work/silver.json"

python teach_names.py --corpora "$corpora" --epochs 9 --stop 6 --same-names \
  --out "$work/names-teacher-1.safetensors"
python teach_names.py --corpora "$corpora" --epochs 6 --texts "$work/texts-1.json" \
  --silver "$work/silver.json" --out "$work/names-teacher-2.safetensors"
python label_names.py --corpora "$corpora" --shares 0.35 0.65 \
  --teachers "$work/names-teacher-1.safetensors" "$work/names-teacher-2.safetensors" \
  --texts "$work/texts-1.json" "$work/texts-2.json" --out "$work/prepared.pkl"
python distil_names.py --corpora "$corpora" --prepared "$work/prepared.pkl" \
  --out "$work/names-head.safetensors"
python finish_names.py --corpora "$corpora" --head "$work/names-head.safetensors" \
  --out ../../crates/rapporteur-models/data/name-head
