"""Rules and templates are found wherever mailhuman is installed, and the package is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailhuman import bundled
from mailhuman.bundled import shelf
from mailhuman.errors import MailhumanError

PACKAGE = Path(bundled.__file__).parent


def test_rules_and_templates_are_found_here() -> None:
    assert len(list(shelf("rules").glob("*.yaml"))) >= 20
    assert len(list((shelf("templates") / "touches").glob("*.j2"))) >= 20


def test_what_came_in_the_wheel_goes_before_what_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "mailhuman" / "bundled.py"))
    beside, inside = tmp_path / "rules", tmp_path / "mailhuman" / "_bundled" / "rules"
    beside.mkdir(parents=True)
    assert shelf("rules") == beside
    inside.mkdir(parents=True)
    assert shelf("rules") == inside


def test_an_installation_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "mailhuman" / "bundled.py"))
    with pytest.raises(MailhumanError) as caught:
        shelf("templates")
    assert "install mailhuman again" in caught.value.next_step


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
