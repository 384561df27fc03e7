from dataclasses import dataclass, field


@dataclass
class ModelConfig:
    base_model: str = "meta-llama/Llama-3.1-8B-Instruct"
    revision: str = "main"
    draft_model: str | None = None
    attention: str = "flash_attention_2"
    target_modules: list[str] = field(default_factory=lambda: ["q_proj", "v_proj"])


@dataclass
class DataConfig:
    dataset: str = "HuggingFaceH4/ultrachat_200k"
    split: str = "train_sft"
    evaluation: str = field(default="lighteval/mmlu")
    column: str = "messages"


@dataclass
class Run:
    model: ModelConfig = field(default_factory=ModelConfig)
    data: DataConfig = field(default_factory=DataConfig)
    output_dir: str = "outputs/sft"
    hub_model_id: str = "example-org/finetuned"
    report_to: str = "wandb"
