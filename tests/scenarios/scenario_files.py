"""A scenario as the files the command takes, and as what the Python door takes: draft, thread, notes, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import yaml

from mailhuman.contacts import parse_contacts
from mailhuman.model import Contact, Remembered
from mailhuman.touches.history import parse_history

OWN = tuple(
    sorted(file for kind in ("own", "evidence", "everyday") for file in Path(__file__).parent.glob(f"{kind}*.yaml"))
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a review of a scenario starts from."""

    raw: bytes
    thread: tuple[bytes, ...]
    contacts: tuple[Contact, ...]
    history: tuple[Remembered, ...]
    owner: str
    now: datetime


def given(scenario: Mapping[str, Any]) -> Given:
    """The scenario as the arguments of `mailhuman.review_message`."""
    draft, thread = _mails(scenario)
    history = parse_history(_history(scenario), "history.yaml") if scenario.get("history") else ()
    contacts = parse_contacts(_contacts(scenario), "contacts.yaml")
    return Given(draft, thread, contacts, history, scenario["owner"]["email"], scenario["now"])


def command_line(scenario: Mapping[str, Any], folder: Path) -> list[str]:
    """Write the files of `scenario` into `folder` and give the arguments of `mailhuman` that review it."""
    draft, thread = _mails(scenario)
    (folder / "draft.eml").write_bytes(draft)
    (folder / "contacts.yaml").write_text(_contacts(scenario), encoding="utf-8")
    arguments = ["review", str(folder / "draft.eml"), "--contacts", str(folder / "contacts.yaml"), "--format", "json"]
    for number, message in enumerate(thread):
        path = folder / f"thread{number}.eml"
        path.write_bytes(message)
        arguments += ["--thread", str(path)]
    if scenario.get("history"):
        (folder / "history.yaml").write_text(_history(scenario), encoding="utf-8")
        arguments += ["--history", str(folder / "history.yaml")]
    return [*arguments, "--owner", scenario["owner"]["email"], "--now", scenario["now"].isoformat()]


def _mails(scenario: Mapping[str, Any]) -> tuple[bytes, tuple[bytes, ...]]:
    owner = scenario["owner"]
    draft = {**scenario["draft"], "from": owner["email"], "date": scenario["now"]}
    numbered = enumerate(scenario["thread"])
    thread = ({**message, "id": f"<{scenario['id']}-{number}@test.example>"} for number, message in numbered)
    return bytes(_message(draft, owner["name"])), tuple(bytes(_message(message)) for message in thread)


def _contacts(scenario: Mapping[str, Any]) -> str:
    cards = [{key: value for key, value in card.items() if value is not None} for card in scenario["contacts"]]
    return yaml.safe_dump(cards, allow_unicode=True)


def _history(scenario: Mapping[str, Any]) -> str:
    return yaml.safe_dump(scenario["history"], allow_unicode=True)


def _message(fields: Mapping[str, Any], name: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = f'"{name}" <{fields["from"]}>' if name else fields["from"]
    message["To"] = ", ".join(fields["to"])
    for header in ("cc", "bcc"):
        if fields.get(header):
            message[header.capitalize()] = ", ".join(fields[header])
    message["Subject"] = fields["subject"]
    message["Date"] = format_datetime(fields["date"])
    if "id" in fields:
        message["Message-ID"] = fields["id"]
    message.set_content(fields["body"])
    return message
