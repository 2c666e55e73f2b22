"""A note as text and as a page: two templates in a strict sandbox; what people wrote only ever fills a gap."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailhuman.bundled import shelf
from mailhuman.show.note.view import View
from mailhuman.show.words import day_words

_TEMPLATES = {"text": "note.txt.j2", "html": "note.html.j2"}


def as_text(view: View, now: datetime) -> str:
    """The note in plain text. MailhumanError if the installation is incomplete."""
    return _rendered("text", view, now)


def as_html(view: View, now: datetime) -> str:
    """The note as a page, everything in it escaped. MailhumanError if the installation is incomplete."""
    return _rendered("html", view, now)


def _rendered(kind: str, view: View, now: datetime) -> str:
    written = f"{day_words(now.date().isoformat())}, {now:%H:%M}"
    return _environment(is_page=kind == "html").get_template(_TEMPLATES[kind]).render(note=view, written=written)


@cache
def _environment(*, is_page: bool) -> ImmutableSandboxedEnvironment:
    """Escaping for the page, none for the text; nothing can be changed or reached from either."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shelf("templates") / "note"),
        undefined=StrictUndefined,
        autoescape=is_page,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    return environment
