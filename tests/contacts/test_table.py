"""Address books as CSV: the columns of the common exports, days in any order, and every problem at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.contacts.table import parse_csv
from mailhuman.errors import ContactsError
from mailhuman.model import Contact

GOOGLE = """\
Name Prefix,First Name,Middle Name,Last Name,Phonetic First Name,Nickname,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Value,Birthday,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Notes
Dr,Priya,,Raman,PREE-ya,Pri,* Work,Priya@Acme.example,Home,pr@home.example ::: p@home.example,555,1980-03-10,Anniversary,2010-06-05,Spouse,Sam,"Met in Leeds,
likes ""trams"" too"
,Tom,,Berg,,,,,,,,--12-24,Sabbatical,2026-09-01,Manager,Ruth,
"""
OUTLOOK = """\
Title,First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Birthday,Anniversary,Spouse,Hobby,Notes
Ms,Ruth,Bell,ruth@acme.example,SMTP,Ruth Bell (ruth@acme.example),ruth@home.example,3/25/1979,0/0/00,Al,Choir,
,Kim,Lo,kim@acme.example,SMTP,,,3/4/1981,6/5/2010,,,
"""


def notes(card: Contact) -> list[tuple[str, str, str, str]]:
    return [(note.kind, note.text, str(note.date or ""), note.about) for note in card.notes]


def problems(text: str) -> list[str]:
    with pytest.raises(ContactsError) as refused:
        parse_csv(text, "people.csv")
    return [str(each) for each in refused.value.problems]


def test_an_export_of_google_is_read() -> None:
    priya, tom = parse_csv(GOOGLE, "g.csv")
    assert (priya.name, priya.title, priya.preferred_name, priya.pronunciation) == (
        "Priya Raman", "Dr", "Pri", "PREE-ya",
    )  # fmt: skip
    assert priya.emails == ("priya@acme.example", "pr@home.example", "p@home.example")
    assert notes(priya) == [
        ("birthday", "Birthday", "1980-03-10", ""),
        ("anniversary", "Wedding anniversary", "2010-06-05", ""),
        ("family", "Spouse Sam", "", "Sam (spouse)"),
        ("other", 'Met in Leeds,\nlikes "trams" too', "", ""),
    ]
    assert (tom.line, notes(tom)) == (
        4,
        [
            ("birthday", "Birthday", "--12-24", ""),
            ("other", "Sabbatical", "2026-09-01", ""),
            ("other", "Manager Ruth", "", "Ruth (manager)"),
        ],
    )


def test_an_export_of_outlook_is_read_and_one_clear_day_settles_the_order_of_all() -> None:
    ruth, kim = parse_csv(OUTLOOK, "o.csv")
    assert ruth.emails == ("ruth@acme.example", "ruth@home.example")
    assert notes(ruth) == [
        ("birthday", "Birthday", "1979-03-25", ""),
        ("family", "Spouse Al", "", "Al (spouse)"),
        ("hobby", "Choir", "", ""),
    ]
    assert notes(kim) == [
        ("birthday", "Birthday", "1981-03-04", ""),
        ("anniversary", "Wedding anniversary", "2010-06-05", ""),
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1980-03-10", "1980-03-10"),
        ("1980/3/9", "1980-03-09"),
        ("10.03.1980", "1980-03-10"),
        ("25/12/1980", "1980-12-25"),
        ("12/25/1980", "1980-12-25"),
        ("5/5/1980", "1980-05-05"),
        ("1604-12-24", "--12-24"),
        ("0000-12-24", "--12-24"),
        ("--12-24", "--12-24"),
        ("1980", "1980"),
        ("1980-03-10T00:00:00Z", "1980-03-10"),
    ],
)
def test_a_day_is_read_as_it_was_meant(written: str, day: str) -> None:
    (card,) = parse_csv(f"Name,Birthday\nPriya,{written}\n", "p.csv")
    assert str(card.notes[0].date) == day


@pytest.mark.parametrize("written", ["0/0/00", "", "00.00.0000"])
def test_no_day_is_none(written: str) -> None:
    (card,) = parse_csv(f"Name,Birthday\nPriya,{written}\n", "p.csv")
    assert card.notes == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_mark_between_cells_is_found(mark: str) -> None:
    (card,) = parse_csv(f"\ufeffDisplay Name{mark}Primary Email\r\nPriya Raman{mark}priya@acme.example\r\n", "p.csv")
    assert (card.name, card.emails) == ("Priya Raman", ("priya@acme.example",))


def test_every_problem_is_told_with_its_line_and_none_quotes_what_is_written() -> None:
    told = problems(
        "Name,E-mail,Birthday\nPriya,secret,\n,tom@berg.example,\nRuth,,3/4/1980\nKim,,31.02.1980\nSam,,,more\n\nAl,,\n"
    )
    assert told == [
        "people.csv:2: e mail: write an address as name@place.example",
        "people.csv:3: names nobody",
        "people.csv:4: birthday: may be read day or month first; write it as 1980-03-10",
        "people.csv:5: birthday: day is out of range for month",
        "people.csv:6: has more cells than the first line has columns",
    ]


def test_days_that_contradict_each_other_are_not_guessed() -> None:
    assert problems("Name,Birthday\nA,25/12/1980\nB,12/25/1980\nC,3/4/1980\n") == [
        "people.csv:4: birthday: may be read day or month first; write it as 1980-03-10"
    ]


def test_a_table_without_names_is_none() -> None:
    assert problems("Phone,City\n1,2\n")[0] == "people.csv:1: no column is named Name, First Name or Last Name"


def test_a_quotation_that_does_not_close_is_told_where_it_begins() -> None:
    assert problems('Name,Notes\nPriya,"so\nTom,\n') == [
        "people.csv:2: a quotation mark does not close, or closes too early"
    ]


def test_nothing_holds_nobody() -> None:
    assert parse_csv("Name,E-mail\n\n,\n", "p.csv") == ()


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.sampled_from(["", "Name,Birthday,E-mail\n", "Event 1 - Value,Name\n"]),
)
def test_no_text_fails_in_any_other_way(text: str, head: str) -> None:
    try:
        assert all(card.name for card in parse_csv(head + text, "p.csv"))
    except ContactsError:
        return
