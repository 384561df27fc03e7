"""What the customer has chosen in the database."""

import anthropic

from .store import setting


def ask(customer: int, text: str) -> str:
    model = setting(customer, "review/model")
    client = anthropic.Anthropic()
    return client.messages.create(model=model, max_tokens=100, messages=[{"role": "user", "content": text}]).content[0].text
