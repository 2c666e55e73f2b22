"""The line a client puts above a quote, "On 20 Nov 2026, Priya wrote:", told from the sentences people write.

Collected from what Thunderbird, Gmail, Outlook, Apple Mail, K-9, Roundcube, Yahoo, mutt, Horde and Tuta write in the
languages below. Every pattern is tried on one line or three joined, cut to a few hundred characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE_LIMIT = 600
# where the verb ends the line nothing but a date may follow it: "Bo wrote to all:" is a sentence of the writer's
_VERB = re.compile(
    r"\b(?:(?:wrote|writes|a écrit|écrivait|a ecrit|escribi[óo]|ha scritto|scrisse|escreveu|kirjoitti|napisała?|pisze|"
    r"napsala?|írta|a scris|(?:на)?писала?|пишет|пише|написав|yazdı|έγραψε)(?=\s{0,2}(?:[:：(\d]|on |at |klo ))|"
    r"(?:schrieb|schreibt|geschrieben|schreef|skrev|heeft .{1,200}geschreven|napisana przez)\b)",
    re.IGNORECASE,
)
_TO_SOMEBODY = re.compile(
    r"\b(?:schrieb|schreibt|schreef|skrev)\b.{0,80}\b(?:an|aan|till|til) [<(]?[^\s@]{1,80}@", re.IGNORECASE
)
_EASTERN = re.compile(
    r"(?:写道|寫道|写到|寫到|书写|のメール|さん[はが].{0,80}書きました|が書きました|작성|쓴 글|כתב|כתבה|كتب)"
    r"\S{0,6}\s?[:：]?$"
)
_OPENING = re.compile(
    r"(?:On|At|Am|Le|El|Il|Op|Em|No dia|Den|Il giorno|W dniu|Wiadomość|Dnia|Dne|Pe|În|Στις|Во?|בתאריך|Quoting|"
    r"Zitat von|Citando|\*|\d{1,4}[./年년-]|\d{1,2} \w{3,10}\.? \d{4}|[于在] ?\d{4}|\w{2,4}[.,]{1,2} |\w{2} \d{1,2}\. |"
    r"\w{3,12}, \d{1,2} \w|[A-Z][a-z]{2} \d{1,2}, \d{4})",
)
_NAMED = re.compile(r"[^<>@]{1,80}<[^\s<>@]{1,80}@[^\s<>@]{1,80}>,? |Wiadomość napisana przez ")
_QUOTING = re.compile(r"(?:Quoting|Zitat von|Citando) ")  # Horde
# Gmail in Japanese and Russian, mutt, Tuta: an hour, and the address or the date last
_VERBLESS = re.compile(r"\d{1,2}[:.]\d{2}.*(?:@[^\s<>@]{1,80}[>)]?|\])\s?[:：]\s{0,3}$")
_ENDING = re.compile(r"[:：]\s{0,3}$")
_EMAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>@]{1,80}@[^\s<>@]{1,80}[>)\]]?")
# clients name people: "On 12 May I wrote:" and "you wrote:" are sentences, whatever stands below them
_PERSONAL = re.compile(
    r"\b(?:(?:I|we|you) (?:\w{1,20} )?wrote|(?:ich|wir) (?:\w{1,20} )?schrieb(?:en)?|schrieb(?:en)? (?:ich|wir)|"
    r"(?:ich|wir) .{1,80}geschrieben|j[’']ai écrit|j[’']écrivais|nous avons écrit|(?:ik|we) (?:\w{1,20} )?schreef|"
    r"schreef (?:ik|we|je|jij|u)|heb ik .{0,80}geschreven|(?:jag|jeg|vi) (?:\w{1,20} )?skrev|"
    r"skrev (?:jag|jeg|vi|du|ni)|(?:eu|tu|você|vocês|nós) escrev\w{1,6}|"
    r"(?:я|мы|ты|вы) (?:\w{1,20} )?(?:на)?писал[аи]?|(?:на)?писала? я|kirjoitin)\b|[我你您].{0,40}[写寫]|私.{0,40}書"
)
_SPEAKER = re.compile(r"\b(?:I|you|we|ich|du|sie|wir|je|tu|vous|nous|yo|usted)\b", re.IGNORECASE)
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{5}[.!?]$")
_HOUR = re.compile(r"\d{1,2}[:.h]\d{2}")
_LONGEST_BARE = 8
_PARTICLES = frozenset({
    "von", "van", "vom", "zu", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le",
    "bin", "ibn", "al", "el", "ter", "ten", "af", "av",
})  # fmt: skip
"""Small words inside names."""
_NO_NAMES = frozenset({
    "i", "you", "he", "she", "they", "we", "it", "who", "as", "like", "what", "when", "today", "yesterday", "here",
    "this", "that", "then", "so", "and", "but", "earlier", "once", "ich", "du", "er", "sie", "wir", "wie", "was",
    "wer", "heute", "gestern", "hier", "dann", "und", "aber", "je", "tu", "il", "elle", "on", "nous", "vous",
    "comme", "ce", "et", "yo", "él", "ella", "como", "ayer", "hoy", "io", "lui", "lei", "come", "ieri", "oggi",
    "ik", "hij", "zij", "zoals", "gisteren", "eu", "ele", "ela", "ontem", "hoje", "jag", "han", "hon", "vi", "som",
    "igår", "jeg", "hun", "ja", "ona", "jak", "wczoraj", "я", "он", "она", "как", "вчера",
})  # fmt: skip
"""Words a sentence begins with before "wrote", and no name does."""


def is_attribution(text: str) -> bool:
    """Whether one line alone says that somebody wrote what follows: "On 20 Nov 2026, Priya wrote:"."""
    line = _bare(text)[-_LINE_LIMIT:]
    if _PERSONAL.search(line) or _TO_SOMEBODY.search(line):
        return False
    if _EASTERN.search(line):
        return _figures(line) > 0
    if not _ENDING.search(line):
        return False
    if _QUOTING.match(line):
        return bool(_EMAIL.search(line))
    dated = _figures(line) >= 3 and bool(_EMAIL.search(line))  # noqa: PLR2004 - a day and an hour
    if verb := _VERB.search(line):
        return dated or opens_attribution(line) or bool(_EMAIL.search(line)) or _is_named(line, verb.start())
    return dated and bool(_OPENING.match(line) and _VERBLESS.search(line))


def is_full_attribution(text: str) -> bool:
    """Whether it is one that names a day or an address: "As Ada wrote:" may stand above anything."""
    return is_attribution(text) and (_figures(text) >= 2 or bool(_EMAIL.search(text)))  # noqa: PLR2004 - as above


def is_wrapped_attribution(rows: Sequence[str]) -> bool:
    """Whether these lines together are one attribution that begins with the first of them."""
    first = _bare(rows[0])
    if len(rows) > 1 and (speaks_to_somebody(first) or _SENTENCE_END.search(first)):
        return False  # a sentence of the writer's above "Priya wrote:"
    begun = opens_attribution(first) or bool(_NAMED.match(first))
    return begun and is_attribution(" ".join(row.strip() for row in rows))


def names_an_hour(text: str) -> bool:
    """Whether there is a time of day in it, as there is in all that clients write without marking the quote."""
    return bool(_HOUR.search(text[:_LINE_LIMIT]))


def opens_attribution(text: str) -> bool:
    """Whether a line begins as attributions do, with a date: the first of two or three they are wrapped over."""
    line = _bare(text)[:_LINE_LIMIT]
    return bool(_OPENING.match(line)) and _figures(line) >= 2  # noqa: PLR2004 - a day of the month at least


def speaks_to_somebody(text: str) -> bool:
    """Whether a line speaks in the first or second person, as a writer does and a client does not."""
    return bool(_SPEAKER.search(text[:_LINE_LIMIT]))


def _bare(text: str) -> str:
    """The line without the marks of direction that clients put around names and dates in Hebrew and Arabic."""
    return _DIRECTION.sub("", text).strip()


def _figures(line: str) -> int:
    return sum(map(str.isdecimal, line))


def _is_named(line: str, verb: int) -> bool:
    """Whether it is as short as "Priya Raman wrote:", a name and no other word before the verb."""
    words = line[:verb].split()
    return (
        len(line.split()) <= _LONGEST_BARE
        and bool(words)
        and words[0].lower() not in _NO_NAMES
        and all(word in _PARTICLES or not word[0].isalpha() or word[0].isupper() for word in words)
    )
