import urllib.request

from huggingface_hub import snapshot_download

from .catalog import BY_KEY


def install(key: str, folder: str = "models/voices") -> str:
    source = BY_KEY[key].source
    if source.hf:
        return snapshot_download(source.hf, local_dir=f"{folder}/{key}")
    target = f"{folder}/{key}.bin"
    urllib.request.urlretrieve(source.url, target)
    return target
