from pathlib import Path

from host.loader import discover


def test_discovers_what_lies_there(tmp_path: Path):
    (tmp_path / "a.py").write_text("MODEL = 'some-org/some-model'")
    assert discover(tmp_path) == ["a"]


def test_names_are_not_split():
    assert "a/b".split("/") == ["a", "b"]
