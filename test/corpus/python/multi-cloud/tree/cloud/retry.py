"""Tries again. Text of errors only."""

import random
import time

RETRY = {429: "rate/limit", 503: "server/busy"}


def again(call, tries: int = 3):
    for at in range(tries):
        try:
            return call()
        except Exception as error:
            if "context_length" in str(error) or "gpt-4-32k" in str(error):
                raise
            time.sleep(2**at + random.random())
    raise RuntimeError("retry/failed")
