"""Names as they stand in running text, whole: Ji-woo, O'Brien, Jean-Luc, Zoë, Mr van der Berg, Rio de Janeiro.

All are pieces of larger patterns and keep their case where those ignore it. A name that is not read whole is not used.
"""

from __future__ import annotations

import re
import unicodedata

_LATIN_AND_NEAR = (*range(0x41, 0x530), *range(0x1E00, 0x2000))  # letters with case that are met in English mail
_CAPITALS = "".join(chr(code) for code in _LATIN_AND_NEAR if unicodedata.category(chr(code)) in {"Lu", "Lt"})
_SMALL = "".join(chr(code) for code in _LATIN_AND_NEAR if unicodedata.category(chr(code)) == "Ll")

CAPITAL = rf"(?-i:[^\W\d_{_SMALL}])"
"""A letter that can begin a name: a capital, accents and all, or one of a script without cases."""
_NOT_CAPITAL = rf"(?-i:[^\W\d_{_CAPITALS}])"
NAME_WORD = (
    rf"(?:(?:{CAPITAL}['’])?{CAPITAL}{_NOT_CAPITAL}[^\W\d_]*(?:(?:-|['’](?!s\b))[^\W\d_]+)*(?<!['’-])|"
    rf"(?-i:[A-Z]J)(?![\w.])|(?-i:(?!P\. ?S|N\. ?B)[A-Z]\.)(?: ?(?-i:[A-Z]\.))+)"
)
"""One word of a name, with what apostrophes and hyphens join to it, and initials people are called by (AJ, T.J.)."""
_PARTICLE = (
    r"(?-i:v[ao]n(?: de[nr]?)?|de(?: la| las| los)?|del(?:la)?|d[aiou]|dos|das|le|la|ten|ter|zu[mr]?|bin|ibn|bint|"
    r"al|el|ap|y|Mac|Mc|Le|La|De|Di|Du|Da|Van|Von)"
)
TITLE = r"(?-i:(?:Mr|Mrs|Ms|Miss|Mx|Lady|Sir|Dame|Captain)\.?)"
_TO_BE_JOINED = rf"(?: (?:{_PARTICLE}[ -])*(?:d['’])?{NAME_WORD})"
NAME = rf"(?:{TITLE}{_TO_BE_JOINED}{{1,2}}|{NAME_WORD}{_TO_BE_JOINED}{{0,2}})"
"""A person's name as long as it goes: title, given names, family name with its particles."""

_ST = r"(?-i:(?:St|Ste|Mt|Ft)\.? )"
_PLACE_WORD = rf"(?:{_ST})?(?:(?-i:[dlL])['’])?{CAPITAL}[\w’'-]+|(?-i:U\.S\.|U\.K\.)"
_BETWEEN = (
    r"(?:(?:of(?: the)?|and(?: the)?|d[eoau]|de la|del(?:la)?|di|des|l[ae]|les|[ae]l|am|an der|on the|upon|sur|y) )?"
)
PLACE = rf"(?:the )?(?:{_PLACE_WORD})(?: {_BETWEEN}(?:{_PLACE_WORD})){{0,3}}"
"""The name of a place, with what joins its words: Lake Superior, St Ives, the Isle of Skye, Rio de Janeiro."""

_POSSESSIVE = re.compile(r"['’]s?$")


def without_s(name: str) -> str:
    """`name` without the 's of an owner."""
    return _POSSESSIVE.sub("", name)
