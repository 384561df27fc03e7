import os

from openai import OpenAI

DEFAULT = "gpt-4o-2024-08-06"
SCALE = "1/5"


def judge(question: str, answer: str) -> int:
    model = os.environ.get("JUDGE_MODEL", DEFAULT)
    reply = OpenAI().chat.completions.create(model=model, messages=[{"role": "user", "content": f"{question}\n{answer}\nScore on {SCALE}."}])
    return int(reply.choices[0].message.content or 0)
