from vllm import LLM, SamplingParams
from vllm.lora.request import LoRARequest

from .download import local_copy

MODELS = {
    "small": {"model": "microsoft/Phi-3.5-mini-instruct", "max_model_len": 8192},
    "large": {"model": "casperhansen/llama-3-70b-instruct-awq", "quantization": "awq", "tensor_parallel_size": 2},
}


def open_engine(size: str) -> LLM:
    return LLM(**MODELS[size], gpu_memory_utilization=0.9)


def speculative() -> LLM:
    return LLM(
        model="facebook/opt-6.7b",
        revision="a45aa65bbeb77c1558bc99bedc6779195462dab0",
        tokenizer="facebook/opt-125m",
        speculative_model="facebook/opt-350m",
        num_speculative_tokens=5,
    )


def with_adapter(engine: LLM, prompts: list[str]):
    adapter = LoRARequest("sql", 1, local_copy("yard1/llama-2-7b-sql-lora-test"))
    return engine.generate(prompts, SamplingParams(temperature=0.0, stop=["</s>", "n/a"]), lora_request=adapter)
