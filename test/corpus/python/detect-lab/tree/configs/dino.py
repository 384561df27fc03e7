_base_ = ["./_base_/datasets/coco.py"]
load_from = "https://download.openmmlab.com/mmdetection/v3.0/dino/dino-4scale_r50_8xb2-12e_coco/dino-4scale_r50_8xb2-12e_coco_20221202_182705-55b2bba2.pth"
model = dict(
    type="DINO",
    backbone=dict(type="ResNet", depth=50, init_cfg=dict(type="Pretrained", checkpoint="torchvision://resnet50")),
)
data_root = "data/coco"
