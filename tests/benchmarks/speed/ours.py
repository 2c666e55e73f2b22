"""Measures the tone reading of this project: `read_tone` of one mail, `read_tones` of many, language told and all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).parent)]

from measuring import Mail, Readers, run  # type: ignore[import-not-found]  # noqa: E402 - found beside this file when it runs


def load() -> Readers:
    """Load the reading; the first draft makes the pipeline."""
    from mailhuman.tone import TextToRead, read_tone, read_tones  # noqa: PLC0415 - its time is measured

    def one(mail: Mail) -> object:
        return read_tone(mail["text"], subject=mail["subject"])

    def many(mails: Sequence[Mail]) -> Iterable[object]:
        return read_tones(TextToRead(mail["text"], mail["subject"]) for mail in mails)

    return one, many


if __name__ == "__main__":
    run(load)
