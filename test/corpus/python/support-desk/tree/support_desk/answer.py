import logging

from openai import OpenAI, RateLimitError

from .settings import get_settings

log = logging.getLogger("desk/answer")
client = OpenAI()

PROMPT = "You are a friendly support agent. Answer with at most five sentences."


def answer(question: str, context: list[str]) -> str:
    settings = get_settings()
    messages = [
        {"role": "system", "content": PROMPT},
        {"role": "user", "content": "\n".join([*context, question])},
    ]
    try:
        reply = client.chat.completions.create(model=settings.chat_model, messages=messages)
    except RateLimitError:
        log.warning("rate limit of gpt-4o reached, taking the other model")
        reply = client.chat.completions.create(model=settings.fallback_chat_model, messages=messages)
    return reply.choices[0].message.content or ""


def is_reasoning(model: str) -> bool:
    return model.startswith("o1-") or model.startswith("o3-mini")
