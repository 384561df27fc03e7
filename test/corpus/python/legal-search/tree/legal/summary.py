"""Summaries by whatever is cheapest."""

import os
from typing import Any

from openai import AsyncOpenAI

DEFAULTS: dict[str, Any] = {"model": os.getenv("SUMMARY_MODEL", "gpt-4.1-nano"), "temperature": 0.2}
LONG = {**DEFAULTS, "model": "gpt-4.1-2025-04-14"}

client = AsyncOpenAI()


async def summarize(text: str) -> str:
    options = LONG if len(text) > 100_000 else DEFAULTS
    reply = await client.chat.completions.create(messages=[{"role": "user", "content": text}], **options)
    return reply.choices[0].message.content or ""


async def batch(texts: list[str]) -> str:
    lines = [{"custom_id": str(at), "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-4o-mini-2024-07-18", "messages": [{"role": "user", "content": text}]}} for at, text in enumerate(texts)]
    return (await client.batches.create(input_file_id=str(lines), endpoint="/v1/chat/completions", completion_window="24h")).id
