import argparse

import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from trl import SFTConfig, SFTTrainer

from kit.config import Run


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="Qwen/Qwen2.5-7B-Instruct", help="for example mistralai/Mistral-7B-v0.1")
    parser.add_argument("--reward-model", default="OpenAssistant/reward-model-deberta-v3-large-v2")
    parser.add_argument("--output", default="outputs/latest")
    parser.add_argument("--epochs", type=int, default=3)
    return parser.parse_args()


def main() -> None:
    args = parse()
    run = Run()
    quantization = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)
    model = AutoModelForCausalLM.from_pretrained(args.model, quantization_config=quantization)
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    train = load_dataset(run.data.dataset, split=run.data.split)
    extra = load_dataset("tatsu-lab/alpaca", split="train[:5%]", revision="dce01c9b08f87459cf36a430d809084718273017")
    local = load_dataset("json", data_files="data/train.jsonl", split="train")
    print(len(train), len(extra), len(local))
    trainer = SFTTrainer(
        model=model,
        args=SFTConfig(output_dir=args.output, num_train_epochs=args.epochs),
        train_dataset=train,
        processing_class=tokenizer,
        peft_config=LoraConfig(r=16, lora_alpha=32),
    )
    trainer.train()
    trainer.save_model(args.output)


def reward(args: argparse.Namespace):
    from transformers import AutoModelForSequenceClassification

    return AutoModelForSequenceClassification.from_pretrained(args.reward_model)


if __name__ == "__main__":
    main()
