from .names import DENSE, SPARSE

__all__ = ["DENSE", "SPARSE"]
