"""Who spoke when."""

import os

import torch
import torchaudio
from pyannote.audio import Pipeline

_pipeline = None


def _load():
    global _pipeline
    if _pipeline is None:
        _pipeline = Pipeline.from_pretrained("pyannote/speaker-diarization-3.1", use_auth_token=os.environ.get("HF_TOKEN"))
        _pipeline.to(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    return _pipeline


def who_spoke(audio: str):
    for turn, _, name in _load()(audio).itertracks(yield_label=True):
        yield turn.start, turn.end, name


def is_speech(audio: str) -> bool:
    model, utils = torch.hub.load(repo_or_dir="snakers4/silero-vad:v5.1.2", model="silero_vad", force_reload=False)
    get_timestamps = utils[0]
    wave, rate = torchaudio.load(audio)
    return bool(get_timestamps(wave, model, sampling_rate=rate))


def align_model():
    bundle = torchaudio.pipelines.WAV2VEC2_ASR_BASE_960H
    return bundle.get_model()
