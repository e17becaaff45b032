"""Everything that reaches a person exists in French and in English."""

import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli import run
from qualcode.store.study import Study

ROOT = Path(__file__).parents[2]


def test_every_message_is_in_the_french_catalogue_with_its_fields() -> None:
    tool = ROOT / "tools" / "catalogues.py"
    checked = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_same_command_speaks_both_languages(example: Study, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for language in ("fr", "en"):
        run(["--lang", language, "status", "--study", str(example.root)])
        answers.append(capsys.readouterr().out)
    french, english = answers
    assert "Entretiens" in french
    assert "saturation des codes" in french
    assert "Interviews" in english
    assert "code saturation" in english
