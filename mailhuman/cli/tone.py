"""`mailhuman tone`: reads plain text, or one JSON object a line, and prints how each reads to its recipient."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from mailhuman.cli.saying import say_it_waits
from mailhuman.cli.tally import Tally

LONGEST_LINE = 8 * 1024 * 1024  # bytes; a longer line of --jsonl is a bad line, and is never held whole
MOST_TEXT = 8 * 1024 * 1024  # bytes of a plain text that are read; the reading itself stops at 20,000 words


class _BadLine(Exception):
    """What is wrong with a line, and the id it carries as far as it could be read."""

    def __init__(self, message: str, id_: object = None) -> None:
        super().__init__(message)
        self.id = id_


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), default="-")
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line: id, text, optional subject and recipients.")
@click.option("--cues", is_flag=True, help="List every cue a reading may name, with its meaning, and stop.")
def tone(file: Path, *, jsonl: bool, cues: bool) -> None:
    """Tell how a text sounds to the person who gets it.

    FILE holds plain text, the writer's own words; without it, or with -, standard input is read. One JSON object is
    printed for each text. Of a text the first 20,000 words are read. A bad line of --jsonl is answered with an
    object that holds its id and what is wrong, and the rest goes on; blank lines are passed over.
    """
    if cues:
        _print_cues()
        return
    if str(file) == "-":
        say_it_waits()
    size = 0 if str(file) == "-" else file.stat().st_size
    with click.open_file(str(file), "rb") as source, Tally("texts read", size, shared=sys.stdout.isatty()) as tally:
        for answer in _from_lines(source, tally) if jsonl else _from_text(source, file):
            tally.answer_comes()
            _print(answer)


def _print_cues() -> None:
    from mailhuman.tone import CUES

    for kind in CUES.values():
        click.echo(f"{kind.name:20} {kind.effect:8} {kind.meaning}")


def _from_text(source: IO[bytes], file: Path) -> Iterator[dict[str, Any]]:
    from mailhuman.tone import read_tone, tone_json

    text = source.read(MOST_TEXT).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    yield tone_json(read_tone(text), id="" if str(file) == "-" else file.name)


def _from_lines(source: IO[bytes], tally: Tally) -> Iterator[dict[str, Any]]:
    from mailhuman.tone import read_tone, tone_json

    for count, line in enumerate(_counted(_lines(source), tally), start=1):
        if line is not None and not line.strip():
            continue
        try:
            given = _object(line)
            reading = read_tone(given["text"], subject=given["subject"], recipients=given["recipients"])
        except _BadLine as bad:
            yield {"id": bad.id, "error": f"line {count}: {bad}"}
            continue
        yield tone_json(reading, id=given["id"])


def _lines(source: IO[bytes]) -> Iterator[bytes | None]:
    """Give each line, or None for one that is too long; blank lines are given too, so that they can be counted."""
    while line := source.readline(LONGEST_LINE):
        if line.endswith(b"\n") or len(line) < LONGEST_LINE:
            yield line
            continue
        while rest := source.readline(LONGEST_LINE):
            if rest.endswith(b"\n"):
                break
        yield None


def _counted(lines: Iterator[bytes | None], tally: Tally) -> Iterator[bytes | None]:
    """Pass the lines on, and count each when it has been answered."""
    for line in lines:
        yield line
        tally.add(LONGEST_LINE if line is None else len(line))


def _object(line: bytes | None) -> dict[str, Any]:
    """Read and check one line. _BadLine says what is wrong, never quoting it."""
    if line is None:
        raise _BadLine(f"is longer than {LONGEST_LINE // 1024 // 1024} MiB")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _BadLine("is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _BadLine("is not a JSON object") from None
    if not isinstance(found, dict):
        raise _BadLine("is not a JSON object")
    return _checked(found)


def _checked(found: dict[str, Any]) -> dict[str, Any]:
    id_, text = found.get("id"), found.get("text")
    subject, recipients = found.get("subject"), found.get("recipients")
    if id_ is not None and (isinstance(id_, bool) or not isinstance(id_, str | int)):
        raise _BadLine("id must be text or a whole number")
    id_ = "" if id_ is None else id_
    if not isinstance(text, str):
        raise _BadLine("text is missing or is not text", id_)
    if subject is not None and not isinstance(subject, str):
        raise _BadLine("subject must be text", id_)
    if recipients is not None and (isinstance(recipients, bool) or not isinstance(recipients, int) or recipients < 0):
        raise _BadLine("recipients must be a count", id_)
    known = 1 if recipients is None else recipients
    return {"id": id_, "text": text, "subject": subject or "", "recipients": known}


def _print(answer: dict[str, Any]) -> None:
    line = json.dumps(answer, ensure_ascii=False)
    try:
        written = line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair: valid in JSON only when escaped
        written = json.dumps(answer).encode("ascii")
    click.echo(written)
