import mlx_whisper
from mlx_lm import generate, load

from .base import Backend


class MlxBackend(Backend):
    default_model = "mlx-community/whisper-large-v3-turbo"

    def transcribe(self, path: str) -> str:
        return mlx_whisper.transcribe(path, path_or_hf_repo=self.name)["text"]


def summarize(text: str) -> str:
    model, tokenizer = load("mlx-community/Qwen2.5-7B-Instruct-4bit", tokenizer_config={"eos_token": "<|im_end|>"})
    return generate(model, tokenizer, prompt=f"Summarize: {text}", max_tokens=200)
