"""A card changed within its vCard: it tells what is new, and what other programs keep there stays to the byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from mailhuman.contacts.vcard import dump_vcards, parse_vcards, spoken_of
from mailhuman.contacts.vcard_change import changed_vcard
from mailhuman.model import Contact, PartialDate
from tests.contacts.cards import contacts, note, without_lines

APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 18.1//EN
N:Raman;Priya;K.;Dr.;
FN:Dr. Priya Raman
ORG:Acme;
item1.EMAIL;type=INTERNET;type=pref:Priya@acme.example
item1.X-ABLabel:_$!<Work>!$_
EMAIL;type=INTERNET;type=HOME:pr@home.example
TEL;type=CELL;type=VOICE:+44 20 7946 0000
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgID
 AwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-10
NOTE:likes trams
item2.X-ABDATE;type=pref:2010-06-05
item2.X-ABLabel:_$!<Anniversary>!$_
UID:u-1
END:VCARD
"""


def apple() -> Contact:
    (card,) = parse_vcards(APPLE, "a.vcf")
    return card


def lines(text: str) -> list[str]:
    return text.splitlines()


def bare(card: Contact) -> tuple[Contact, Counter[object]]:
    """A card without the order of what has none."""
    (same,) = without_lines([card])
    return replace(same, notes=(), emails=tuple(sorted(same.emails)), uid=""), Counter(same.notes)


def test_nothing_new_leaves_every_byte() -> None:
    assert changed_vcard(APPLE, apple(), apple()) == APPLE


def test_a_new_note_is_one_new_line() -> None:
    new = replace(apple(), notes=(*apple().notes, note("hobby", "bouldering")))
    assert [line for line in lines(changed_vcard(APPLE, apple(), new)) if line not in lines(APPLE)] == [
        "HOBBY:bouldering"
    ]


def test_a_note_that_goes_takes_its_line_and_label_alone() -> None:
    new = replace(apple(), notes=tuple(each for each in apple().notes if each.kind != "anniversary"))
    changed = changed_vcard(APPLE, apple(), new)
    assert [line for line in lines(APPLE) if line not in lines(changed)] == [
        "item2.X-ABDATE;type=pref:2010-06-05",
        "item2.X-ABLabel:_$!<Anniversary>!$_",
    ]


def test_an_address_that_stays_keeps_its_marks() -> None:
    new = replace(apple(), emails=("priya@acme.example", "new@acme.example"))
    changed = changed_vcard(APPLE, apple(), new)
    assert "item1.EMAIL;type=INTERNET;type=pref:Priya@acme.example" in lines(changed)
    assert "EMAIL:new@acme.example" in lines(changed)
    assert "pr@home.example" not in changed


def test_another_title_leaves_the_parts_of_the_name() -> None:
    assert "N:Raman;Priya;K.;Prof.;" in lines(changed_vcard(APPLE, apple(), replace(apple(), title="Prof.")))


def test_another_birthday_takes_the_place_of_the_one_there() -> None:
    notes = tuple(
        replace(each, date=PartialDate(1980, 3, 11)) if each.kind == "birthday" else each for each in apple().notes
    )
    changed = changed_vcard(APPLE, apple(), replace(apple(), notes=notes))
    assert [line for line in lines(changed) if line.startswith("BDAY")] == ["BDAY:1980-03-11"]


@pytest.mark.parametrize("kept", ["ORG:Acme;", "TEL;type=CELL;type=VOICE:+44 20 7946 0000", "VERSION:3.0", "UID:u-1"])
def test_whatever_changes_what_others_keep_stays(kept: str) -> None:
    changed = changed_vcard(APPLE, apple(), Contact("Somebody Else", uid="other"))
    assert kept in lines(changed)
    assert "AwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD" in changed
    (read,) = parse_vcards(changed, "c.vcf")
    assert (read.name, read.uid, read.emails, read.notes) == ("Somebody Else", "u-1", (), ())


@given(contacts, contacts)
def test_what_was_written_is_read_back(old: Contact, new: Contact) -> None:
    old, new = (replace(each, notes=spoken_of(each), mention="free") for each in (old, new))
    text = dump_vcards([old])
    (read,) = parse_vcards(text, "o.vcf")
    (again,) = parse_vcards(changed_vcard(text, read, new), "n.vcf")
    (meant,) = parse_vcards(dump_vcards([new]), "m.vcf")
    assert bare(again) == bare(meant)
