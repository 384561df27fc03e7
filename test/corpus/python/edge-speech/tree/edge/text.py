import fasttext
import openvino as ov
from huggingface_hub import InferenceClient, hf_hub_download
from paddleocr import PaddleOCR


def language(text: str) -> str:
    path = hf_hub_download(repo_id="facebook/fasttext-language-identification", filename="model.bin", revision="3af127d4124fc58b75666f3594bb5143b9757e78")
    labels, _ = fasttext.load_model(path).predict(text)
    return labels[0].replace("__label__", "")


def numbers(image: str):
    return PaddleOCR(use_angle_cls=True, lang="german").ocr(image)


def remote(text: str) -> str:
    client = InferenceClient(model="mistralai/Mistral-Nemo-Instruct-2407", timeout=30)
    return client.text_generation(text, max_new_tokens=40)


def classify(text: str):
    return InferenceClient().text_classification(text, model="ProsusAI/finbert")


def compiled(path: str):
    """Compiles an IR, for example "models/ir.xml"."""
    core = ov.Core()
    return core.compile_model(core.read_model("ir/detector.xml"), "CPU")
