"""One writing back: what is replaced by what, how far it has come, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal  # what JSON holds is of any type

Step = Literal["prepared", "adding", "added", "marking", "removing", "replacing", "withdrawing", "ended"]
Outcome = Literal["", "written", "unchanged", "kept", "both", "altered", "unknown"]


@dataclass(frozen=True, slots=True)
class Operation:
    r"""A draft of an account that another is put in the place of.

    `uid` is the old draft's and `new_uid` ours (0 while not known), both under `uidvalidity`; `uidnext` was the next
    to be given when the old one was read, `modseq` its state then. `flags` go with the new one (all but \Recent), as
    does `date`. Before a command is given the `step` that gives it is written down, so that whoever finds it knows what
    may have been done. `undoes` names the operation that this one takes back, `undone` says that one did.

    How it ended: "written", the new draft alone is there; "unchanged", the old one alone; "kept", both were there, the
    old one went meanwhile and ours was left as the only copy; "both", neither could be removed; "altered", the server
    rewrote ours; "unknown", neither was found, or the folder was made anew.
    """

    id: str
    account: str
    folder: str
    uidvalidity: int
    uid: int
    uidnext: int
    modseq: int
    flags: tuple[str, ...]
    date: datetime | None
    made: datetime
    step: Step = "prepared"
    outcome: Outcome = ""
    why: str = ""
    new_uid: int = 0
    undoes: str = ""
    undone: bool = False

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to be done."""
        return self.step == "ended"

    @property
    def can_be_undone(self) -> bool:
        """Whether it put something into a draft that is there still, as far as we know."""
        return self.outcome in ("written", "kept", "both", "altered") and not self.undoes and not self.undone

    def at(self, step: Step, **changes: Any) -> Operation:  # noqa: ANN401 - any field
        """The same at another step."""
        return replace(self, step=step, **changes)

    def ended(self, outcome: Outcome, why: str = "") -> Operation:
        """The same, over."""
        return replace(self, step="ended", outcome=outcome, why=why)

    def as_json(self) -> dict[str, Any]:
        """Plain data; no text of a mail is in it."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return told | {"date": self.date.isoformat() if self.date else None, "made": self.made.isoformat()}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Operation:
        """Read what `as_json` made. KeyError, TypeError or ValueError for anything else."""
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in dict(told).items() if name in known}
        given["flags"] = tuple(map(str, given["flags"]))
        given["date"] = datetime.fromisoformat(given["date"]) if given["date"] else None
        given["made"] = datetime.fromisoformat(given["made"]).astimezone(UTC)
        return cls(**given)
