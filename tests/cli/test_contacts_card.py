"""The page before a call: what stands on it in which order, and what of the private notes never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.cli import cli
from mailhuman.cli.card_page import sections
from mailhuman.contacts.policy import mention_of
from mailhuman.model import Contact, Note
from mailhuman.store import open_store
from tests.contacts.cards import contacts, note

NOW = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
BOOK = """\
- name: Priya Raman
  emails: [priya@acme.example]
  preferred_name: Pri
  pronunciation: PREE-ya RAH-mun
  pronouns: she/her
  timezone: Asia/Tokyo
  notes:
    - {kind: last-talk, text: "the roof, and who signs for it", date: 2026-03-03}
    - {kind: last-talk, text: the older talk, date: 2025-10-01}
    - {kind: promise, text: send the fire plan, by: me, date: 2026-03-13}
    - {kind: promise, text: ask the council, by: them, date: 2026-03-02}
    - {kind: promise, text: the forgotten list, by: me, date: 2025-03-02}
    - {kind: birthday, text: Birthday, date: 1980-03-20}
    - {kind: trip, text: Lisbon with friends, date: 2026-03-14, approximate: true}
    - {kind: hobby, text: restores motorbikes, learned: 2019-01-01}
    - {kind: hobby, text: bouldering, learned: 2026-02-01}
    - {kind: illness, text: a canary ailment, learned: 2026-02-01}
    - {kind: family, text: the canary divorce, mention: never}
- name: Ruth Bell
  emails: [ruth@acme.example]
  deceased: true
  notes: [{kind: hobby, text: sang in a canary choir}, {kind: birthday, text: Birthday, date: --03-13}]
"""


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    (tmp_path / "people.yaml").write_text(BOOK, encoding="utf-8")
    assert CliRunner().invoke(cli, ["contacts", "import", str(tmp_path / "people.yaml")]).exit_code == 0


def page(who: str) -> Result:
    return CliRunner().invoke(cli, ["contacts", "card", who, "--now", NOW.isoformat()])


def told(*notes: Note, **fields: bool) -> dict[str, tuple[str, ...]]:
    card = Contact("Priya Raman", ("priya@acme.example",), notes=notes, **fields)  # type: ignore[arg-type]  # booleans of the card
    return {section.heading: section.lines for section in sections(card, NOW)}


def test_the_page_reads_from_the_name_to_what_had_better_wait() -> None:
    shown = page("priya")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == [
        "Priya Raman <priya@acme.example>",
        "  Say the name: PREE-ya RAH-mun",
        "  Called: Pri",
        "  Pronouns: she/her",
        "  Time zone: Asia/Tokyo, 02:00 there tomorrow",
        "",
        "Last conversation",
        "  3 March 2026: the roof, and who signs for it",
        "",
        "Open promises",
        "  By them, was due on 2 March 2026: ask the council",
        "  By you, due tomorrow: send the fire plan",
        "  1 promise of long ago not shown; `mailhuman contacts show` has all.",
        "",
        "Within two weeks",
        "  About Saturday: trip: Lisbon with friends",
        "  On 20 March 2026: Birthday",
        "",
        "Free to mention",
        "  hobby: bouldering",
        "  earlier conversation: the older talk (1 October 2025) [old]",
        "  hobby: restores motorbikes [old]",
        "",
        "Better not mentioned",
        "  1 note waits until they raise it: illness.",
        "  1 note marked never.",
    ]


def test_of_somebody_who_has_died_that_is_what_is_said() -> None:
    shown = page("ruth@acme.example").stdout
    assert shown == "Ruth Bell <ruth@acme.example>\n  Ruth Bell has died.\n"


def test_nobody_of_that_name_is_no_page() -> None:
    assert page("nobody").exit_code == 2


def test_an_empty_card_is_a_name() -> None:
    assert told() == {"": ()}


def test_a_talk_long_ago_is_marked_old() -> None:
    assert told(note("last-talk", "the mill", date="2025-01-02"))["Last conversation"] == (
        "2 January 2025: the mill [old]",
    )


def test_a_birthday_written_on_new_years_day_is_shown_as_no_more_than_likely() -> None:
    new_year = datetime(2026, 12, 28, tzinfo=UTC)
    card = Contact("Priya Raman", notes=(note("birthday", "Birthday", date="1980-01-01"),))
    assert sections(card, new_year)[1].lines == ("About Friday: Birthday",)


def test_a_birthday_three_weeks_off_is_not_coming_up() -> None:
    assert "Within two weeks" not in told(note("birthday", "Birthday", date="--04-03"))


def test_notes_about_somebody_who_died_are_only_counted() -> None:
    shown = told(
        note("loss", "her dog Biscuit died", date="2026-01-02"), note("pet", "Biscuit, a canary-coloured terrier")
    )
    assert shown == {"": (), "Better not mentioned": ("1 note waits until they raise it: loss.",
                                                       "1 note about somebody who has died.")}  # fmt: skip


def test_who_asks_for_business_only_is_said_at_the_top() -> None:
    shown = told(note("preference", "wants no small talk"))
    assert shown[""] == ("They ask to keep to business: no personal remarks.",)


@pytest.mark.parametrize("zone", ["Nowhere/Here", "../../etc/passwd", "Europe", "\x00", "a" * 5000])
def test_a_time_zone_that_is_none_is_shown_as_written(zone: str) -> None:
    shown = sections(Contact("Priya Raman", timezone=zone), NOW)[0].lines
    assert shown == () or "there" not in shown[0]


def test_commands_to_a_terminal_are_spelled_out() -> None:
    with open_store() as store:
        store.save_contacts(
            [Contact("Kim \x1b[2J", ("kim@acme.example",), notes=(note("hobby", "a\x1b]0;x\x07\u202e"),))]
        )
    shown = page("kim@acme.example")
    assert shown.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(shown.stdout)


def test_no_line_is_wider_than_80_columns() -> None:
    with open_store() as store:
        store.save_contacts([Contact("Kim Lo", ("kim@acme.example",), notes=(note("hobby", "far too long " * 30),))])
    shown = page("kim@acme.example").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("far too long") > 25


@given(contacts, st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001 - the zone is put on below
def test_private_notes_leave_no_word_on_the_page(card: Contact, now: datetime) -> None:
    canary = "\N{BLACK SPADE SUIT}\N{BLACK SPADE SUIT}"
    hidden = tuple(
        each
        if mention_of(card, each) == "free"
        else replace(each, text=canary, about=canary, told_by=canary, mention=mention_of(card, each))
        for each in card.notes
    )
    marked = replace(card, notes=hidden)
    shown = "\n".join(line for section in sections(marked, now.replace(tzinfo=UTC)) for line in section.lines)
    assert canary not in shown
