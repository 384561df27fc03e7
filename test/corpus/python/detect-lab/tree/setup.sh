#!/bin/sh
mim download mmdet --config rtmdet_tiny_8xb32-300e_coco --dest weights
gdown 1bCbJUMnrUzQ4T-0rLQ2bDqWPzLwYFJcS -O weights/parts.pth
yolo predict model=yolov8m.pt source=data/photos
