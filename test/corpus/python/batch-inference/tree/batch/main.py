import argparse
import json
import os
import sys

from llama_cpp import Llama

from .engines import open_engine

os.environ["VLLM_MODEL"] = "Qwen/Qwen2.5-1.5B-Instruct"


def small():
    return Llama.from_pretrained(repo_id="Qwen/Qwen2-0.5B-Instruct-GGUF", filename="*q8_0.gguf", verbose=False)


def by_tenant(tenant: str):
    from vllm import LLM

    return LLM(model=f"{os.environ['ORG']}/{tenant}-tuned")


def default_model():
    from vllm import LLM

    return LLM(model=os.environ["VLLM_MODEL"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="batch", epilog="see also https://huggingface.co/docs/transformers")
    parser.add_argument("size", choices=["small", "large"])
    parser.add_argument("--input", default="in/prompts.jsonl")
    args = parser.parse_args()
    engine = open_engine(args.size)
    with open(args.input, encoding="utf8") as lines:
        for line in lines:
            out = engine.generate(json.loads(line)["prompt"])
            json.dump({"text": out[0].outputs[0].text}, sys.stdout)
