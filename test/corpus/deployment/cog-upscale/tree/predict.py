import os
import subprocess
import time

import torch
from cog import BasePredictor, Input, Path
from diffusers import StableDiffusionUpscalePipeline

MODEL_CACHE = "checkpoints/cache"
MODEL_URL = "https://weights.example.com/upscale/x4-upscaler.tar"


def download_weights(url: str, dest: str) -> None:
    start = time.time()
    subprocess.check_call(["pget", "-x", url, dest], close_fds=False)
    print("downloading took: ", time.time() - start)


class Predictor(BasePredictor):
    def setup(self) -> None:
        if not os.path.exists(MODEL_CACHE):
            download_weights(MODEL_URL, MODEL_CACHE)
        self.pipe = StableDiffusionUpscalePipeline.from_pretrained("stabilityai/stable-diffusion-x4-upscaler", revision="fp16", torch_dtype=torch.float16)

    def predict(self, image: Path = Input(description="png/jpg"), prompt: str = Input(default="sharp/clear")) -> Path:
        out = "/tmp/out.png"
        self.pipe(prompt=prompt, image=str(image)).images[0].save(out)
        return Path(out)
