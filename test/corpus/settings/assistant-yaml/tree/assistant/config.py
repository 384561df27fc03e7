from pathlib import Path

import yaml

DEFAULT = Path(__file__).parent.parent / "config/default.yaml"


def load() -> dict:
    return yaml.safe_load(DEFAULT.read_text(encoding="utf8"))
