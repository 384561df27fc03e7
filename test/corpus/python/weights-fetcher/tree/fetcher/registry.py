"""Weights by address, with their digests where the author publishes one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    url: str
    sha256: str | None = None
    size: int = 0


UPSCALER = Weights(
    url="https://github.com/xinntao/Real-ESRGAN/releases/download/v0.1.0/RealESRGAN_x4plus.pth",
    sha256="4fa0d38905f75ac06eb49a7951b426670021be3018265fd191d2125df9d682f1",
    size=67_040_989,
)

FACES = Weights(
    "https://github.com/TencentARC/GFPGAN/releases/download/v1.3.0/GFPGANv1.4.pth",
    "e2cd4703ab14f4d01fd1383a8a8b266f9a5833dacee8e6a79d3bf21a1b6be5ad",
)

TABLE = {
    "lama": "https://github.com/Sanster/models/releases/download/add_big_lama/big-lama.pt",
    "depth": "https://huggingface.co/LiheYoung/depth_anything_vitl14/resolve/main/pytorch_model.bin",
    "sam": "https://dl.fbaipublicfiles.com/segment_anything/sam_vit_h_4b8939.pth",
    "docs": "https://docs.example.com/editor/models.html",
}

LICENSE_URL = "https://raw.githubusercontent.com/xinntao/Real-ESRGAN/master/LICENSE"
