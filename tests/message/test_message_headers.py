"""Headers: addresses, subjects, dates, identifiers and file names, as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.message import read_draft, read_thread
from mailhuman.message.addresses import addresses
from mailhuman.message.encoded_words import readable
from mailhuman.message.header import parse_header
from mailhuman.message.names import safe_name
from mailhuman.message.parameters import parse_parameters
from mailhuman.model import Address


def of(value: str) -> tuple[Address, ...]:
    return addresses(parse_header(f"To: {value}\n".encode()), "to")


@pytest.mark.parametrize(
    ("written", "email", "name"),
    [
        ("a@b.example", "a@b.example", ""),
        ("Ann <A@B.Example>", "a@b.example", "Ann"),
        ('"Raman, Priya" <p@q.example>', "p@q.example", "Raman, Priya"),
        ("p@q.example (Priya Raman)", "p@q.example", "Priya Raman"),
        ("=?utf-8?q?S=C3=B8ren_=C3=98rsted?= <s@q.example>", "s@q.example", "Søren Ørsted"),
        ("=?iso-8859-1?Q?Andr=E9?= <s@q.example>", "s@q.example", "André"),
        ('"p@q.example" <p@q.example>', "p@q.example", ""),
        ("'Ann' <a@b.example>", "a@b.example", "Ann"),
        (r'"Ann \"Ace\" Lee" <a@b.example>', "a@b.example", "Ann Ace Lee"),
        ("Søren <s@q.example>", "s@q.example", "Søren"),
    ],
)
def test_one_address(written: str, email: str, name: str) -> None:
    assert of(written) == (Address(email, name),)


def test_many_addresses() -> None:
    found = of('"A, B" <a@b.example>, c@d.example; Team: e@f.example, g@h.example;, A@B.example')
    assert [each.email for each in found] == ["a@b.example", "c@d.example", "e@f.example", "g@h.example"]


def test_the_name_of_a_group_is_nobodys() -> None:
    assert of("Team: Ann <e@f.example>, g@h.example;") == (Address("e@f.example", "Ann"), Address("g@h.example"))


@pytest.mark.parametrize("written", ["", "undisclosed-recipients:;", "<>", "Ann", ",,,", '"', "((("])
def test_what_is_no_address(written: str) -> None:
    assert of(written) == ()


def test_a_name_that_turns_the_direction_is_kept_for_the_shower_to_escape() -> None:
    assert of("Zoe\u0308 <z@q.example>")[0].name == "Zoë"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hello", "Hello"),
        ("=?utf-8?B?S8OmcmUgU8O4cmVu?=", "Kære Søren"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?=\n =?utf-8?q?b?= c", "ab c"),
        ("=?utf-8?b?4pw=?= =?utf-8?b?kw==?=", "✓"),
        ("=?utf-8?q?=E2=9C?= =?utf-8?q?=93_done?=", "✓ done"),
        ("=?x-unknown?q?caf=C3=A9?=", "café"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8*en?q?hi?=", "hi"),
        ("=?utf-8?b?A?= hi", "A hi"),
        ("caf\u00e9 raw", "café raw"),
    ],
)
def test_encoded_words(written: str, read: str) -> None:
    assert readable(written.encode()) == read
    assert readable(written) == read


def test_latin_1_put_raw_into_a_header() -> None:
    assert readable(b"Gr\xfc\xdfe") == "Grüße"


@given(st.binary(max_size=200))
def test_any_header_text_is_one_clean_line(value: bytes) -> None:
    found = readable(value)
    assert found == " ".join(found.split())
    assert "\0" not in found


@pytest.mark.parametrize(
    ("written", "params"),
    [
        ('text/plain; charset="utf-8"; format=flowed', {"charset": "utf-8", "format": "flowed"}),
        ("a/b; name*=utf-8'en'%E2%82%AC.pdf", {"name": "€.pdf"}),
        ("a/b; name*0=long; name*1=name.pdf", {"name": "longname.pdf"}),
        ("a/b; name*0*=utf-8''%C3%A9; name*1=t.pdf", {"name": "ét.pdf"}),
        ('a/b; name="=?utf-8?q?=C3=A9t=C3=A9.pdf?="', {"name": "été.pdf"}),
        ('a/b; name="a;b=c.pdf"; x=y', {"name": "a;b=c.pdf", "x": "y"}),
        ("a/b; =; ;; x", {}),
    ],
)
def test_parameters(written: str, params: dict[str, str]) -> None:
    assert parse_parameters(written)[1] == params


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\x\\a.pdf", "a.pdf"), ("a\0b.pdf", "ab.pdf"), ("..", ""), ("", ""),
        ("evil\u202efdp.exe", "evilfdp.exe"), ("a" * 300 + ".pdf", "a" * 120),
    ],
)  # fmt: skip
def test_names_of_files_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "written", ["", "never", "99 Foo 2026", "Fri, 32 Nov 2026 09:00:00", "31 Dec 9999 23:59:59 -2359"]
)
def test_dates_that_are_none(written: str) -> None:
    assert parse_header(f"Date: {written}\n".encode()).date() is None


def test_a_date_without_zone_is_aware() -> None:
    found = parse_header(b"Date: Fri, 20 Nov 2026 09:01:00\n").date()
    assert found is not None
    assert found.tzinfo is not None


def test_junk_between_fields_does_not_end_the_header() -> None:
    draft = read_draft(b"From: a@b.example\nthis is junk\nSubject: Hi\n\nHello\n")
    assert (draft.subject, draft.own_text) == ("Hi", "Hello")


def test_text_right_after_the_last_field_is_the_body() -> None:
    assert read_draft(b"From: a@b.example\nSubject: Hi\nHello there\nand here\n").own_text == "Hello there\nand here"


def test_folded_fields() -> None:
    draft = read_draft(b"From: a@b.example\nSubject: one\n  two\nReferences: <a@b>\n\t<c@d>\n\nx")
    assert draft.subject == "one two"
    assert draft.references == ("<a@b>", "<c@d>")


MBOX = (
    b"From ann Mon Nov 23 10:00:00 2026\nFrom: a@b.example\nSubject: one\n\nHello\n>From here on\n\nFrom me to you.\n\n"
    b"From bo Mon Nov 23 11:00:00 2026\nFrom: c@d.example\nSubject: two\n\n>>From x\n"
)


def test_an_mbox_holds_its_messages_in_order() -> None:
    found = read_thread(MBOX)
    assert [each.subject for each in found] == ["one", "two"]
    assert found[0].own_text == "Hello\nFrom here on\n\nFrom me to you."
    assert found[1].text.strip() == ">From x"


def test_one_message_is_a_thread_too() -> None:
    assert [each.subject for each in read_thread(b"Subject: one\n\nHello\n>From x\n")] == ["one"]
    assert [each.subject for each in read_thread(b"From x y z\nSubject: one\n\nHello\n")] == ["one"]
    assert read_thread(b"") == read_thread(b"\n\n") == ()


def test_a_draft_may_begin_with_a_from_line() -> None:
    assert read_draft(b"From - Tue Feb 24 09:09:10 2026\nSubject: one\n\nHello\n").own_text == "Hello"


def test_an_mbox_with_crlf() -> None:
    assert [each.subject for each in read_thread(MBOX.replace(b"\n", b"\r\n"))] == ["one", "two"]
