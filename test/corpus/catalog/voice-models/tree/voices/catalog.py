from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelSource:
    hf: str | None = None
    url: str | None = None
    sha256: str = ""
    license: str = "MIT"


@dataclass(frozen=True)
class Spec:
    key: str
    source: ModelSource
    languages: tuple[str, ...] = ("en",)
    homepage: str = ""


CATALOG = [
    Spec("kokoro", ModelSource(hf="hexgrad/Kokoro-82M"), homepage="https://example.com/kokoro/about"),
    Spec("parler", ModelSource(hf="parler-tts/parler-tts-mini-v1"), languages=("en", "de")),
    Spec("f5", ModelSource(hf="SWivid/F5-TTS", license="CC-BY-NC-4.0")),
    Spec("piper", ModelSource(url="https://huggingface.co/rhasspy/piper-voices/resolve/main/en/en_US/amy/low/en_US-amy-low.onnx")),
    Spec("melo", ModelSource(url="https://models.example.net/melo/melo_v3.pt", sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")),
]

BY_KEY = {one.key: one for one in CATALOG}
FORMATS = ("audio/wav", "audio/ogg")
