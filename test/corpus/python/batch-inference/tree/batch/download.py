import os
from pathlib import Path

from huggingface_hub import hf_hub_download, snapshot_download

os.environ["HF_HUB_ENABLE_HF_TRANSFER"] = "1"


def local_copy(repo: str, revision: str | None = None) -> str:
    """Downloads `repo` once; "org/name" as on the hub."""
    return snapshot_download(repo, revision=revision, ignore_patterns=["*.bin", "original/*"])


def gguf() -> Path:
    return Path(
        hf_hub_download(
            repo_id="bartowski/Meta-Llama-3.1-8B-Instruct-GGUF",
            filename="Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
        )
    )


def prompts() -> str:
    return hf_hub_download("fka/awesome-chatgpt-prompts", "prompts.csv", repo_type="dataset")


def embedder() -> str:
    return local_copy("Snowflake/snowflake-arctic-embed-m", revision="refs/pr/4")
