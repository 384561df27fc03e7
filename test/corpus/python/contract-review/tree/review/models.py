"""Which hosted model does what."""

import os
from enum import Enum


class Claude(str, Enum):
    FAST = "claude-3-5-haiku-20241022"
    GOOD = "claude-3-5-sonnet-20241022"


GEMINI = os.getenv("REVIEW_GEMINI", "gemini-2.0-flash-001")
BEDROCK = os.environ.get("REVIEW_BEDROCK") or "anthropic.claude-3-sonnet-20240229-v1:0"
MISTRAL = "mistral-large-latest"
REGION = "eu-central-1"
TIMEOUT = 90
