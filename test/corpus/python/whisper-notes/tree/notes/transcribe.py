import whisper
from faster_whisper import WhisperModel


class FastTranscriber:
    """Wraps CTranslate2; `size` is a name such as "tiny.en" or a repository such as "org/model"."""

    def __init__(self, size: str, device: str = "auto", compute_type: str = "int8") -> None:
        self.model = WhisperModel(size, device=device, compute_type=compute_type)

    def run(self, audio: str, language: str):
        segments, _info = self.model.transcribe(audio, language=language, vad_filter=True)
        return [(one.start, one.end, one.text) for one in segments]


def transcribe_slow(audio: str) -> str:
    model = whisper.load_model("medium.en")
    return model.transcribe(audio)["text"]


def draft_model():
    return WhisperModel("Systran/faster-distil-whisper-small.en", revision="v1.0")
