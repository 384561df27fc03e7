from pathlib import Path
from typing import Annotated

import typer

from .detect import Detector
from .embed import embedder

app = typer.Typer(help="Finds defects in photographs of parts.")


@app.command()
def detect(
    folder: Path,
    weights: Annotated[str, typer.Option(help="weights of the detector")] = "yolo11n.pt",
    threshold: float = 0.4,
    glob: str = "**/*.jpg",
) -> None:
    detector = Detector(weights)
    for photo in sorted(folder.glob(glob)):
        for box in detector.boxes(photo, threshold):
            typer.echo(f"{photo}\t{box}")


@app.command()
def train(data: Path = Path("data/parts.yaml"), base: str = typer.Option("yolov8s-seg.pt")) -> None:
    Detector(base).model.train(data=str(data), epochs=40, project="runs/train")


@app.command()
def similar(photo: Path, others: Path) -> None:
    embed = embedder()
    target = embed(photo)
    for other in others.glob("*.png"):
        typer.echo(f"{other}\t{(embed(other) @ target.T).item():.3f}")


if __name__ == "__main__":
    app()
