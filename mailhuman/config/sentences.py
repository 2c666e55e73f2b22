"""Says in plain words what is wrong with a key of the configuration; a value is never quoted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any  # what pydantic says of a problem is of any type

_SECRETS = frozenset(
    {
        "password",
        "passwd",
        "passphrase",
        "pass",
        "pw",
        "pwd",
        "secret",
        "token",
        "app_password",
        "client_secret",
        "access_token",
        "refresh_token",
    }
)
_NEVER = (
    "never a password in a file: delete this line and run `mailhuman setup`, which keeps it in the keyring, or give "
    "`password_command`; if others could read the file, change the password too"
)
_SORTS = {
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number without quotes",
    "float_type": "must be a number without quotes",
    "bool_type": "must be true or false, without quotes",
    "list_type": 'must be a list, such as ["first", "second"]',
    "model_type": "must be a table, as in [account.work] or [daemon]",
    "string_too_short": "must not be empty",
    "finite_number": "must be a number",
    "missing": "missing",
}


def sentence(error: Mapping[str, Any], where: str, keys: Collection[str]) -> str:
    """Give one sentence for one of pydantic's errors at the dotted key `where`, in a table that may hold `keys`."""
    return f"{where}: {_words(error, keys)}"


def _words(error: Mapping[str, Any], keys: Collection[str]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(str(error["loc"][-1]), keys)
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if "ge" in context:
        return f"must be at least {context['ge']:g}"
    if "le" in context:
        return f"must be at most {context['le']:g}"
    return _SORTS.get(kind) or f"{error['msg'][0].lower()}{error['msg'][1:]}"


def _unknown(key: str, keys: Collection[str]) -> str:
    if key.lower().replace("-", "_") in _SECRETS:
        return _NEVER
    likely = get_close_matches(key, keys, n=1)
    return f"unknown key; did you mean {likely[0]}?" if likely else "unknown key"
