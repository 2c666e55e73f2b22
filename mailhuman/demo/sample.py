"""The sample mailbox and its contacts, read from the YAML beside this file, with the days of today filled in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from mailhuman.contacts import parse_contacts
from mailhuman.demo.days import with_days, working_day
from mailhuman.errors import BadInput
from mailhuman.model import Address, Contact
from mailhuman.places import pydantic_problems, read_yaml

_FOLDER = Path(__file__).parent
Client = Literal["thunderbird", "gmail", "outlook", "apple", "k9"]


def _known(written: str) -> str:
    if "@" not in parseaddr(written)[1]:
        raise ValueError("write a person as Name <address>")
    return written


Person = Annotated[str, AfterValidator(_known)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Moment(_Entry):
    """When something was written: minutes ago, or some working days ago at an hour of the day."""

    minutes_ago: int = 0
    workdays_ago: int = 0
    at: time = time(12)

    def before(self, now: datetime) -> datetime:
        """The moment meant, seen from `now`."""
        if self.workdays_ago:
            return datetime.combine(working_day(now.date(), -self.workdays_ago), self.at, now.tzinfo)
        return now.replace(microsecond=0) - timedelta(minutes=self.minutes_ago)


class Said(Moment):
    """A message of a thread; the sender is "me" or "them"."""

    sender: Literal["me", "them"] = Field(alias="from")
    client: Client
    text: str


class Begun(Moment):
    """A draft with its thread; `title` is its headline in the demo."""

    title: str
    client: Client
    to: Person
    subject: str
    text: str
    attachment: str = ""
    thread: tuple[Said, ...] = ()


class Other(Moment):
    """Mail that has to do with no draft, as every mailbox holds it."""

    sender: Person = Field(alias="from")
    client: Client
    subject: str
    text: str


class Sample(_Entry):
    """The whole mailbox: its owner, the drafts with their threads, and other mail."""

    owner: Person
    signature: str
    drafts: tuple[Begun, ...]
    others: tuple[Other, ...] = ()

    @cached_property
    def address(self) -> Address:
        """The owner's own address."""
        return address(self.owner)


def address(person: str) -> Address:
    """Read "Name <address>"."""
    name, email = parseaddr(person)
    return Address(email.lower(), name)


def sample(now: datetime, path: Path = _FOLDER / "mailbox.yaml") -> Sample:
    """Read the sample mailbox as it stands on the day of `now`; BadInput names every problem with its line."""
    source = read_yaml(with_days(path.read_text(encoding="utf-8"), now.date()), str(path))
    if not source.problems:
        try:
            return Sample.model_validate(source.data)
        except ValidationError as error:
            source.problems += pydantic_problems(source, error.errors())
    raise BadInput(tuple(source.problems))


def sample_contacts(now: datetime, path: Path = _FOLDER / "contacts.yaml") -> tuple[Contact, ...]:
    """Read the owner's notes as they stand on the day of `now`; ContactsError where they cannot be read."""
    return parse_contacts(with_days(path.read_text(encoding="utf-8"), now.date()), str(path))
