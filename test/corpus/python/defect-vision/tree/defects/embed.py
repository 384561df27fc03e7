import open_clip
import timm
import torch
from PIL import Image
from torchvision.models import ResNet50_Weights, resnet50

BACKBONE = "hf_hub:timm/vit_base_patch14_dinov2.lvd142m"


def embedder():
    model, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
    model.eval()

    @torch.inference_mode()
    def embed(path):
        return model.encode_image(preprocess(Image.open(path)).unsqueeze(0))

    return embed


def backbone():
    return timm.create_model(BACKBONE, pretrained=True, num_classes=0)


def small_backbone():
    return timm.create_model("convnext_tiny.fb_in22k", pretrained=True, features_only=True)


def untrained():
    # Only the architecture: trained here from nothing.
    return timm.create_model("resnet18", pretrained=False, num_classes=4)


def classic():
    return resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)
