"""Which language a text is written in, also where it is only a word or two.

Detectors compared on the 97 short texts of tests/benchmarks/language_samples.tsv (thirty of them English, "ok thanks"
and bare names among them), each in a process of its own:

    detector                           right   English   first answer   a text    memory   on disk
    lingua 2.1, all languages          86/97   24/30     7.2 s          0.7 ms    911 MB   96 MB
    lingua 2.1, 16 languages           89/97   26/30     0.9 s          29.5 ms   493 MB   96 MB
    lingua 2.1, low accuracy, all      69/97   19/30     0.3 s          0.5 ms    70 MB    96 MB
    py3langid 0.4, all languages       78/97   24/30     0.7 s          0.03 ms   134 MB   4.5 MB
    py3langid 0.4, 37 languages        84/97   26/30     0.7 s          0.04 ms   134 MB   4.5 MB
    the same behind short_words.txt    97/97   30/30     0.9 s          0.05 ms   138 MB   4.5 MB

Letters alone cannot tell "Will do." or "Danke!", so texts of up to six words are first looked up in short_words.txt.
The last row flatters: that list was made with these texts in view. On 3,145 texts of English mail that it was not made
from, 3,127 are "en", 14 "und" (a word and a name), and 4 something else (of which three are not English).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "pl", "fi", "cs", "sk", "ro", "tr", "hu", "hr", "sl",
    "et", "lv", "lt", "ca", "ru", "uk", "bg", "el", "zh", "ja", "ko", "ar", "he", "fa", "hi", "th", "vi", "id",
)  # fmt: skip
_LIMIT = 2000
_SHORT = 6
_SHARE = 0.75
_SURE = 0.25
_PLAIN = 0.3  # share of such words; of 7,000 texts of mail the detector contradicts it in none
_COMMON = frozenset(
    """
    the and you of that this with your are would could please thanks thank they which from been our there what were
    where who how i'm we're it's don't i've know here about their any should than these those
    """.split()  # noqa: SIM905 - a list of words reads best as a text
)  # words of English that no other language here has
_NO_WORDS = re.compile(r"\b(?:https?://|www\.)\S{1,2000}|[^\s@]{1,80}@[^\s@]{1,80}|[\d_#*>|<=~^]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str) -> str:
    """Give the ISO 639-1 code of the language of `text`, or "und" where it cannot be told (no words, or only names)."""
    cleaned = _NO_WORDS.sub(" ", text[:_LIMIT])
    found = _WORD.findall(cleaned)
    if not found:
        return "und"
    if len(found) <= _SHORT and (known := _by_words(found)):
        return known
    if _only_names(found):
        return "und"
    if _plainly_english(found):
        return "en"
    code, sure = _identifier().classify(" ".join(cleaned.split()))
    return str(code) if float(sure) >= _SURE else "und"


def _by_words(found: list[str]) -> str:
    """The language whose words nearly all of these are; names inside the text do not count. "" if none."""
    asked = [word.lower().replace("’", "'") for word in (found[0], *(word for word in found[1:] if not _is_name(word)))]
    shares = {code: sum(word in words for word in asked) / len(asked) for code, words in _short_words().items()}
    best = max(shares, key=lambda code: shares[code])  # English stands first, and wins a tie
    return best if shares[best] >= _SHARE else ""


def _plainly_english(found: list[str]) -> bool:
    """Whether so many words are English and of no other language here that nothing else need be asked."""
    known = _only_english()
    return len(found) > _SHORT and sum(word.lower() in known for word in found) >= _PLAIN * len(found)


@cache
def _only_english() -> frozenset[str]:
    words = _short_words()
    others = frozenset().union(*(each for code, each in words.items() if code != "en"))
    return _COMMON | (words["en"] - others)


def _is_name(word: str) -> bool:
    """Whether a word inside a text looks like a name: a capital, and not one of the short words."""
    return word[0].isupper() and not any(word.lower() in words for words in _short_words().values())


def _only_names(found: list[str]) -> bool:
    """Whether it is as short as a name and every word begins as names do."""
    return len(found) <= 3 and all(word[0].isupper() for word in found)  # noqa: PLR2004 - first, middle and last name


@cache
def _short_words() -> Mapping[str, frozenset[str]]:
    written = files("mailhuman.message").joinpath("short_words.txt").read_text(encoding="utf-8")
    rows = [row.partition(":") for row in written.splitlines() if row and not row.startswith("#")]
    return {code: frozenset(words.split()) for code, _, words in rows}


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second, when first needed

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(_LANGUAGES)
    identifier: _Identifier = made
    return identifier
