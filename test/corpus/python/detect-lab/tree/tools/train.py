# Trains a detector, as the configuration says.
import argparse

import torchvision
from mmengine.config import Config
from mmengine.runner import Runner
from segment_anything import sam_model_registry
from torchvision.models import detection, efficientnet_b0, vit_b_16


def parse_args():
    parser = argparse.ArgumentParser()
    parser.add_argument("config", nargs="?", default="configs/dino.py")
    parser.add_argument("--work-dir", default="work/dino")
    return parser.parse_args()


def baseline():
    return detection.fasterrcnn_resnet50_fpn_v2(weights="DEFAULT")


def classifier():
    return efficientnet_b0(weights="IMAGENET1K_V1"), vit_b_16(weights=None)


def named():
    return torchvision.models.get_model("convnext_base", weights="IMAGENET1K_V1")


def sam(checkpoint):
    return sam_model_registry["vit_h"](checkpoint=checkpoint)


def main():
    args = parse_args()
    cfg = Config.fromfile(args.config)
    cfg.work_dir = args.work_dir
    Runner.from_cfg(cfg).train()


if __name__ == "__main__":
    main()
