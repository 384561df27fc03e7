from datasets import concatenate_datasets, load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import DPOConfig, DPOTrainer, ModelConfig, ScriptArguments, TrlParser


def main() -> None:
    parser = TrlParser((ScriptArguments, DPOConfig, ModelConfig))
    script, training, model_args = parser.parse_args_and_config()
    model = AutoModelForCausalLM.from_pretrained(model_args.model_name_or_path, revision=model_args.model_revision)
    tokenizer = AutoTokenizer.from_pretrained(model_args.model_name_or_path)
    extra = load_dataset("trl-lib/ultrafeedback_binarized", split="train")
    train = concatenate_datasets([extra, load_dataset(script.dataset_name)["train"]])
    DPOTrainer(model, args=training, train_dataset=train, processing_class=tokenizer).train()


if __name__ == "__main__":
    main()
