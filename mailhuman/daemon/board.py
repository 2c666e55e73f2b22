"""The board of states: how each account is doing, kept in a file that `mailhuman daemon status` reads."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal  # Any: what JSON holds

from mailhuman.daemon.log import plain

SCHEMA = "mailhuman.daemon/1"
State = Literal["connecting", "watching", "polling", "waiting", "refused", "stopped"]
_STATES: dict[str, State] = {
    "connecting": "connecting",
    "settled": "watching",
    "polls": "polling",
    "lost": "waiting",
    "crashed": "waiting",
    "refused": "refused",
    "left": "stopped",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one account is doing. Times are written with their zone; `error` is what went wrong last, in our words."""

    account: str
    state: State = "stopped"
    since: str = ""
    last_sweep: str = ""
    drafts: int = 0
    reviewed: int = 0
    noted: int = 0
    ended: int = 0
    failures: int = 0
    error: str = ""
    next_step: str = ""
    next_try: str = ""


class Board:
    """The states of all accounts; may be told by any thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._standings: dict[str, Standing] = {}
        self.changed = False

    def tell(self, account: str, event: str, **words: object) -> bool:
        """Take note of what happened at an account; whether it is the first news since they were `seen`."""
        with self._lock:
            before = self._standings.get(account, Standing(account))
            self._standings[account] = self._after(before, event, words)
            first, self.changed = not self.changed, True
        return first

    def drop(self, account: str) -> None:
        """Forget an account that is watched no more."""
        with self._lock:
            self._standings.pop(account, None)
            self.changed = True

    def seen(self) -> tuple[Standing, ...]:
        """How all accounts are doing, by name; the next change is news again."""
        self.changed = False
        return self.standings()

    def standings(self) -> tuple[Standing, ...]:
        """How all accounts are doing, by name."""
        with self._lock:
            return tuple(self._standings[name] for name in sorted(self._standings))

    def _after(self, before: Standing, event: str, words: dict[str, object]) -> Standing:
        now = self._now().isoformat(timespec="seconds")
        after = _counted(before, event, words)
        if event in {"settled", "sweep"}:
            after = replace(after, drafts=int(str(words.get("drafts", after.drafts))), last_sweep=now)
        if event in {"lost", "crashed", "refused", "failed", "no note"}:
            error, step = _of_error(event, words)
            later = str(words.get("next_try", ""))
            after = replace(after, failures=after.failures + 1, error=error, next_step=step, next_try=later)
        elif event == "settled":
            after = replace(after, error="", next_step="")
        state = _state(before, event, words)
        return after if state == before.state else replace(after, state=state, since=now)


def _counted(before: Standing, event: str, words: dict[str, object]) -> Standing:
    if event == "reviewed":
        return replace(before, reviewed=before.reviewed + 1, noted=before.noted + bool(words.get("note")))
    if event == "ended":
        return replace(before, ended=before.ended + int(str(words["sent"])) + int(str(words["deleted"])))
    return replace(before, next_try="") if event in {"connecting", "settled"} else before


def _state(before: Standing, event: str, words: dict[str, object]) -> State:
    if event == "settled" and words.get("polls"):
        return "polling"
    return _STATES.get(event, before.state)


def _of_error(event: str, words: dict[str, object]) -> tuple[str, str]:
    """What went wrong and what to do, as far as our own errors say it."""
    told = plain(event, words)
    return str(told.get("words") or told.get("error", "")), str(getattr(words.get("error"), "next_step", ""))


def write_status(file: Path, head: dict[str, Any], standings: tuple[Standing, ...]) -> None:
    """Write the file whole, readable by its owner alone; OSError where the disk does not take it."""
    told = {"schema": SCHEMA, **head, "accounts": [asdict(each) for each in standings]}
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=".daemon-", delete=False) as written:
        json.dump(told, written, indent=1)
    try:
        Path(written.name).replace(file)
    except OSError:
        Path(written.name).unlink(missing_ok=True)
        raise


def read_status(file: Path) -> dict[str, Any]:
    """What the file says; empty where there is none, or none that we understand."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("schema") == SCHEMA else {}
