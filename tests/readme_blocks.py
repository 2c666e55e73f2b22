"""The blocks of the README that a command prints. Run as a script it writes them anew; a test holds them to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from mailhuman.cli import cli
from tests import man_page

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_FILES = Path(__file__).parent / "readme"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "screen": (
        "review",
        str(_FILES / "draft.eml"),
        "--thread",
        str(_FILES / "thread.eml"),
        "--contacts",
        str(_FILES / "contacts.yaml"),
        "--now",
        "2026-03-12T17:00:00+00:00",
    ),
    "help": ("--help",),
}


def printed(name: str) -> str:
    """What the command of the block prints, 80 columns wide."""
    outcome = CliRunner().invoke(cli, COMMANDS[name], prog_name="mailhuman", env={"COLUMNS": "80"})
    return "\n".join(line.rstrip() for line in outcome.stdout.strip("\n").splitlines())


def block(readme: str, name: str) -> str:
    """What the README shows between the marks of the block."""
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)\n```\n<!-- /{name} -->", readme, re.DOTALL)
    return found[1] if found else ""


def main() -> None:
    """Write every block anew."""
    readme = README.read_text(encoding="utf-8")
    for name in COMMANDS:
        marks = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->", re.DOTALL)
        shown = f"<!-- {name} -->\n```text\n{printed(name)}\n```\n<!-- /{name} -->"
        readme = marks.sub(lambda _, shown=shown: shown, readme)  # type: ignore[misc]  # bound at once, called at once
    README.write_text(readme, encoding="utf-8")
    man_page.main()


if __name__ == "__main__":
    main()
