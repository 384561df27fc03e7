#!/bin/bash
set -e
accelerate launch scripts/dpo.py --config recipes/dpo.yaml
trl sft --model_name_or_path HuggingFaceTB/SmolLM2-360M --dataset_name stanfordnlp/imdb --output_dir out/sft
tune download meta-llama/Llama-3.2-1B --output-dir /tmp/llama
