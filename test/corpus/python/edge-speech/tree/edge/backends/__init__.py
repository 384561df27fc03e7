"""Backends by platform."""

from .base import Backend
from .mlx import MlxBackend
from .torch_backend import TorchBackend

__all__ = ["Backend", "MlxBackend", "TorchBackend", "make"]

BACKENDS: dict[str, type[Backend]] = {"mlx": MlxBackend, "torch": TorchBackend}


def make(kind: str, **options) -> Backend:
    return BACKENDS[kind](**options)
