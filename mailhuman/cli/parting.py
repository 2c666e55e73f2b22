"""Takes what an account had in the keyring out of it, and says what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailhuman.config import Account


def secret_forgotten(leaving: Account, others: Iterable[Account]) -> str:
    """Remove the password or the tokens of `leaving`, unless one of `others` needs them, and say it in a sentence."""
    from mailhuman.errors import SecretError
    from mailhuman.oauth import sign_out
    from mailhuman.secrets import forget_password

    what = "password" if leaving.auth == "password" else "tokens"
    if leaving.password_command:
        return "Its password came from a command of yours, which is as it was."
    if any(_share(leaving, each) for each in others):
        return f"Its {what} stay{'s' * (what == 'password')} in the keyring: another account uses the same one."
    try:
        found = forget_password(leaving) if what == "password" else sign_out(leaving)
    except SecretError as failure:
        return f"Its {what} may still be in the keyring: {failure.message}. Look there for mailhuman/{leaving.host}."
    return f"Removed its {what} from the keyring." if found else f"The keyring held no {what} for it."


def _share(leaving: Account, other: Account) -> bool:
    """Whether both have their secret at one place of the keyring."""
    if other.name == leaving.name or other.password_command:
        return False
    sorts = [each.auth == "password" for each in (leaving, other)]
    return (other.host, other.user) == (leaving.host, leaving.user) and sorts[0] == sorts[1]
