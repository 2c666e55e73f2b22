"""The daemon's log: a line an event on standard error, as key=value; never a word of a mail, a name or an address."""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import TextIO

from mailhuman.errors import MailhumanError

_NAME = "mailhuman.daemon"
_PLAIN = re.compile(r"[\w.:/+-]+", re.ASCII)
_TROUBLE = frozenset({"failed", "no note", "lost", "refused", "crashed", "no reload", "polls"})
_PRIORITY = {logging.WARNING: "<4>", logging.INFO: "<6>"}
"""As the journal reads them at the beginning of a line (sd-daemon(3))."""


class Log:
    """Takes note of events; `for_journal` leaves the time to systemd's journal, which has its own."""

    def __init__(self, stream: TextIO | None = None, *, for_journal: bool = False) -> None:
        self._logger = logging.getLogger(_NAME)
        handler = logging.StreamHandler(stream or sys.stderr)
        handler.setFormatter(_Line(for_journal=for_journal))
        self._logger.handlers = [handler]
        self._logger.propagate = False
        self._logger.setLevel(logging.INFO)

    def tell(self, event: str, **words: object) -> None:
        """Write an event with its words; of an error only what our own errors say of themselves."""
        level = logging.WARNING if event in _TROUBLE else logging.INFO
        self._logger.log(level, " ".join(f"{key}={quoted(value)}" for key, value in plain(event, words).items()))


class _Line(logging.Formatter):
    """The line an event takes."""

    def __init__(self, *, for_journal: bool) -> None:
        self._for_journal = for_journal
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Write it with its priority for the journal, or else with its time and level."""
        if self._for_journal:
            return _PRIORITY.get(record.levelno, "") + super().format(record)
        time = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return f"time={time} level={record.levelname.lower()} {super().format(record)}"


def plain(event: str, words: dict[str, object]) -> dict[str, object]:
    """An event and its words in a form that can be written down; errors of libraries by their kind alone."""
    found: dict[str, object] = {"event": event}
    for key, value in words.items():
        if isinstance(value, BaseException):
            found["error"] = type(value).__name__
            if isinstance(value, MailhumanError):
                found["words"] = value.message
        elif value is not None:
            found[key] = round(value, 1) if isinstance(value, float) else value
    return found


def quoted(value: object) -> str:
    """A value as it stands behind its key."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
