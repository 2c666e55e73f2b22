"""How mail clients mark quotes, attributions and signatures in their HTML: the one table of such marks.

Read from drafts and replies of Thunderbird, Gmail, Outlook, Apple Mail, K-9, Roundcube, Yahoo, Proton Mail,
Evolution, FairEmail, Zimbra and GMX. A mark counts only where the client itself sets it: a bare <blockquote> is how
people indent a paragraph in Gmail, and stays theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mailhuman.message.lines import Mark

_QUOTE_CLASSES = {"moz-forward-container", "yahoo_quoted", "-x-evo-quoted", "zmail_extra"}
_ASIDE_CLASSES = {"moz-cite-prefix", "gmail_attr", "moz-email-headers-table", "OutlookMessageHeader"}
_SIGNATURE_CLASSES = {
    "moz-signature", "gmail_signature", "gmail_signature_prefix", "k9mail-signature", "AppleMailSignature",
    "protonmail_signature_block", "-x-evo-signature", "-x-evo-signature-wrapper", "rc_sig",
}  # fmt: skip
_SIGNATURE_IDS = re.compile(
    r"(?:x_)*(?:Signature|AppleMailSignature\w*|ms-outlook-mobile-signature|_rc_sig|composer_signature)"
)
_REST_IDS = re.compile(r"(?:x_)*(?:divRplyFwdMsg|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)")
_YAHOO = re.compile(r"ydp\w{1,40}?(yahoo_quoted|signature)")
_NAMED_QUOTE = re.compile(r"[a-z]_quoted?\b")  # gmail_quote, protonmail_quote …; a writer's "pullquote" is theirs
_HIDDEN = re.compile(
    r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|mso-hide\s{0,4}:\s{0,4}all", re.IGNORECASE
)
_STYLE_LIMIT = 2000

Attributes = Mapping[str, str | None]


def mark_of(tag: str, attributes: Attributes) -> Mark:
    """What an element's own marks say of the text inside it; OPEN where they say nothing."""
    names = (attributes.get("class") or "").split()
    if tag == "blockquote" and is_citation(attributes):
        return Mark.QUOTE
    known = _by_class(names) or _by_attribute(attributes)
    return known or Mark.OPEN


def is_citation(attributes: Attributes) -> bool:
    """Whether a blockquote was put there by a client that quotes, not by a writer who indents."""
    names = attributes.get("class") or ""
    return (
        (attributes.get("type") or "").lower() == "cite"
        or bool(attributes.get("cite"))
        or bool(_NAMED_QUOTE.search(names[:_STYLE_LIMIT]))
        or "border-left" in style_of(attributes)
    )


def begins_rest(attributes: Attributes) -> bool:
    """Whether all that follows, to the end of the message, is what was replied to or forwarded (Outlook)."""
    return bool(_REST_IDS.fullmatch(attributes.get("id") or ""))


def is_gmail_quote(attributes: Attributes) -> bool:
    """Whether it is Gmail's box around attribution and quote, inside which people also type."""
    return "gmail_quote" in (attributes.get("class") or "").split()


def announces_signature(attributes: Attributes) -> bool:
    """Whether the next element is a signature (Mail on iOS since 15)."""
    return attributes.get("id") == "lineBreakAtBeginningOfSignature"


def is_hidden(attributes: Attributes) -> bool:
    """Whether a reader does not see it."""
    return "hidden" in attributes or bool(_HIDDEN.search(style_of(attributes)))


def style_of(attributes: Attributes) -> str:
    """The inline style, bounded."""
    return (attributes.get("style") or "")[:_STYLE_LIMIT]


def _by_class(names: list[str]) -> Mark | None:
    for name in names:
        if name in _QUOTE_CLASSES:
            return Mark.QUOTE
        if name in _ASIDE_CLASSES:
            return Mark.ASIDE
        if name in _SIGNATURE_CLASSES:
            return Mark.SIGNATURE
        if name.startswith("ydp") and (found := _YAHOO.fullmatch(name[:80])):
            return Mark.QUOTE if found[1] == "yahoo_quoted" else Mark.SIGNATURE
    return None


def _by_attribute(attributes: Attributes) -> Mark | None:
    name, marker = attributes.get("name"), attributes.get("data-marker") or ""
    own_id = attributes.get("id") or ""
    if marker == "__QUOTED_TEXT__" or name == "quote":
        return Mark.QUOTE
    if own_id == "reply-intro":
        return Mark.ASIDE
    signed = attributes.get("data-smartmail") == "gmail_signature" or attributes.get("fairemail") == "signature"
    if signed or name == "messageSignatureSection" or marker.startswith("__SIG"):
        return Mark.SIGNATURE
    return Mark.SIGNATURE if _SIGNATURE_IDS.fullmatch(own_id[:80]) else None
