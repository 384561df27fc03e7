"""Puts an adapter into its base."""

import sys

from peft import AutoPeftModelForCausalLM, PeftModel
from transformers import AutoModelForCausalLM

from kit.config import ModelConfig


def merge(adapter: str, out: str) -> None:
    config = ModelConfig()
    base = AutoModelForCausalLM.from_pretrained(config.base_model, revision=config.revision)
    PeftModel.from_pretrained(base, adapter).merge_and_unload().save_pretrained(out)


def published():
    return AutoPeftModelForCausalLM.from_pretrained("example-labs/support-lora-v2", subfolder="checkpoints/best")


if __name__ == "__main__":
    merge(sys.argv[1], sys.argv[2])
