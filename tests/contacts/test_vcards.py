"""Address books as vCards: what comes in as which note, what goes out, and every broken line at once."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.contacts.content_lines import content_lines, escaped, parts_of, unescaped, written_line
from mailhuman.contacts.vcard import dump_vcards, parse_vcards, spoken_of
from mailhuman.errors import ContactsError
from mailhuman.model import Contact, Note, PartialDate
from tests.contacts.cards import address_books, card, note, without_lines

APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 15.1//EN
N:Raman;Priya;;Dr;
FN:Priya Raman
NICKNAME:Pri
X-PHONETIC-FIRST-NAME:PREE-ya
X-PHONETIC-LAST-NAME:RAH-man
ORG:Acme;
item1.EMAIL;type=INTERNET;type=WORK:p.raman@acme.example
EMAIL;type=INTERNET;type=HOME;type=pref:Priya@home.example
TEL;type=CELL:+44 20 7946 0000
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12
item2.X-ABRELATEDNAMES:Emma
item2.X-ABLabel:_$!<Daughter>!$_
item3.X-ABDATE:2010-06-14
item3.X-ABLabel:_$!<Anniversary>!$_
item4.X-ABDATE:2015-09-01
item4.X-ABLabel:First concert
NOTE:Likes tea\\, no sugar.\\nRuns on
  Sundays.
UID:4711:ABPerson
END:VCARD
"""

MODERN = """\
BEGIN:VCARD
VERSION:4.0
FN;PREF=2:Thomas Berg
FN;PREF=1:Tom Berg
N;ALTID=1:Berg;Tom;;;
N;ALTID=1;PHONETIC=ipa:bɛʁk;tɔm;;;
EMAIL:mailto:tom@berg.example
BDAY:--0229
ANNIVERSARY:20100614T120000
DEATHDATE:20251120
HOBBY;LEVEL=high:rowing
INTEREST:old maps
EXPERTISE;LEVEL=expert;CREATED=20240503T081500Z:bridges
NOTE;DERIVED=true;AUTHOR-NAME=Marek;CREATED=20260201T000000Z:keeps bees
RELATED;TYPE=spouse;VALUE=text:Ada Lind
RELATED;TYPE=friend;VALUE=text:Omar
RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
PRONOUNS;PREF=2:they/them
PRONOUNS;PREF=1:he/him
TZ:Europe/Oslo
LANG;PREF=2:de
LANG;PREF=1:nb
END:VCARD
"""


BROKEN = """\
NOTE:before any card
BEGIN:VCARD
FN:Priya
canary without a colon
EMAIL:canary at acme
BDAY:the canary of May
BDAY:2026-02-30
UID:1
END:VCARD
BEGIN:VCARD
EMAIL:a@acme.example
END:VCARD
BEGIN:VCARD
FN:Q
UID:1
NOTE;X-MAILHUMAN-KIND=canary:x
X-MAILHUMAN-MENTION:free
END:VCARD
BEGIN:VCARD
FN:never ended
BEGIN:VCARD
FN:R
X-MAILHUMAN-MENTION:canary
END:VCARD
BEGIN:VCARD
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContactsError) as told:
        parse_vcards(text, "people.vcf")
    return [str(problem) for problem in told.value.problems]


def vcard(*lines: str) -> str:
    return "\n".join(["BEGIN:VCARD", "FN:Priya Raman", *lines, "END:VCARD", ""])


def notes_of(*lines: str) -> tuple[Note, ...]:
    (read,) = without_lines(parse_vcards(vcard(*lines), "people.vcf"))
    return read.notes


def test_a_card_of_apple_is_read() -> None:
    assert without_lines(parse_vcards(APPLE, "people.vcf")) == (
        Contact(
            name="Priya Raman",
            emails=("priya@home.example", "p.raman@acme.example"),
            uid="4711:ABPerson",
            preferred_name="Pri",
            title="Dr",
            pronunciation="PREE-ya RAH-man",
            notes=(
                note("birthday", "Birthday", date="--03-12"),
                note("family", "Daughter Emma", about="Emma (daughter)"),
                note("anniversary", "Wedding anniversary", date="2010-06-14"),
                note("other", "First concert", date="2015-09-01"),
                note("other", "Likes tea, no sugar.\nRuns on Sundays."),
            ),
        ),
    )


def test_a_card_of_version_four_is_read() -> None:
    assert without_lines(parse_vcards(MODERN, "people.vcf")) == (
        Contact(
            name="Tom Berg",
            emails=("tom@berg.example",),
            pronunciation="tɔm bɛʁk",
            pronouns="he/him",
            timezone="Europe/Oslo",
            language="nb",
            deceased=True,
            notes=(
                note("birthday", "Birthday", date="--02-29"),
                note("anniversary", "Wedding anniversary", date="2010-06-14"),
                note("loss", "Died", date="2025-11-20"),
                note("hobby", "rowing (level: high)"),
                note("other", "Interested in old maps"),
                note("expertise", "bridges (level: expert)", learned="2024-05-03"),
                replace(note("other", "keeps bees", learned="2026-02-01"), source="inferred", told_by="Marek"),
                note("family", "Spouse Ada Lind", about="Ada Lind (spouse)"),
                note("other", "Friend Omar", about="Omar (friend)"),
            ),
        ),
    )


def test_an_old_card_in_quoted_printable_is_read() -> None:
    text = vcard("NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9 au =", "lait", "TEL;HOME:1")
    assert parse_vcards(text, "old.vcf")[0].notes[0].text == "café au lait"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1984-10-02", "1984-10-02"),
        ("BDAY:19841002", "1984-10-02"),
        ("BDAY;VALUE=date:1984-10-02T00:00:00Z", "1984-10-02"),
        ("BDAY:--1002", "--10-02"),
        ("BDAY:--10-02", "--10-02"),
        ("BDAY:1984-10", "1984-10"),
        ("BDAY:1984", "1984"),
        ("BDAY:0000-10-02", "--10-02"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-10-02", "--10-02"),
    ],
)
def test_a_birthday_is_as_exact_as_it_is_written(line: str, day: str) -> None:
    assert notes_of(line) == (note("birthday", "Birthday", date=day),)


def test_a_birthday_in_words_has_no_date() -> None:
    assert notes_of("BDAY;VALUE=text:about 1950") == (Note("birthday", "Birthday: about 1950", approximate=True),)


def test_empty_properties_make_nothing() -> None:
    assert notes_of("BDAY:", "NOTE:", "HOBBY: ", "EMAIL:", "X-ABDATE:") == ()


@pytest.mark.parametrize(("line", "name"), [("N:Raman;Priya;;;", "Priya Raman"), ("N:;Priya;K.;;Jr.", "Priya K. Jr.")])
def test_a_name_in_parts_does_for_one_in_whole(line: str, name: str) -> None:
    assert parse_vcards(f"BEGIN:VCARD\n{line}\nEND:VCARD\n", "p")[0].name == name


def test_a_group_is_nobody() -> None:
    assert parse_vcards(vcard("KIND:group") + vcard("X-ADDRESSBOOKSERVER-KIND:group"), "p") == ()


def test_a_file_may_be_empty() -> None:
    assert parse_vcards("", "people.vcf") == parse_vcards("\ufeff\n \n", "people.vcf") == ()


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    told = problems_of(BROKEN.replace("\n", "\r\n"))
    assert told == [
        "people.vcf:1: NOTE: stands outside any card",
        "people.vcf:4: is no line of a vCard: NAME:value",
        "people.vcf:5: EMAIL: write an address as name@place.example",
        "people.vcf:6: BDAY: write a date as 2026-03-10, --03-10, 2026-03 or 2026",
        told[4],
        "people.vcf:10: the card has no name: give it FN or N",
        "people.vcf:13: UID: is that of the card at line 2 already",
        "people.vcf:16: NOTE: its kind cannot be read",
        "people.vcf:19: BEGIN:VCARD: has no END:VCARD before line 21",
        "people.vcf:21: a line X-MAILHUMAN-… of this card cannot be read",
        "people.vcf:25: BEGIN:VCARD: has no END:VCARD",
    ]
    assert told[4].startswith("people.vcf:7: BDAY: ")
    assert "canary" not in "".join(told)


def test_two_cards_of_one_uid_are_a_problem() -> None:
    assert problems_of(vcard("UID:1") + vcard("UID:1")) == [
        "people.vcf:5: UID: is that of the card at line 1 already"
    ]  # fmt: skip


@settings(max_examples=40)
@given(address_books)
def test_what_is_written_reads_back_but_for_what_is_marked_never(cards: tuple[Contact, ...]) -> None:
    kept = tuple(replace(each, notes=spoken_of(each)) for each in cards)
    assert without_lines(parse_vcards(dump_vcards(cards), "dumped")) == kept


def test_a_note_marked_never_is_not_written_nor_any_of_a_card_marked_never() -> None:
    secret = replace(note("family", "the canary divorce"), mention="never")
    open_card = card(note("hobby", "golf"), secret)
    assert "canary" not in dump_vcards([open_card])
    assert "golf" in dump_vcards([open_card])
    assert "golf" not in dump_vcards([replace(open_card, mention="never")])


def test_a_birthday_with_words_is_written_for_others_too_and_read_once() -> None:
    about = note("birthday", "celebrates with the whole kitchen", date="1984-10-02")
    written = dump_vcards([card(about)])
    assert "BDAY:19841002\r\n" in written
    assert without_lines(parse_vcards(written, "dumped"))[0].notes == (about,)


def test_a_death_is_written_only_of_the_contact() -> None:
    about = note("loss", "Died", date="2025-11-20")
    assert "DEATHDATE:20251120" in dump_vcards([replace(card(about), deceased=True)])
    assert "DEATHDATE" not in dump_vcards([card(about)])
    assert not parse_vcards(dump_vcards([card(about)]), "dumped")[0].deceased


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_problems(text: str) -> None:
    with suppress(ContactsError):
        parse_vcards(text, "any")
    with suppress(ContactsError):
        parse_vcards(f"BEGIN:VCARD\n{text}\nEND:VCARD", "any")


@pytest.mark.parametrize("line", ["A" + ";B=x" * 50_000, "A;B" + "=a" * 50_000, "A;B" + ",x" * 50_000, 'A;"' * 50_000])
def test_a_long_line_that_is_none_is_refused_at_once(line: str) -> None:
    begun = time.monotonic()
    assert content_lines(line, "hostile.vcf")[1]
    assert time.monotonic() - begun < 5


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_written_line_is_folded_and_reads_back(text: str) -> None:
    line = written_line("NOTE", escaped(text), [("X-ABOUT", text)])
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    (read,), problems = content_lines(line, "p")
    assert not problems
    assert read.text == read.param("X-ABOUT") == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20), min_size=1, max_size=6))
def test_the_parts_of_a_value_read_back(parts: list[str]) -> None:
    assert parts_of(";".join(map(escaped, parts))) == parts
    assert [unescaped(escaped(part)) for part in parts] == parts


def test_a_line_gives_its_group_and_parameters() -> None:
    (line,), _ = content_lines('item1.Email;TYPE=work,"a;b",^n^^;PREF=1;TYPE=home:x:y', "p")
    assert (line.group, line.name, line.value, line.number) == ("ITEM1", "EMAIL", "x:y", 1)
    assert line.params == {"TYPE": ("work", "a;b", "\n^", "home"), "PREF": ("1",)}


def test_a_date_that_is_none_is_refused() -> None:
    for written in ("---12", "--03", "2026--10", "12.3.2026", "2026-13-01"):
        assert problems_of(vcard(f"BDAY:{written}"))
    assert notes_of("BDAY:20260310")[0].date == PartialDate(2026, 3, 10)
