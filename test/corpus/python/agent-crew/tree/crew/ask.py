"""One function for all calls."""

import httpx

URL = "https://api.openai.com/v1/chat/completions"
ROUTER = "https://openrouter.ai/api/v1/chat/completions"


def ask(prompt: str, model: str = "gpt-4o-mini", url: str = URL) -> str:
    reply = httpx.post(url, json={"model": model, "messages": [{"role": "user", "content": prompt}]}, headers={"Accept": "application/json"}, timeout=60)
    reply.raise_for_status()
    return reply.json()["choices"][0]["message"]["content"]


def plan(topic: str) -> str:
    return ask(f"Plan an article on {topic}.", model="gpt-4-turbo-2024-04-09")


def check(text: str) -> str:
    return ask(f"Check:\n{text}", "deepseek/deepseek-chat", ROUTER)


def title(text: str) -> str:
    return ask(f"A title for:\n{text}\nDo not mention claude-2 or gpt-3.5-turbo.")
