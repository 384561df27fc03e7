import functools

import torch
from diffusers import AutoencoderKL, AutoPipelineForText2Image, ControlNetModel, LCMScheduler, StableDiffusionXLControlNetPipeline

from . import catalog


@functools.lru_cache(maxsize=2)
def text_to_image(name: str):
    spec = catalog.PIPELINES[name]
    return AutoPipelineForText2Image.from_pretrained(spec.repo_id, revision=spec.revision, variant=spec.variant, torch_dtype=torch.float16)


def controlled(kind: str):
    repo, revision = catalog.VAE
    vae = AutoencoderKL.from_pretrained(repo, revision=revision, torch_dtype=torch.float16)
    control = ControlNetModel.from_pretrained(catalog.CONTROL[kind], torch_dtype=torch.float16)
    pipe = StableDiffusionXLControlNetPipeline.from_pretrained("SG161222/RealVisXL_V4.0", controlnet=control, vae=vae)
    pipe.load_lora_weights("latent-consistency/lcm-lora-sdxl", adapter_name="lcm")
    pipe.load_ip_adapter("h94/IP-Adapter", subfolder="sdxl_models", weight_name="ip-adapter_sdxl.bin")
    pipe.scheduler = LCMScheduler.from_config(pipe.scheduler.config)
    return pipe


def custom(path: str):
    """A checkpoint of the user's own folder."""
    from diffusers import StableDiffusionPipeline

    return StableDiffusionPipeline.from_single_file(path)


def single():
    from diffusers import StableDiffusionPipeline

    return StableDiffusionPipeline.from_single_file(
        "https://huggingface.co/example-art/dream-mix/blob/main/dream_mix_v6.safetensors"
    )
