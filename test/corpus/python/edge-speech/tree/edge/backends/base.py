from __future__ import annotations

import abc


class Backend(abc.ABC):
    default_model: str
    media_type = "audio/x-wav"

    def __init__(self, model: str | None = None, revision: str | None = None) -> None:
        self.name = model or self.default_model
        self.revision = revision

    @abc.abstractmethod
    def transcribe(self, path: str) -> str: ...
