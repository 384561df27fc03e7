"""Pipelines that the studio can load, by name."""

from typing import NamedTuple


class Spec(NamedTuple):
    repo_id: str
    revision: str | None = None
    variant: str | None = "fp16"
    license_url: str = ""


PIPELINES: dict[str, Spec] = {
    "sdxl": Spec(repo_id="stabilityai/stable-diffusion-xl-base-1.0", revision="462165984030d82259a11f4367a4eed129e94a7b"),
    "turbo": Spec(repo_id="stabilityai/sdxl-turbo", variant="fp16"),
    "flux": Spec("black-forest-labs/FLUX.1-schnell", None, None),
    "kandinsky": Spec(repo_id="kandinsky-community/kandinsky-2-2-decoder", license_url="https://example.com/licenses/kandinsky"),
}

CONTROL = {
    "canny": "diffusers/controlnet-canny-sdxl-1.0",
    "depth": "diffusers/controlnet-depth-sdxl-1.0",
}

VAE = ("madebyollin/sdxl-vae-fp16-fix", "207b116dae70ace3637169f1ddd2434b91b3a8cd")

SIZES = {"square": "1024/1024", "wide": "1344/768"}
