import torch
from bark import SAMPLE_RATE, generate_audio, preload_models
from parler_tts import ParlerTTSForConditionalGeneration
from transformers import AutoTokenizer, BarkModel, SpeechT5ForTextToSpeech, SpeechT5HifiGan

VOICE_PRESET = "v2/en_speaker_6"


class Voice:
    repo = "parler-tts/parler-tts-large-v1"

    def __init__(self, repo: str | None = None):
        self.repo = repo or self.repo
        self.model = ParlerTTSForConditionalGeneration.from_pretrained(self.repo)
        self.tokenizer = AutoTokenizer.from_pretrained(self.repo)


def bark():
    return BarkModel.from_pretrained("suno/bark-small", torch_dtype=torch.float16)


def speecht5():
    model = SpeechT5ForTextToSpeech.from_pretrained("microsoft/speecht5_tts")
    vocoder = SpeechT5HifiGan.from_pretrained("microsoft/speecht5_hifigan")
    return model, vocoder


def say(text: str):
    preload_models()
    return SAMPLE_RATE, generate_audio(text, history_prompt=VOICE_PRESET)
