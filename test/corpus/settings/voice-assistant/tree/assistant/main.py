from dynaconf import Dynaconf
from faster_whisper import WhisperModel
from huggingface_hub import hf_hub_download
from openai import OpenAI

settings = Dynaconf(settings_files=["settings.toml"], environments=True)


class Assistant:
    def __init__(self, llm: str = "gpt-4.1-mini-2025-04-14") -> None:
        self.llm = llm
        self.stt = WhisperModel(settings.stt.model)
        self.voice = hf_hub_download(settings.tts.repo_id, "voices/af.pt", revision=settings.tts.revision)

    def answer(self, text: str) -> str:
        out = OpenAI().chat.completions.create(model=self.llm, messages=[{"role": "user", "content": text}])
        return out.choices[0].message.content
