"""The options of `mailhuman setup`, as click has checked them; None or empty where one was not given."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from mailhuman.config import Auth, Security


class Options(TypedDict):
    """Every option of the command."""

    address: str | None
    name: str | None
    host: str | None
    port: int | None
    security: Security | None
    user: str | None
    aliases: tuple[str, ...]
    drafts: str | None
    sent: str | None
    ca_file: Path | None
    auth: Auth | None
    client_id: str | None
    tenant: str | None
    code: bool
    password_command: str | None
    password_stdin: bool
    no_test: bool
    yes: bool
