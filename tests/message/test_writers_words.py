"""Whatever the writer typed is own to the last word, and what a client put around it is not, case by case."""

from __future__ import annotations

import textwrap
from html import escape

import pytest

from mailhuman.message import read_draft
from tests.message.cases_of import cases_of, draft_of, flat, lines_of, text_of

OWN = [text.strip("\n") for text in text_of("own_words.txt").split("\n===\n")]
ATTRIBUTIONS = [tuple(row.split("\t")) for row in text_of("attributions.tsv").splitlines()]
REPLIES, PAGES = cases_of("replies.txt"), cases_of("html_marks.txt")
QUOTE = "> We meet at ten.\n> Bring the numbers.\n"


@pytest.mark.parametrize("text", OWN)
def test_text_that_looks_like_a_mark_is_own_to_the_last_word(text: str) -> None:
    assert draft_of(text).own_text == text


@pytest.mark.parametrize("text", OWN)
def test_the_same_text_in_html_is_own_to_the_last_word(text: str) -> None:
    page = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    assert flat(draft_of(page, "text/html").own_text) == flat(text)


@pytest.mark.parametrize("case", REPLIES.values(), ids=REPLIES)
def test_each_line_of_a_reply_is_whose_it_is(case: str) -> None:
    lines = lines_of(case)
    draft = draft_of("\n".join(text for _, text in lines))
    assert [line for span in draft.own for line in span.of(draft.text).split("\n") if line.strip()] == [
        text.rstrip() for own, text in lines if own
    ]


@pytest.mark.parametrize("case", PAGES.values(), ids=PAGES)
def test_the_writers_words_are_found_in_a_clients_page(case: str) -> None:
    first, _, page = case.partition("\n")
    draft = draft_of(page, "text/html")
    assert flat(draft.own_text) == first.removeprefix("own:").strip()


def layouts_of(line: str) -> dict[str, tuple[str, str]]:
    """Drafts in which an attribution stands above a quote, by what is special to each: the type and the body."""
    words, box = "Fine with me.", '<blockquote type="cite"><div>We meet at ten.</div></blockquote>'
    return {
        "above": ("text/plain", f"{words}\n\n{line}\n{QUOTE}"),
        "with a gap": ("text/plain", f"{words}\n\n{line}\n\n{QUOTE}"),
        "below": ("text/plain", f"{line}\n{QUOTE}\n{words}\n"),
        "wrapped": ("text/plain", f"{words}\n\n{textwrap.fill(line, 60)}\n{QUOTE}"),
        "divs": ("text/html", f"<div>{words}</div><br><div>{escape(line)}</div>{box}"),
        "paragraphs": ("text/html", f"<p>{words}</p><p>{escape(line)}</p>{box}"),
    }


@pytest.mark.parametrize(("language", "line"), ATTRIBUTIONS)
def test_an_attribution_goes_with_its_quote_in_any_language(language: str, line: str) -> None:
    found = {name: draft_of(body, kind).own_text for name, (kind, body) in layouts_of(line).items()}
    assert found == dict.fromkeys(found, "Fine with me."), language


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "ja", "zh", "ru"])
def test_languages_of_clients_have_cases(language: str) -> None:
    assert sum(code == language for code, _ in ATTRIBUTIONS) >= 3


IDENTITY = b"X-K9mail-Identity: !l=13&o=0&qs=PREFIX&f=TEXT&m=0&p=0&q=SHOW\n"


def test_the_place_k9_keeps_for_itself_changes_nothing() -> None:
    body = b"Fine with me.\n\n-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n\n"
    quoted = (
        b"On 20 November 2026 09:01:12 CET, Priya Raman <priya@partner.example> wrote:\n>We meet at ten.\n>Bring it.\n"
    )
    for header in (b"", IDENTITY, IDENTITY.replace(b"13", b"99999"), IDENTITY.replace(b"l=13&o=0", b"l=&o=-1")):
        draft = read_draft(b"From: ann@falk.example\n" + header + b"\n" + body + quoted)
        assert draft.own_text == "Fine with me."
