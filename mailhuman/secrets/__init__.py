"""Secrets: kept in the system's keyring, given by a command of the user or the environment; never in a file."""

from __future__ import annotations

from mailhuman.secrets.keyrings import keyring_name
from mailhuman.secrets.notes import (
    NOTES_COMMAND,
    forget_notes_key,
    keep_notes_key,
    notes_passphrase,
    notes_secret,
)
from mailhuman.secrets.passwords import (
    forget_password,
    keep_password,
    kept_password,
    password_for,
    password_variable,
)
from mailhuman.secrets.permits import forget_permit, keep_permit, permit_of

__all__ = [
    "NOTES_COMMAND",
    "forget_notes_key",
    "forget_password",
    "forget_permit",
    "keep_notes_key",
    "keep_password",
    "keep_permit",
    "kept_password",
    "keyring_name",
    "notes_passphrase",
    "notes_secret",
    "password_for",
    "password_variable",
    "permit_of",
]
