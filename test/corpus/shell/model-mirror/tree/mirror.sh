#!/usr/bin/env bash
# Mirrors models into the bucket. Formerly also bigscience/bloom-560m.
set -euo pipefail

ROOT="${MIRROR_ROOT:-/srv/models}"
EMBEDDER="${EMBEDDER:-BAAI/bge-m3}"
REVISION=5617a9f61b028005a4858fdac845db406aefb181

usage() {
  cat <<'TEXT'
usage: mirror.sh [all | one ORG/NAME]     for example: mirror.sh one facebook/opt-1.3b
TEXT
}

one() {
  local name=$1
  shift
  huggingface-cli download "$name" "$@" --local-dir "$ROOT/$name"
}

all() {
  huggingface-cli download "$EMBEDDER" --revision "$REVISION" --local-dir "$ROOT/bge-m3" --exclude "*.onnx" "imgs/*"
  huggingface-cli download --repo-type dataset HuggingFaceFW/fineweb-edu --include "sample/10BT/*" --local-dir "$ROOT/fineweb"
  hf download google/gemma-2-2b-it tokenizer.json
  one microsoft/phi-2 --revision ef382358ec9e382308935a992d908de099b64c23
  git lfs clone https://huggingface.co/openai/clip-vit-base-patch32 "$ROOT/clip"
  aws s3 sync "$ROOT" "s3://example-models/mirror"
}

case "${1:-}" in
  all) all ;;
  one) shift; one "$@" ;;
  *) usage; exit 64 ;;
esac
echo "mirrored; see wiki/models for what is used where"
