from click.testing import CliRunner

from notes.cli import main


def test_help_names_the_commands():
    result = CliRunner().invoke(main, ["--help"])
    assert "fast" in result.output


def test_unknown_file():
    result = CliRunner().invoke(main, ["fast", "missing/file.wav"])
    assert result.exit_code == 2
