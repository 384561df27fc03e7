"""From a recording to chapters."""

import argparse
import os

import torch
import whisperx
from demucs.pretrained import get_model
from openai import OpenAI
from transformers import AutoModelForSpeechSeq2Seq, AutoProcessor, pipeline

MODEL_SIZES = {"fast": "distil-whisper/distil-small.en", "good": "distil-whisper/distil-large-v3"}


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Chapters for a podcast. Writes out/chapters.json")
    parser.add_argument("audio")
    parser.add_argument("--whisperx", default="large-v2", choices=["medium", "large-v2"])
    parser.add_argument("--align", default=None, help="for example jonatasgrosman/wav2vec2-large-xlsr-53-german")
    parser.add_argument("--separate", default="htdemucs_ft")
    parser.add_argument("--chat", default=os.environ.get("PODCAST_MODEL", "gpt-4o-mini"))
    parser.add_argument("--punctuate", default="oliverguhr/fullstop-punctuation-multilang-large")
    return parser


def words(args):
    model = whisperx.load_model(args.whisperx, "cuda", compute_type="float16")
    result = model.transcribe(args.audio, batch_size=16)
    aligner, meta = whisperx.load_align_model(language_code=result["language"], device="cuda", model_name=args.align)
    return whisperx.align(result["segments"], aligner, meta, args.audio, "cuda")


def stems(args):
    return get_model(args.separate)


def quick(audio: str, size: str = "fast") -> str:
    name = MODEL_SIZES[size]
    model = AutoModelForSpeechSeq2Seq.from_pretrained(name, torch_dtype=torch.float16)
    processor = AutoProcessor.from_pretrained(name)
    run = pipeline("automatic-speech-recognition", model=model, tokenizer=processor.tokenizer, feature_extractor=processor.feature_extractor)
    return run(audio)["text"]


def punctuation(args):
    return pipeline("token-classification", model=args.punctuate)


def chapters(args, text: str) -> str:
    reply = OpenAI().chat.completions.create(model=args.chat, messages=[{"role": "system", "content": "Answer in text/json."}, {"role": "user", "content": text}])
    return reply.choices[0].message.content


if __name__ == "__main__":
    options = build_parser().parse_args()
    print(chapters(options, str(words(options))))
