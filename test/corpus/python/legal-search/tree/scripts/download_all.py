#!/usr/bin/env python3
"""Fetches all models for an image without network."""

import subprocess
import sys

from huggingface_hub import snapshot_download

from legal.names import DENSE, SPARSE

EXTRA = [
    "Qdrant/bm25",
    "prithivida/Splade_PP_en_v1",
]

for repo in [DENSE, SPARSE, *EXTRA]:
    snapshot_download(repo_id=repo, cache_dir="cache/hub")

subprocess.run([sys.executable, "-m", "spacy", "download", "en_core_web_lg"], check=True)
subprocess.check_call(["huggingface-cli", "download", "law-ai/InLegalBERT", "--quiet"])
