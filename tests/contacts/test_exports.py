"""Address books as Apple, Google, Nextcloud, khard and Android write them: nothing known is lost, nothing strange touched."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.contacts.vcard import dump_vcards, parse_vcards, spoken_of
from mailhuman.contacts.vcard_change import changed_vcard
from mailhuman.model import Contact
from tests.benchmarks.vcard_table import EXPORTS, Row, cards_of, rows_of
from tests.contacts.cards import contacts, note, without_lines

CARDS = [
    pytest.param(file.stem, text, id=f"{file.stem}-{at}") for file in EXPORTS for at, text in enumerate(cards_of(file))
]
WRITTEN_TO = [each for each in CARDS if each.values[0] != "android21"]  # vCard 2.1 is read, and never written
LEFT = {
    "ADR", "BIRTHPLACE", "CATEGORIES", "CLOUD", "DEATHPLACE", "FN", "GENDER", "GEO", "GRAMGENDER", "IMPP", "KIND",
    "LANG", "N", "ORG", "PHOTO", "PRODID", "PRONOUNS", "RELATED", "REV", "SOCIALPROFILE", "TEL", "TITLE", "URL",
    "X-ABADR", "X-ABLABEL", "X-ABSHOWAS", "X-ABUID", "X-ANDROID-CUSTOM", "X-FILE-AS", "X-GADUGADU", "X-JABBER",
    "X-MAIDENNAME", "X-MANAGERSNAME", "X-MATRIX", "X-PHONETIC-ORG", "X-SKYPE", "X-SOCIALPROFILE", "X-TWITTER",
}  # fmt: skip
"""What a card here has no place for (of FN, LANG … the second, of RELATED a link): only `contacts sync` keeps it."""


def read(text: str) -> Contact:
    (card,) = parse_vcards(text, "people.vcf")
    return card


@cache
def rows(text: str) -> tuple[Row, ...]:
    return tuple(rows_of("", text))


def strange(text: str) -> list[str]:
    """The lines of a file that make nothing of the card, as they stand."""
    return [row.written for row in rows(text) if not row.read_as]


def stand_in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def test_every_shape_is_there() -> None:
    assert {file.stem for file in EXPORTS} == {
        "android21", "apple", "google", "khard3", "khard4", "nextcloud3", "nextcloud4"
    }  # fmt: skip


@pytest.mark.parametrize(("shape", "text"), CARDS)
def test_what_is_imported_and_exported_is_the_same_card(shape: str, text: str) -> None:
    card = read(text)
    assert without_lines(parse_vcards(dump_vcards([card]), shape)) == without_lines([card])


@pytest.mark.parametrize(("shape", "text"), CARDS)
def test_every_property_that_is_read_is_exported(shape: str, text: str) -> None:
    assert [row.name for row in rows(text) if row.read_as and not row.exported_as] == []
    assert {row.name for row in rows(text) if not row.read_as} <= LEFT, shape


def test_nothing_is_listed_as_left_that_is_not() -> None:
    texts = [text for file in EXPORTS for text in cards_of(file)]
    assert {row.name for text in texts for row in rows(text) if not row.read_as} == LEFT


@pytest.mark.parametrize(
    "line",
    [
        "BDAY:--0310",
        "ANNIVERSARY:20100614",
        "DEATHDATE:20251120",
        "HOBBY;LEVEL=high:rowing",
        "INTEREST;LEVEL=medium:old maps\\, above all of harbours",
        "EXPERTISE;LEVEL=expert;CREATED=20240503T000000Z:suspension bridges",
        "RELATED;TYPE=spouse;VALUE=text:Ada Berg",
        "PRONOUNS:he/him",
        "NOTE;CREATED=20260201T000000Z;AUTHOR-NAME=Marek:keeps bees",
    ],
)
def test_a_property_of_the_standard_is_exported_as_itself(line: str) -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "nextcloud4"))
    assert line in dump_vcards([read(text)]).replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(("shape", "text"), WRITTEN_TO)
def test_nothing_new_leaves_every_byte(shape: str, text: str) -> None:
    assert changed_vcard(text, read(text), read(text)) == text, shape


@pytest.mark.parametrize(("shape", "text"), WRITTEN_TO)
@settings(max_examples=20)
@given(data=st.data())
def test_whatever_is_told_anew_what_is_strange_stays_to_the_byte(shape: str, text: str, data: st.DataObject) -> None:
    new = data.draw(contacts)
    changed = changed_vcard(text, read(text), replace(new, notes=spoken_of(new)))
    kept = [line for line in strange(text) if not line.startswith(("N:", "N;", "FN;PREF=2", "LANG", "PRONOUNS"))]
    labels = [line for line in kept if "X-ABL" in line.upper()]  # gone with an address they were on
    assert stand_in_order([line for line in kept if line not in labels], changed), shape
    assert read(changed).uid == read(text).uid


@pytest.mark.parametrize(("shape", "text"), WRITTEN_TO)
def test_each_note_may_go_and_takes_nothing_else_along(shape: str, text: str) -> None:
    card = read(text)
    for gone in card.notes:
        left = replace(card, notes=tuple(each for each in card.notes if each is not gone))
        changed = changed_vcard(text, card, left)
        assert stand_in_order(strange(text), changed), (shape, gone)
        (again,), (meant,) = without_lines([read(changed)]), without_lines([left])
        assert again.notes == meant.notes


@pytest.mark.parametrize(("shape", "text"), WRITTEN_TO)
def test_a_note_marked_anew_stays_in_its_line(shape: str, text: str) -> None:
    card = read(text)
    for number, old in enumerate(card.notes):
        marked = replace(old, mention="if-raised")
        new = replace(card, notes=(*card.notes[:number], marked, *card.notes[number + 1 :]))
        changed = changed_vcard(text, card, new)
        assert len(changed.splitlines()) - len(text.splitlines()) in {0, 1}, (shape, old)  # folded once more
        assert without_lines([read(changed)]) == without_lines([new])


def test_parameters_that_are_strange_stay_where_the_words_change() -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "nextcloud4"))
    card = read(text)
    notes = tuple(replace(each, text="sculling") if "rowing" in each.text else each for each in card.notes)
    assert "HOBBY;INDEX=1:sculling\r\n" in changed_vcard(text, card, replace(card, notes=notes))


def test_the_second_nickname_and_its_kind_stay() -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "nextcloud3"))
    assert "NICKNAME:Addie,Ad\r\n" in changed_vcard(text, read(text), replace(read(text), preferred_name="Addie"))


def test_the_parts_of_a_name_stay_with_another_title() -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "apple"))
    assert "N:Raman;Priya;K.,L.;Prof.;\r\n" in changed_vcard(text, read(text), replace(read(text), title="Prof."))


def test_in_a_file_of_version_three_a_day_without_its_year_is_written_as_apple_reads_it() -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "khard3"))
    card = read(text)
    notes = tuple(replace(note("birthday", "Birthday", date="--12-02")) if each.kind == "birthday" else each for each in card.notes)  # fmt: skip
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-02\n" in changed_vcard(text, card, replace(card, notes=notes))


def test_quoted_printable_is_read_over_soft_breaks() -> None:
    (text,) = cards_of(next(file for file in EXPORTS if file.stem == "android21"))
    assert read(text).name == "Zoë Lefèvre"
    assert "Café au lait, sans sucre\nChante à la chorale du quartier" in [each.text for each in read(text).notes]
