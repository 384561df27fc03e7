import json
import pathlib

import click

from .transcribe import FastTranscriber, transcribe_slow
from .speakers import who_spoke


@click.group()
def main() -> None:
    """Notes from recorded meetings."""


@main.command()
@click.argument("audio", type=click.Path(exists=True))
@click.option("--size", default="large-v3", show_default=True, help="size of the model")
@click.option("--language", default="en")
@click.option("--format", "form", default="text/plain", help="text/plain or application/json")
def fast(audio: str, size: str, language: str, form: str) -> None:
    segments = FastTranscriber(size).run(audio, language)
    if form == "application/json":
        click.echo(json.dumps(segments))
    else:
        click.echo("\n".join(text for _, _, text in segments))


@main.command()
@click.argument("audio", type=click.Path(exists=True))
def slow(audio: str) -> None:
    out = pathlib.Path(audio).with_suffix(".txt")
    out.write_text(transcribe_slow(audio))
    click.echo(f"wrote {out}")


@main.command()
@click.argument("audio")
def speakers(audio: str) -> None:
    for start, end, name in who_spoke(audio):
        click.echo(f"{start:.1f} {end:.1f} {name}")
