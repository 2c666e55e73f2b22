"""Where rules/ and templates/ lie: in a wheel, in a checkout, or in the user's own configuration folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mailhuman.errors import MailhumanError

Shelf = Literal["rules", "templates"]


def shelf(name: Shelf) -> Path:
    """Give the folder of the rules or templates that came with mailhuman.

    MailhumanError if the installation is incomplete.
    """
    package = Path(__file__).parent
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise MailhumanError(
        f"the {name} that come with mailhuman are not where it is installed",
        next_step="install mailhuman again; the installation is not complete",
    )
