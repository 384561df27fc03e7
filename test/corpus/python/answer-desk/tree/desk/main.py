import os

from openai import OpenAI

from desk.llm import make

answers = make(os.environ["DESK_ANSWERS"], "gpt-4.1-mini")
drafts = make(os.environ["DESK_DRAFTS"], "qwen2.5:7b")


def voice():
    if "DESK_VOICE" not in os.environ:
        return "gpt-4o-mini-tts"
    return os.environ["DESK_VOICE"]


def speak(text):
    return OpenAI().audio.speech.create(model=voice(), voice="alloy", input=text)
