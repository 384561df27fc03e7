from pathlib import Path

from ultralytics import SAM, YOLO


class Detector:
    def __init__(self, weights: str) -> None:
        self.model = YOLO(weights)

    def boxes(self, photo: Path, threshold: float):
        for result in self.model.predict(photo, conf=threshold, verbose=False):
            yield from result.boxes.xyxy.tolist()


def segmenter() -> SAM:
    return SAM("sam2_b.pt")
