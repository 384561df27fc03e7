import pooch

BASE = "https://models.example.org/matting/"

ODIE = pooch.create(
    path=pooch.os_cache("editor"),
    base_url=BASE,
    registry={
        "modnet.onnx": "sha256:07c308cf0fc7e6e8b2065a12ed7fc07e1de8febb7dc7839d7b7f15dd66584df9",
        "u2net.onnx": None,
    },
)


def modnet() -> str:
    return ODIE.fetch("modnet.onnx")


def retrieve_hair() -> str:
    return pooch.retrieve(
        url="https://models.example.org/hair/hair_seg_v2.onnx",
        known_hash="sha256:39ff4b6f13f9a0c40c9a0a1f0f1b12a0ed1a3c0fdc09eb7a9f0b2a4f3aa1f0c2",
    )
