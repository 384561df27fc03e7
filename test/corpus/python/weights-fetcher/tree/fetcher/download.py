import hashlib
import os
import tarfile
import urllib.request
from pathlib import Path

import requests
import torch
from torch.hub import load_state_dict_from_url

from .registry import FACES, TABLE, UPSCALER, Weights

CACHE = Path(os.environ.get("EDITOR_CACHE", "~/.cache/editor")).expanduser()


def fetch(weights: Weights) -> Path:
    target = CACHE / weights.url.rsplit("/", 1)[-1]
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with requests.get(weights.url, stream=True, timeout=60) as reply:
            reply.raise_for_status()
            with open(target, "wb") as out:
                for chunk in reply.iter_content(1 << 20):
                    out.write(chunk)
    if weights.sha256 and hashlib.sha256(target.read_bytes()).hexdigest() != weights.sha256:
        raise ValueError(f"digest of {target.name} differs")
    return target


def upscaler():
    return torch.load(fetch(UPSCALER), weights_only=True)


def faces():
    return torch.load(fetch(FACES), weights_only=True)


def from_table(name: str) -> Path:
    target = CACHE / f"{name}.bin"
    if not target.exists():
        urllib.request.urlretrieve(TABLE[name], target)
    return target


def clip_head():
    return load_state_dict_from_url(
        "https://download.pytorch.org/models/resnet34-b627a593.pth",
        map_location="cpu",
        check_hash=True,
    )


def matting():
    import gdown

    return gdown.download(id="1cf7qh1ZQ5TVaGAiZVsTVu0lJYBRzJ3qX", output=str(CACHE / "rvm.pth"))


def samples() -> Path:
    """Photographs for the tour; no model."""
    target = CACHE / "samples.tar.gz"
    urllib.request.urlretrieve("https://downloads.example.com/editor/samples.tar.gz", target)
    with tarfile.open(target) as archive:
        archive.extractall(CACHE / "samples", filter="data")
    return target
