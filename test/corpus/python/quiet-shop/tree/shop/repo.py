"""Releases of our own programs, from GitHub."""

import subprocess

import requests

REPO = "example/scanner"
IMAGES = ["library/nginx:1.27", "grafana/grafana:11.4.0"]


def latest(repo: str = REPO) -> str:
    reply = requests.get(f"https://api.github.com/repos/{repo}/releases/latest", timeout=10)
    return reply.json()["tag_name"]


def download(repo_id: str, filename: str) -> bytes:
    return requests.get(f"https://github.com/{repo_id}/releases/download/v1/{filename}", timeout=60).content


def tools() -> bytes:
    return download("example/tools", "tools.tar.gz")


def push() -> None:
    subprocess.run(["git", "push", "origin", "feature/cart"], check=True)
