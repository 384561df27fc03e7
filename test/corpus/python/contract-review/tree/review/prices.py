"""Prices in dollars for a million tokens, for the page of costs. Not what is called."""

PRICES = {
    "gpt-4-turbo": (10.0, 30.0),
    "claude-3-opus-20240229": (15.0, 75.0),
    "gemini-1.5-pro-002": (1.25, 5.0),
}


def price(model: str, tokens: int) -> float:
    for prefix, (cheap, _dear) in PRICES.items():
        if model.startswith(prefix):
            return cheap * tokens / 1e6
    if "davinci-002" in model:
        return 2.0 * tokens / 1e6
    return 0.0
