"""Prints how well the writer's own words are found: ours against mail-parser-reply, quotequail and talon.

Run from the checkout, in an environment that has the peers: `pip install mail-parser-reply quotequail talon`, then
`python -m tests.benchmarks.quoting_table`. A peer that is not there is named and passed over. Each is asked in the way
its own README shows, signatures taken off where it can; a page goes to those that read HTML as HTML, to the other as
text. Of each kind of draft: how many came out exactly, how many lost words of the writer's (and how many words), and
how many kept words that are not the writer's. The row "ours" flatters: the drafts were made by those who made it.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from mailhuman.message import read_draft
from mailhuman.message.html import html_lines
from tests.conftest import testdata_folder
from tests.message.cases_of import message_of, replies, text_of
from tests.message.client_drafts import CLIENTS, OWN, stretches_in

Case = tuple[bytes, str]
Finder = Callable[[bytes], str]


def client_shapes() -> Iterator[Case]:
    """Each client in each of its layouts, and the words typed."""
    for client in CLIENTS:
        for layout in client.layouts:
            own = OWN[: stretches_in(layout)]
            yield client.draft(layout, own), " ".join(each for stretch in own for each in stretch)


def thunderbird() -> Iterator[Case]:
    """The drafts Thunderbird saved, where the collection is at hand."""
    folder = testdata_folder() / "data" / "drafts" / "thunderbird-153"
    if not folder.is_dir():
        return
    for name, own in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items():
        yield (folder / name).read_bytes(), own


def look_alikes() -> Iterator[Case]:
    """Words of the writer's that look like what a client adds."""
    for text in text_of("own_words.txt").split("\n===\n"):
        yield message_of(text), text


def plain_replies() -> Iterator[Case]:
    """Replies and forwards in plain text in many languages."""
    for lines in replies():
        yield message_of("\n".join(text for _, text in lines)), "\n".join(text for own, text in lines if own)


KINDS: dict[str, Callable[[], Iterable[Case]]] = {
    "shapes of clients": client_shapes,
    "Thunderbird's drafts": thunderbird,
    "look-alikes": look_alikes,
    "plain replies": plain_replies,
}


def body_of(raw: bytes) -> tuple[str, bool]:
    """The body a peer is given, HTML where there is any, and whether it is HTML."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("html", "plain"))
    if part is None:
        return "", False
    return part.get_content().replace("\r\n", "\n"), part.get_content_subtype() == "html"


def seen(page: str) -> str:
    """A page as text, nothing judged."""
    return "\n".join(line.text for line in html_lines(page)[0])


def ours() -> Finder:
    """This project's reading."""
    return lambda raw: read_draft(raw).own_text


def mail_parser_reply() -> Finder:
    """mail-parser-reply: the latest reply without its signature, all its languages."""
    from mailparser_reply import EmailReplyParser  # noqa: PLC0415 - a peer, perhaps not there

    parser = EmailReplyParser(languages=["en", "de", "fr", "es", "it", "nl", "pl", "sv", "da", "ja"])

    def find(raw: bytes) -> str:
        body, is_page = body_of(raw)
        found = parser.read(seen(body) if is_page else body).replies
        return str(found[0].body) if found else ""

    return find


def quotequail() -> Finder:
    """quotequail: what stands above and below what it unwraps."""
    import quotequail as peer  # noqa: PLC0415 - a peer, perhaps not there

    def find(raw: bytes) -> str:
        body, is_page = body_of(raw)
        kind = "html" if is_page else "text"
        found = (peer.unwrap_html if is_page else peer.unwrap)(body) or {f"{kind}_top": body}
        around = [found.get(f"{kind}_top") or "", found.get(f"{kind}_bottom") or ""]
        return "\n".join(map(seen, around) if is_page else around)

    return find


def talon() -> Finder:
    """talon: quotations taken out, then the signature as its rules find it."""
    from talon import quotations  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - a peer
    from talon.signature.bruteforce import (  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - a peer
        extract_signature,
    )

    quotations.register_xpath_extensions()

    def find(raw: bytes) -> str:
        body, is_page = body_of(raw)
        left = seen(quotations.extract_from_html(body)) if is_page else quotations.extract_from_plain(body)
        return str(extract_signature(left)[0])

    return find


FINDERS = (ours, mail_parser_reply, quotequail, talon)


def row(find: Finder, cases: Iterable[Case]) -> str:
    """The figures of one finder on one kind of draft."""
    exact = lossy = lost = left = count = 0
    for raw, typed in cases:
        found, wanted = find(raw).split(), typed.split()
        missing = (Counter(wanted) - Counter(found)).total()
        count, exact, lossy, lost = count + 1, exact + (found == wanted), lossy + bool(missing), lost + missing
        left += bool(Counter(found) - Counter(wanted))
    return f"{exact:4} of {count:3} exact   {lossy:3} lost words ({lost:4})   {left:3} left some in"


def main() -> None:
    """Print a block for each kind of draft."""
    logging.disable()
    for kind, cases in KINDS.items():
        print(kind)
        for finder in FINDERS:
            name, began = finder.__name__.replace("_", "-"), time.perf_counter()
            try:
                figures = row(finder(), cases())
            except ImportError:
                print(f"  {name:18} not installed here")
                continue
            print(f"  {name:18} {figures}   {time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
