import os

import nemo.collections.asr as nemo_asr
from fastapi import FastAPI
from TTS.api import TTS

app = FastAPI()
asr = nemo_asr.models.ASRModel.from_pretrained(model_name=os.environ.get("NEMO_MODEL", "nvidia/canary-1b"))
tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2")


@app.post("/v1/transcribe")
def transcribe(path: str) -> dict[str, str]:
    return {"text": asr.transcribe([path])[0].text}


@app.post("/v1/speak")
def speak(text: str, voice: str = "voices/anna.wav") -> dict[str, str]:
    out = "/tmp/out.wav"
    tts.tts_to_file(text=text, speaker_wav=voice, language="de", file_path=out)
    return {"file": out}
