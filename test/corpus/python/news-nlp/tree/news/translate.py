from transformers import MarianMTModel, MarianTokenizer, pipeline

PAIRS = {("de", "en"), ("fr", "en")}


def translator(source: str, target: str):
    if (source, target) not in PAIRS:
        raise ValueError(f"no model for {source}/{target}")
    name = f"Helsinki-NLP/opus-mt-{source}-{target}"
    return MarianTokenizer.from_pretrained(name), MarianMTModel.from_pretrained(name)


def summarizer():
    return pipeline(task="summarization", model="facebook/bart-large-cnn", revision="main", tokenizer="facebook/bart-large-cnn")


def asr(chunk: int = 30):
    return pipeline("automatic-speech-recognition", "openai/whisper-small", chunk_length_s=chunk)
