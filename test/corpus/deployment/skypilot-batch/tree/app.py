"""A function in the cloud, by Modal."""

import modal

MODEL_DIR = "/models"
MODEL_NAME = "Qwen/Qwen2.5-7B-Instruct-GPTQ-Int8"
MODEL_REVISION = "6f1d5ccb5f0c2b9b2f0f9b6f1e4c3d2a1b0c9d8e"


def download() -> None:
    from huggingface_hub import snapshot_download

    snapshot_download(MODEL_NAME, local_dir=MODEL_DIR, revision=MODEL_REVISION, ignore_patterns=["*.pt"])


image = (
    modal.Image.from_registry("nvidia/cuda:12.4.0-devel-ubuntu22.04", add_python="3.11")
    .pip_install("vllm==0.6.3.post1", "huggingface_hub==0.26.2")
    .run_function(download)
)
app = modal.App("batch/score", image=image)


@app.cls(gpu="A10G")
class Model:
    @modal.enter()
    def open(self) -> None:
        from vllm import LLM

        self.llm = LLM(MODEL_DIR)

    @modal.method()
    def score(self, texts: list[str]):
        return self.llm.generate(texts)


@app.function(gpu="T4")
def caption(url: str) -> str:
    from transformers import BlipForConditionalGeneration, BlipProcessor

    processor = BlipProcessor.from_pretrained("Salesforce/blip-image-captioning-large")
    model = BlipForConditionalGeneration.from_pretrained("Salesforce/blip-image-captioning-large")
    return processor.decode(model.generate(**processor(url))[0])
