"""Which English the reader writes, British or American, so that a line speaks theirs; "" where nothing shows it.

Spelling in their mails goes before the language of the card, and that before its time zone. Where the writer's own
words show the other English, a line has to be one that both would say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailhuman.touches.circumstances import Circumstances, asked_once

AMERICAN, BRITISH = "american", "british"
_WORDS = {
    AMERICAN: re.compile(
        r"\b(?:(?:col|hon|lab|neighb|flav|rum|harb|behavi|endeav)or(?:s|ed|ing|hood|ite|ites|able)?|"
        r"favor(?:s|ite|ites|able)?|(?:center|theater|fiber|liter)s?|(?-i:gray)|check(?:book|ing account)|"
        r"(?:travel|cancel|label|model|fuel)(?:ed|ing)|analyz(?:e[sd]?|ing)|paralyz\w+|catalogs?|"
        r"mom|mommy|vacation|gotten|soccer|math|zip code|thanksgiving|"
        r"labor day|memorial day|fourth of july|(?:spring|fall) (?:semester|break)|y['’]all|sophomore|freshman|"
        r"grade school|plow|skeptical|(?:january|february|march|april|june|july|august|september|october|"
        r"november|december) \d{1,2}(?:st|nd|rd|th)?(?! ?(?:\d|to\b))(?=[,.;!?)\s]))\b",
        re.IGNORECASE,
    ),
    BRITISH: re.compile(
        r"\b(?:(?:col|hon|lab|neighb|fav|flav|rum|harb|behavi|endeav)our(?:s|ed|ing|hood|ite|ites|able)?|"
        r"(?:centre|theatre|metre|fibre|litre)s?|(?-i:grey)|cheques?|(?:travell|labell|modell|fuell|counsell)(?:ed|ing|er)|"
        r"(?:organi|reali|apologi|recogni|prioriti|finali|summari|utili|optimi|minimi|emphasi|critici|speciali)s"
        r"(?:e[sd]?|ing|ation)|analys(?:e[sd]?|ing)|catalogues?|mum|mummy|fortnight|whilst|maths|half[- ]term|"
        r"bank holiday|lorry|lorries|"
        r"programmes?|enquir(?:y|ies)|rota|boxing day|a-?levels?|gcses?|solicitors?|plough|sceptical|licence|learnt|"
        r"pram|nappies|postcode|headteacher|allotment)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_ZONES = {
    AMERICAN: re.compile(
        r"US/.*|America/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Juneau|Menominee|Indiana/.*|"
        r"Kentucky/.*|North_Dakota/.*)|Pacific/Honolulu"
    ),
    BRITISH: re.compile(
        r"GB.*|Eire|Europe/(?:London|Belfast|Dublin|Jersey|Guernsey|Isle_of_Man)|Australia/.*|Pacific/Auckland|NZ|"
        r"Africa/Johannesburg"
    ),
}
_TAGS = {"en-us": AMERICAN, "en-gb": BRITISH, "en-ie": BRITISH, "en-au": BRITISH, "en-nz": BRITISH, "en-za": BRITISH}


@asked_once
def variety(about: Circumstances) -> str:
    """The English to write to the reader: "british", "american", or "" for what both would say."""
    theirs = _spelt(each.own_text for each in about.theirs) or _by_card(about)
    ours = _spelt([about.own, *(each.own_text for each in about.mine)])
    return "" if theirs and ours and theirs != ours else theirs


def _spelt(texts: Iterable[str]) -> str:
    """The English some texts are spelt in; "" where they show none, or both."""
    joined = "\n".join(texts)
    shown = [name for name, pattern in _WORDS.items() if pattern.search(joined)]
    return shown[0] if len(shown) == 1 else ""


def _by_card(about: Circumstances) -> str:
    card = about.contact
    if card is None:
        return ""
    if tagged := _TAGS.get(card.language.casefold().replace("_", "-")):
        return tagged
    return next((name for name, zones in _ZONES.items() if zones.fullmatch(card.timezone)), "")
