"""Writes down where mailhuman itself failed, without a word of any mail: exception types and our own lines only."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

import mailhuman

_PACKAGE = Path(mailhuman.__file__).parent
_MOST_FRAMES = 50  # from the innermost outward: endless recursion fits on a page


def write_report(failure: BaseException, folder: Path | None = None) -> Path | None:
    """Write a report on `failure` into `folder`, by default the user's state folder; None if that cannot be done."""
    moment = datetime.now(UTC)
    try:
        path = (folder or state_folder()) / f"crash-{moment:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("\n".join(_lines(failure, moment)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def state_folder() -> Path:
    """The folder of reports; it may not exist."""
    from platformdirs import user_state_path

    return user_state_path("mailhuman") / "crashes"


def _lines(failure: BaseException, moment: datetime) -> Iterator[str]:
    """Give the report; what an exception says is left out, since it may quote what was being read."""
    yield f"mailhuman {mailhuman.__version__}, Python {platform.python_version()}, {sys.platform}"
    yield f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    seen: set[int] = set()
    cause: BaseException | None = failure
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        yield from _frames(cause)
        cause = cause.__cause__ or cause.__context__


def _frames(failure: BaseException) -> list[str]:
    ours = [
        f"  {Path(frame.f_code.co_filename).relative_to(_PACKAGE)}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(failure.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(_PACKAGE)
    ]
    return ours[-_MOST_FRAMES:]
