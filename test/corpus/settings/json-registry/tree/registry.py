import json
from pathlib import Path

from huggingface_hub import snapshot_download

MODELS = json.loads(Path("config/models.json").read_text())


def fetch() -> str:
    entry = MODELS["embedding"]
    return snapshot_download(entry["repo_id"], revision=entry["revision"])
