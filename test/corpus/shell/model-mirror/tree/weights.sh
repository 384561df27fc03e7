#!/bin/sh
set -eu
cd "$(dirname "$0")/../weights"

fetch() {
  url=$1 sum=$2
  file=$(basename "$url")
  [ -f "$file" ] || curl -fsSL -o "$file" "$url"
  echo "$sum  $file" | sha256sum -c -
}

fetch https://github.com/ultralytics/assets/releases/download/v8.2.0/yolov8n.pt f59b3d833e2ff32e194b5bb8e08d211dc7c5bdf144b90d2c8412c47ccfc83b36
fetch https://github.com/danielgatis/rembg/releases/download/v0.0.0/u2netp.onnx 309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8

wget -nc https://dl.fbaipublicfiles.com/segment_anything_2/092824/sam2.1_hiera_small.pt
wget -q "https://huggingface.co/ggerganov/whisper.cpp/resolve/5359861c739e955e79d9a303bcbc70fb988958b1/ggml-base.en.bin" -O ggml-base.en.bin
curl -fsSLO https://github.com/example-org/tools/releases/download/v1.2/tools-linux-amd64.tar.gz
