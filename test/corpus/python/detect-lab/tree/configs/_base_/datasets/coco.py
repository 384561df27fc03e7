dataset_type = "CocoDataset"
data_root = "data/coco/"
train = dict(ann_file="annotations/train.json", data_prefix=dict(img="train2017/"))
