"""The doors: `from mailhuman import read_tone`, spaCy behind the pipeline alone, and no network behind either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import mailhuman
from mailhuman import tone

ROOM = Path(tone.__file__).parent
OFFLINE = """
import socket, sys
def refused(*_, **__): raise AssertionError("network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
"""


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_package_and_the_room_give_the_same_reader() -> None:
    assert mailhuman.read_tone is tone.read_tone


def test_importing_the_room_does_not_load_spacy() -> None:
    assert python("import sys, mailhuman.tone; print('spacy' in sys.modules)") == "False"


def test_what_needs_no_judging_does_not_load_spacy() -> None:
    code = "import sys; from mailhuman import read_tone; print(read_tone('!!!').label, 'spacy' in sys.modules)"
    assert python(code) == "unclear False"


def test_only_the_pipeline_and_its_component_name_spacy() -> None:
    naming = {path.name for path in ROOM.rglob("*.py") if "import spacy" in path.read_text(encoding="utf-8")}
    naming |= {path.name for path in ROOM.rglob("*.py") if "from spacy" in path.read_text(encoding="utf-8")}
    assert naming == {"pipeline.py", "network.py", "trained.py"}


@pytest.mark.model
def test_a_reading_asks_no_network() -> None:
    assert python(OFFLINE + "from mailhuman import read_tone; print(read_tone('Not my problem.').label)") == "cold"


@pytest.mark.model
def test_a_reading_is_the_same_in_every_process() -> None:
    code = "from mailhuman import read_tone; print(read_tone('Hi Ana, send the file. It was late again!').__repr__())"
    assert python(code) == repr(tone.read_tone("Hi Ana, send the file. It was late again!"))


@pytest.mark.model
def test_the_vocabulary_forgets_what_it_read() -> None:
    from mailhuman.tone.pipeline import _pipeline  # noqa: PLC0415 - loads spaCy

    tone.read_tone("Hello there, one first mail.")
    strings = _pipeline()._nlp.vocab.strings
    before = len(strings)
    for count in range(50):
        tone.read_tone(f"Hello there, the secret words are marzipan{count} and quince{count}.")
    assert len(strings) == before
    assert "marzipan7" not in strings
