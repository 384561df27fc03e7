"""Settings of the letters, by Django."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

INSTALLED_APPS = ["django.contrib.admin", "letters"]
TIME_ZONE = "Europe/Zurich"
STATIC_URL = "static/files/"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LETTERS = {
    "CLASSIFIER": os.environ.get("LETTERS_CLASSIFIER", "ProsusAI/finbert"),
    "LAYOUT": "microsoft/layoutlmv3-base",
    "LAYOUT_REVISION": "cfbbbff0762e6aab37086fdd4739ad14fe7d5db4",
    "CHAT": "gpt-4-0613",
    "QUEUE": "letters/in",
}
