#!/usr/bin/env bash
set -o errexit -o nounset
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

case "$1" in
  chat)
    exec vllm serve "$CHAT_MODEL" --revision "$CHAT_REVISION" --tensor-parallel-size 2 --served-model-name chat/default
    ;;
  code)
    exec python -m vllm.entrypoints.openai.api_server --model bigcode/starcoder2-7b --port 8001 --dtype half
    ;;
  tgi)
    exec text-generation-launcher --model-id mistralai/Mixtral-8x7B-Instruct-v0.1 --quantize awq --num-shard 2
    ;;
  embed)
    exec text-embeddings-router --model-id=intfloat/e5-base-v2 --revision=1c644c92ad3ba1efdad3f1451a637716616a20e8
    ;;
  sglang)
    exec python3 -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V2-Lite-Chat --trust-remote-code
    ;;
  cpp)
    exec llama-server -hf ggml-org/gemma-3-4b-it-GGUF:Q4_K_M --ctx-size 8192
    ;;
  ollama)
    ollama pull llama3.2:3b-instruct-q8_0
    ollama run "${OLLAMA_EXTRA:-mistral:7b}" --keepalive 1h
    ;;
  *)
    echo "unknown/mode: $1" >&2
    exit 2
    ;;
esac
