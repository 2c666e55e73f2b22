"""Drafts in plain text as mail clients write them."""

from __future__ import annotations

from collections.abc import Callable

from tests.message.draft_shapes import ADDRESS, ALL_LAYOUTS, HEADERS, ON, Client, Paragraphs, message


def _plain(*, width: int = 0) -> Callable[[Paragraphs], str]:
    return lambda paragraphs: "\n".join(_wrapped(each, width) + "\n" for each in paragraphs) + "\n"


def _wrapped(paragraph: str, width: int) -> str:
    """Break a paragraph softly as format=flowed does; `width` 0 leaves it whole."""
    if not width:
        return paragraph
    rows, row = [], ""
    for word in paragraph.split(" "):
        if row and len(row) + len(word) > width:
            rows.append(row)
            row = ""
        row += word + " "
    rows.append(row.rstrip(" "))
    return "\n".join(" " + each if each.startswith((">", " ", "From")) else each for each in rows)


def _arrows(intro: str) -> Callable[[Paragraphs], str]:
    return lambda paragraphs: intro + "\n" + "\n".join(f"> {each}\n>" for each in paragraphs) + "\n\n"


def _plain_signature(paragraphs: Paragraphs) -> str:
    return "-- \n" + "\n".join(paragraphs) + "\n\n"


def _plain_forward(rule: str) -> Callable[[Paragraphs], str]:
    block = "\n".join(f"{label}: {value}" for label, value in HEADERS)
    return lambda paragraphs: f"\n{rule}\n{block}\n\n" + "\n\n".join(paragraphs) + "\n"


def _plain_client(
    name: str, intro: str, rule: str, *, width: int = 0, signature: Callable[[Paragraphs], str] = _plain_signature
) -> Client:
    flowed = "; format=flowed" if width else ""
    return Client(
        name,
        {"own": _plain(width=width), "quote": _arrows(intro), "signature": signature, "forward": _plain_forward(rule)},
        lambda body: message("text/plain; charset=utf-8" + flowed, body),
        ALL_LAYOUTS,
    )


PLAIN_CLIENTS = (
    _plain_client(
        "thunderbird-plain", "On 11/20/26 09:01, Priya Raman wrote:", "-------- Forwarded Message --------", width=72
    ),
    _plain_client("gmail-plain", ON, "---------- Forwarded message ---------"),
    _plain_client(
        "gmail-plain-wrapped",
        ON.replace(", Priya", ",\nPriya").replace(" wrote", "\nwrote"),
        "---------- Forwarded message ---------",
    ),
    _plain_client(
        "apple-plain",
        "On 20. Nov 2026, at 09:01, Priya Raman <priya@partner.example> wrote:\n",
        "Begin forwarded message:\n",
    ),
    _plain_client(
        "outlook-plain",
        "El vie, 20 nov 2026 a las 9:01, Priya Raman (<priya@partner.example>) escribió:",
        "________________________________\n",
    ),
    _plain_client(
        "k9-plain",
        f"Am 20. November 2026 09:01:12 MEZ schrieb Priya Raman <{ADDRESS}>:",
        "-------- Original-Nachricht --------",
        signature=lambda _: "Sent from my Android device with K-9 Mail. Please excuse my brevity.\n\n",
    ),
    _plain_client(
        "roundcube-plain", "W dniu 2026-11-20 09:01, Priya Raman napisał(a):", "-------- Wiadomość oryginalna --------"
    ),
    _plain_client(
        "mutt", "* Priya Raman <priya@partner.example> [2026-11-20 09:01]:", "----- Forwarded message from Priya -----"
    ),
)
