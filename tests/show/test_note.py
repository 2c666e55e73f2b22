"""The companion note: to the writer alone, nothing of a private note in it, and nothing a draft holds breaks out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailhuman.config import Account
from mailhuman.mailbox.noted import read_note
from mailhuman.model import Address, Draft, Evidence, Review, Span, Suggestion, UsedNote, Warned, Withheld
from mailhuman.review import Reviewed
from mailhuman.show.note import companion_note, revision_of
from tests.show.note_samples import PRIVATE_REVIEW, PRIVATE_WORDS, SAMPLES
from tests.show.reviews import COLD_REVIEW, NOW, PRIYA, cue, draft

ACCOUNT = Account("work", "jo@falk.example", "imap.falk.example")
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "p", "h1", "h2", "span", "q", "bdi", "strong", "ul", "li", "-text",
    "-comment", "!doctype", "-doctype", "-undef",
}  # fmt: skip


def raw_of(review: Review, account: Account = ACCOUNT, **more: object) -> bytes:
    reviewed = Reviewed(review, account.name, "Drafts", 7, 11, "a" * 32)
    return companion_note(reviewed, account=account, revision=revision_of(reviewed), now=NOW, **more)  # type: ignore[arg-type] # handed on


def note_of(review: Review, account: Account = ACCOUNT, **more: object) -> EmailMessage:
    found = message_from_bytes(raw_of(review, account, **more), policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def nodes(page: str) -> Iterator[LexborNode]:
    root = LexborHTMLParser(page).root
    assert root is not None
    yield from root.traverse(include_text=True)


def shown(review: Review) -> str:
    """What a reader sees of the page, its spaces made one."""
    body = LexborHTMLParser(part(note_of(review), "html")).body
    assert body is not None
    return " ".join(body.text().split())


def test_it_goes_from_the_writer_to_the_writer_and_answers_nothing() -> None:
    message = note_of(COLD_REVIEW)
    assert message["From"] == message["To"] == "MailHuman <jo@falk.example>"
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-MailHuman-Note", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert message["Subject"] == "MailHuman: Re: Drawings for the mill"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] != COLD_REVIEW.draft.message_id


@pytest.mark.parametrize("name", SAMPLES)
def test_no_address_but_the_writers_is_in_it(name: str) -> None:
    message = note_of(SAMPLES[name])
    told = "\n".join([*map(str, message.values()), part(message, "plain"), part(message, "html")])
    assert set(re.findall(r"[\w.]+@[\w.]+\.example", told.replace(str(message["Message-ID"]), ""))) <= {
        "jo@falk.example"
    }


def test_it_is_known_by_its_token_as_the_mailbox_reads_it() -> None:
    raw = raw_of(COLD_REVIEW)
    found = read_note(raw.partition(b"\r\n\r\n")[0], 5, 7)
    assert found
    assert found.lineage == "a" * 32
    assert found.revision == revision_of(Reviewed(COLD_REVIEW, "work", "Drafts", 7, 11, "b"))
    assert found.message_id.startswith("<" + "a" * 32)


def test_its_lines_end_as_a_server_wants_them_and_none_is_too_long() -> None:
    for review in SAMPLES.values():
        raw = raw_of(review)
        assert raw.isascii()
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert b"\r" not in raw.replace(b"\r\n", b"")
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert len(raw) < 100_000


def test_two_notes_of_one_draft_have_not_the_same_message_id() -> None:
    reviewed = Reviewed(COLD_REVIEW, "work", "Drafts", 7, 11, "a")
    one, other = (
        message_from_bytes(companion_note(reviewed, account=ACCOUNT, revision="r", now=NOW + timedelta(seconds=each)))
        for each in (0, 1)
    )
    assert one["Message-ID"] != other["Message-ID"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("jo@bücher.example", "MailHuman <jo@xn--bcher-kva.example>"),
        ("jö@falk.example", "MailHuman <mailhuman@mailhuman.invalid>"),
        ("jo falk", "MailHuman <mailhuman@mailhuman.invalid>"),
        ("", "MailHuman <mailhuman@mailhuman.invalid>"),
    ],
)
def test_any_address_an_account_may_have_is_written_as_a_header_can_hold_it(address: str, written: str) -> None:
    message = note_of(COLD_REVIEW, replace(ACCOUNT, address=address, user="jo"))
    assert message["To"] == written


def test_a_revision_changes_with_what_is_said_and_with_nothing_else() -> None:
    def revision(review: Review) -> str:
        return revision_of(Reviewed(review, "work", "Drafts", 7, 11, "a"))

    base = revision(COLD_REVIEW)
    assert base == revision(replace(COLD_REVIEW, draft=replace(COLD_REVIEW.draft, date=None, message_id="<x@y>")))
    assert base != revision(replace(COLD_REVIEW, suggestions=COLD_REVIEW.suggestions[:1]))
    assert base != revision(replace(COLD_REVIEW, draft=replace(COLD_REVIEW.draft, subject="Else")))
    assert len(base) == 16


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_both_forms_say_the_same_things(kind: str) -> None:
    told = shown(COLD_REVIEW) if kind == "html" else " ".join(part(note_of(COLD_REVIEW), "plain").split())
    for words in (
        "This line may tell something private to others who read this mail.",
        "explain to them both times that it is on its way",
        "It reads cold",
        "Thank you for staying late on Sunday to get the sections done.",
        "I have not thanked you yet for Sunday.",
        "They went to some trouble for you, as they wrote on Wednesday",
        "I stayed late on Sunday to get the sections done for you.",
        "Could you send me the corrected drawings by noon?",
        "You will have to redo the drainage sheet as well",
        "7 quoted lines",
        "colder: an order that opens the sentence",
        "one remark is enough for one mail",
        "Delete",
        "star",
        "MailHuman/Pause",
        "never sent",
        "until the draft is sent or deleted",
    ):
        assert words in told
    assert told.index("This line may") < told.index("It reads cold") < told.index("Thank you for")


def test_nothing_of_a_private_note_is_in_it_in_any_form() -> None:
    message = note_of(PRIVATE_REVIEW)
    told = (part(message, "plain") + part(message, "html")).lower()
    for word in (*PRIVATE_WORDS.split(), "illness", "recovery", "died", "death", "has died"):
        if word != "on":
            assert word not in told
    assert "mailhuman review" in told
    assert "give my best to tom" in told  # the draft's own words


def test_a_free_fact_is_quoted_with_where_it_is_from() -> None:
    assert "your note on Priya Raman (trip, 10 March 2026, learned February 2026, told to you)" in shown(
        SAMPLES["trip"]
    )
    assert "Lisbon with her sister" in shown(SAMPLES["trip"])


@pytest.mark.parametrize("gate", [f"G{number}" for number in range(1, 20)])
def test_what_was_kept_back_is_told_by_its_gate_alone(gate: str) -> None:
    kept = Withheld("secret-rule", "secret-category", gate, "secret reason", "secret kind")
    told = shown(replace(COLD_REVIEW, withheld=(kept, kept)))
    assert "secret" not in told
    assert told.count("were kept back") == 1
    if gate in {"G1", "G6", "G7", "G8", "G9", "G10", "G15"}:
        assert "out of consideration" in told


def test_a_server_without_folders_in_folders_is_told_nothing_of_pausing() -> None:
    message = note_of(COLD_REVIEW, folder="Notes", can_pause=False)
    told = part(message, "plain") + part(message, "html")
    assert "Pause" not in told
    assert "Notes" in told


def test_the_page_asks_for_nothing_and_leads_nowhere() -> None:
    for review in SAMPLES.values():
        page = part(note_of(review), "html")
        assert not re.search(r"url\(|@import|https?:|src=|href=|<script|<img|<a\b", page)


def test_it_has_a_language_headings_in_order_and_turns_as_the_text_does() -> None:
    page = LexborHTMLParser(part(note_of(COLD_REVIEW), "html"))
    html = page.css_first("html")
    assert html is not None
    assert html.attributes["lang"] == "en"
    assert len(page.css("h1")) == 1
    assert len(page.css("h2")) >= 5
    assert not page.css("h3")
    assert all(each.attributes.get("dir") == "auto" for each in (*page.css(".words"), *page.css("q"), *page.css("h1")))


def _luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, contrast ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _pairs(styles: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Every ink on every ground it may stand on."""
    inks = {name: each["color"] for name, each in styles.items() if "color" in each}
    grounds = {name: each["background"] for name, each in styles.items() if "background" in each}
    yield from ((inks[name], ground) for name, ground in grounds.items())
    for name in set(inks) - set(grounds):
        yield from ((inks[name], ground) for place, ground in grounds.items() if place in {"page", "card", "grave"})


def test_every_ink_can_be_read_on_its_ground_in_light_and_in_dark() -> None:
    page = part(note_of(COLD_REVIEW), "html") + part(note_of(SAMPLES["trip"]), "html")
    dark: dict[str, dict[str, str]] = {}
    for name, body in re.findall(r"^  \.(\w+) \{ (.*?) \}", page, re.MULTILINE):
        dark[name] = dict(re.findall(r"(?<![-\w])(color|background): (#\w{6})", body))
    light: dict[str, dict[str, str]] = {}
    for node in nodes(page):
        style = node.attributes.get("style") if node.tag != "-text" else None
        if style and (name := node.attributes.get("class")):
            light.setdefault(name, {}).update(re.findall(r"(?<![-\w])(color|background):(#\w{6})", style))
    assert set(dark) - {"warmer"} <= set(light)
    for styles in (light, dark):
        pairs = list(_pairs(styles))
        assert len(pairs) >= 10
        assert min(contrast(*pair) for pair in pairs) >= 4.5


_NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'`={}%#\u202e\u2066\u200b\u00ad\ufeff\x00\x07\x1b\r\n\t\ud800\u0300"),
    ),
    max_size=60,
)  # fmt: skip
_BREAKING = st.sampled_from(
    [
        "<script>x</script>", "</div></body><p>out", "<img src=x onerror=y>", "--></style><style>", "{{ 7*7 }}", "{% raw %}",
        '" onclick="x', "\r\nBcc: eve@else.example\r\n\r\n", "&lt;b&gt;", "<!--", "]]>", "\u202egpj.exe", "[1: ", "=?utf-8?q?=00?=",
    ]
)  # fmt: skip
_TEXTS = st.lists(st.one_of(_NASTY, _BREAKING), max_size=4).map("".join)


def hostile(text: str) -> Review:
    """A review in which every text anybody may have written is this one."""
    spans = (Span(0, len(text)),) if text else ()
    cues = (cue("shouting", "colder", text, text),) if text else ()
    readers = (Address(f"{text}@x.example", text), PRIYA)
    written = Draft(to=readers, subject=text, text=text, own=spans, remarks=(text,), language="en")
    used = UsedNote(text, text, text, text, text, text, quotable=True)
    said = Suggestion("1", text, "touch", text, text, text, (text,), text, spans[0] if spans else None, used, None)
    quoted = replace(said, note=None, evidence=Evidence(text, text))
    warned = Warned("2", text, text, text, text, None)
    kept = Withheld(text, text, text, text, text)
    return Review(written, replace(COLD_REVIEW.tone, cues=cues, reason=text), (said, quoted), (warned,), (kept,))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_nothing_written_breaks_out_of_the_note(text: str) -> None:
    raw = raw_of(hostile(text))
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Bcc"] is None
    assert len(message.keys()) == 9
    assert len(list(message.iter_parts())) == 2
    page = part(message, "html")
    for node in nodes(page):
        assert node.tag in _TAGS
        assert node.tag == "-text" or set(node.attributes) <= {
            "lang", "charset", "name", "content", "class", "style", "dir",
        }  # fmt: skip
    for told in (page, part(message, "plain")):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", told.replace("\r\n", "\n")
        )


def test_a_draft_of_a_million_letters_makes_a_small_note() -> None:
    for text in ("a" * 1_000_000, "Send it now!\n" * 80_000, "<b>&\u202e" * 200_000, "\n" * 100_000):
        review = replace(hostile("x"), draft=draft(text, None, subject=text, to=(Address("a@b.example", text[:5000]),)))
        assert len(raw_of(review)) < 200_000


@pytest.mark.parametrize("status", ["empty", "encrypted", "signed", "unreadable"])
def test_a_draft_that_was_not_judged_says_so_and_shows_nothing(status: str) -> None:
    review = replace(COLD_REVIEW, draft=Draft(status, to=(PRIYA,)), suggestions=(), warnings=())  # type: ignore[arg-type] # one of them
    told = shown(review)
    assert "(no subject)" in told
    assert "draft" in told
    assert "drawings" not in told
