"""What the doctor found: how it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from mailhuman.errors import BadInput, MailhumanError

State = Literal["ok", "note", "problem"]
Checks = Iterator["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its state, what was seen, and what to do (empty where there is nothing to do)."""

    state: State
    seen: str
    advice: str = ""


def ok(seen: str) -> Finding:
    """A finding that all is well."""
    return Finding("ok", seen)


def problems_of(failure: MailhumanError, about: str) -> Checks:
    """The findings that a failure amounts to; `about` says what it is a failure of."""
    if isinstance(failure, BadInput):
        for problem in failure.problems[:-1]:
            yield Finding("problem", f"{about}: {problem}")
        yield Finding("problem", f"{about}: {failure.problems[-1]}", failure.next_step)
    else:
        yield Finding("problem", f"{about}: {failure.message}", failure.next_step)


def guarded(check: Callable[[], Checks], about: str) -> Checks:
    """The findings of `check`; where it fails that is a finding too, so that the next one has its turn."""
    try:
        yield from check()
    except MailhumanError as failure:
        yield from problems_of(failure, about)
    except OSError as failure:
        what = f"{failure.filename} cannot be used" if failure.filename else "it fails"
        yield Finding(
            "problem", f"{about}: {what}: {failure.strerror or 'no reason given'}", "see that it is yours to use"
        )
    except Exception as failure:  # noqa: BLE001 - a doctor who falls over helps nobody; the words may quote what was read
        yield Finding("problem", f"{about}: it fails ({type(failure).__name__})", "please tell the makers of mailhuman")
