"""Says in plain words what is wrong with a key of the configuration; a value is never quoted."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any  # what pydantic says of a problem is of any type

from mailhuman.config.entry import Entry

_SECRETS = frozenset({"password", "passwd", "passphrase", "pass", "pw", "pwd", "secret", "token", "app_password"})
_NEVER = (
    "never a password in a file: delete this line and run `mailhuman setup`, which keeps it in the keyring, or give "
    "`password_command`; if others could read the file, change the password too"
)
_SORTS = {
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number without quotes",
    "list_type": 'must be a list, such as ["first", "second"]',
    "model_type": "must be a table with `address` and `host`, as in [account.work]",
    "missing": "missing",
}


def sentence(error: Mapping[str, Any], where: str) -> str:
    """Give one sentence for one of pydantic's errors at the dotted key `where`."""
    return f"{where}: {_words(error)}"


def _words(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(str(error["loc"][-1]))
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if "ge" in context:
        return f"must be at least {context['ge']}"
    if "le" in context:
        return f"must be at most {context['le']}"
    return _SORTS.get(kind) or f"{error['msg'][0].lower()}{error['msg'][1:]}"


def _unknown(key: str) -> str:
    if key.lower().replace("-", "_") in _SECRETS:
        return _NEVER
    likely = get_close_matches(key, Entry.model_fields, n=1)
    return f"unknown key; did you mean {likely[0]}?" if likely else "unknown key"
