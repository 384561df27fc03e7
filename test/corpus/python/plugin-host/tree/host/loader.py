"""Plugins name their models themselves; the host loads them."""

import importlib
import json
from pathlib import Path

from transformers import AutoModel, AutoTokenizer


class Plugin:
    model_name: str = ""
    revision: str | None = None
    trust = False

    def open(self):
        return AutoModel.from_pretrained(self.model_name, revision=self.revision, trust_remote_code=self.trust)

    def tokenizer(self):
        return AutoTokenizer.from_pretrained(self.model_name, revision=self.revision)


def discover(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")]


def load(name: str) -> Plugin:
    return importlib.import_module(f"plugins.{name}").Plugin()


def from_manifest(path: Path):
    manifest = json.loads(path.read_text())
    return AutoModel.from_pretrained(manifest["weights"]["repository"])
