"""When nothing is annotated: while the user has paused the daemon, and in quiet hours."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mailhuman.config import QuietHours

_FILE = "daemon.pause"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause until a moment; None: until it is ended by hand."""

    until: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        """Whether it lasts still."""
        return self.until is None or now < self.until


def pause(folder: Path, until: datetime | None) -> None:
    """Keep a pause for the daemon to read. OSError where the disk does not take it."""
    handle = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"until": until.isoformat() if until else None}, file)


def resume(folder: Path) -> bool:
    """End the pause; False where there was none."""
    try:
        (folder / _FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def paused(folder: Path) -> Pause | None:
    """The pause that is kept, None for none; one that cannot be read lasts until it is ended."""
    try:
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Pause(datetime.fromisoformat(told["until"]) if told["until"] else None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        return Pause()


def held(pause: Pause | None, quiet: QuietHours | None, now: datetime) -> bool:
    """Whether nothing is to be annotated at `now`, a time of this place."""
    return bool(pause and pause.is_on(now)) or bool(quiet and quiet.cover(now.time()))


def next_turn(pause: Pause | None, quiet: QuietHours | None, now: datetime) -> float | None:
    """Seconds until a pause or quiet hours begin or end; None where nothing of the kind lies ahead."""
    turns = [pause.until] if pause and pause.until else []
    for each in (quiet.start, quiet.end) if quiet else ():
        today = now.replace(hour=each.hour, minute=each.minute, second=0, microsecond=0)
        turns.append(today if today > now else today + timedelta(days=1))
    return min(((turn - now).total_seconds() for turn in turns if turn > now), default=None)
