#!/usr/bin/env bash
# cloud-init of a node with GPUs
set -euxo pipefail

readonly MODELS=(
  "Qwen/Qwen2.5-Coder-14B-Instruct"
  "BAAI/bge-multilingual-gemma2"
)
DATA_DIR=/var/lib/models

pip install --quiet "vllm==0.6.5" 'huggingface_hub[cli]'

for model in "${MODELS[@]}"; do
  huggingface-cli download "$model" --local-dir "$DATA_DIR/${model##*/}"
done

docker run -d --gpus all -p 8000:8000 vllm/vllm-openai:v0.6.5 \
  --model Qwen/Qwen2.5-VL-7B-Instruct \
  --limit-mm-per-prompt image=4 --download-dir "$DATA_DIR"
docker run -d -e MODEL_ID=intfloat/multilingual-e5-large-instruct ghcr.io/huggingface/text-embeddings-inference:1.6
docker run -d grafana/loki:3.3.1

cat > /etc/systemd/system/code.service <<'UNIT'
[Service]
ExecStart=/usr/local/bin/vllm serve deepseek-ai/deepseek-coder-6.7b-instruct --port 8010
WorkingDirectory=/srv/code/run
UNIT
systemctl enable --now code
git -C /opt/tools checkout origin/stable
