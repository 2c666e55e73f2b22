"""A scenario written out as the files the command takes: a draft, its thread, the contact notes."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import yaml


def command_line(scenario: Mapping[str, Any], folder: Path) -> list[str]:
    """Write the files of `scenario` into `folder` and give the arguments of `mailhuman` that review it."""
    owner = scenario["owner"]
    draft = {**scenario["draft"], "from": owner["email"], "date": scenario["now"]}
    (folder / "draft.eml").write_bytes(bytes(_message(draft, owner["name"])))
    cards = [{key: value for key, value in card.items() if value is not None} for card in scenario["contacts"]]
    (folder / "contacts.yaml").write_text(yaml.safe_dump(cards, allow_unicode=True), encoding="utf-8")
    arguments = ["review", str(folder / "draft.eml"), "--contacts", str(folder / "contacts.yaml"), "--format", "json"]
    for number, message in enumerate(scenario["thread"]):
        path = folder / f"thread{number}.eml"
        path.write_bytes(bytes(_message({**message, "id": f"<{scenario['id']}-{number}@test.example>"})))
        arguments += ["--thread", str(path)]
    if scenario.get("history"):
        (folder / "history.yaml").write_text(yaml.safe_dump(scenario["history"], allow_unicode=True), encoding="utf-8")
        arguments += ["--history", str(folder / "history.yaml")]
    return [*arguments, "--owner", owner["email"], "--now", scenario["now"].isoformat()]


def _message(fields: Mapping[str, Any], name: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = f'"{name}" <{fields["from"]}>' if name else fields["from"]
    message["To"] = ", ".join(fields["to"])
    if fields.get("cc"):
        message["Cc"] = ", ".join(fields["cc"])
    if fields.get("bcc"):
        message["Bcc"] = ", ".join(fields["bcc"])
    message["Subject"] = fields["subject"]
    message["Date"] = format_datetime(fields["date"])
    if "id" in fields:
        message["Message-ID"] = fields["id"]
    message.set_content(fields["body"])
    return message
