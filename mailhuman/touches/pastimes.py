"""What somebody does, from the verb a note begins with: "keeps bees", "trying to learn Welsh" → keeping, learning."""

from __future__ import annotations

import re

from mailhuman.touches.deeds import ongoing
from mailhuman.touches.signs import is_wholly

_ASIDE = re.compile(
    r"^(?:(?:also|still|just|recently|currently|now|always|often|sometimes|mostly|really|both|back|is|was|been|has|have|had|"
    r"he|she|they)(?:['’]s)? )+(?!at\b|on\b|in\b|with\b)",
    re.IGNORECASE,
)
_FOND = re.compile(
    r"^(?:(?:(?:dead|very|really|quite|so) )?(?:keen|fond|mad|crazy|nuts|big|hooked|good) (?:on|of|about|at) |into |"
    r"(?:loves?|likes?|enjoy(?:s|ing)?|adores?) (?!to\b)|(?:took|taken|tak(?:es|ing)) up |"
    r"(?:start(?:s|ed|ing)|begun|began|beginning|tri(?:es|ed)|trying)(?: out)? (?!to\b|for\b|(?:his|her|their) hand)|"
    r"(?:got|gets|getting) (?:back )?into |trying (?:his|her|their) hand at |(?:making|having) a go (?:of|at) |"
    r"working (?:on|towards) |(?:go(?:es|ing)) (?=\w+ing\b))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"^(?:learn(?:s|ing|ed|t)?(?: how)?|tr(?:y|ies|ying|ied)|loves?|likes?|start(?:s|ed|ing)|began) to "
    r"(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:wants?|wanted|wanting|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|wish(?:es|ed|ing)?|dream(?:s|ed|t|ing)?|"
    r"think(?:s|ing)|thought|would (?:like|love)|keen|longs?|meant|mean(?:s|ing)) (?:to|of|about)\b|\btrying for\b|"
    r"\b(?:planning|hoping for|wishes for) (?:an?|the)\b|\bone day\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^(?:(?:also|once|he|she|they|has|had) )*(?:got|gave|passed|bought|sold|won|finished|completed|stopped|missed|"
    r"broke|kept|sang|ran|swam|rode|drew|wrote|built|made|flew|was|were|did|went|[a-z]+ed)(?<!tried)(?<!started)(?<!joined)"
    r"(?<!interested)(?<!retired)(?<!need)(?<!feed)(?<!seed)(?<!weed) (?!into\b)",
    re.IGNORECASE,
)
_NOT_DOING = frozenset(
    {"string", "spring", "wedding", "sibling", "building", "evening", "morning", "clothing", "ceiling", "painting"}
)
_NO_DOING = "string|spring|wedding|sibling|evening|morning|clothing|ceiling|something|anything|nothing|everything"
_NOUNS_AS_WELL = frozenset(
    {
        "act", "bowl", "box", "dance", "drive", "fence", "film", "fish", "garden", "map", "print", "quilt", "race",
        "row", "ski", "surf", "swim", "walk",
    }
)  # fmt: skip
_LOVER_OF = re.compile(
    r"^(?:(?:huge|big|great|keen|real|avid|lifelong|mad|massive) )*(?P<of>.+?)[ -]"
    r"(?:fan|buff|lover|nut|fanatic|enthusiast)$",
    re.IGNORECASE,
)
_NO_THING = frozenset(
    {
        "tries", "used", "spends", "likes", "loves", "gets", "goes", "takes", "has", "wants", "hopes", "dreams",
        "thinks", "enjoys", "learns", "started", "lives", "works",
    }
)  # fmt: skip
_LEADS_NOWHERE = re.compile(
    r"^(?:(?:giv|gett|find|putt|bring|think|be|us|look|say|hop|wait|see|decid|want)ing|(?:gives?|gets?|finds?|puts?|brings?)|"
    r"trying for|(?:has )?(?:an? )?season[- ]ticket(?: holder|s)? at)\b",
    re.IGNORECASE,
)


def says_nothing(doing: str) -> bool:
    """Whether a doing says nothing without what is done: learning, making, keeping."""
    return is_wholly("empty-doing", doing)


def form_of(words: str) -> str:
    """What kind of thing a topic is: "course", "activity" or "thing", which decides how one asks after it."""
    if re.search(r"\b(?:classes|lessons|course|evenings)$", words):
        return "course"
    bare = words.partition(" ")[0].casefold() not in {"the", "your"}
    doing = any(
        re.fullmatch(r"[a-z-]{2,}[^aeiou\W]?[a-z]ing", word) and word not in _NOT_DOING for word in words.split(" ")
    )
    return "activity" if bare and (doing or is_wholly("pastime", words)) else "thing"


def is_only_wished(text: str) -> bool:
    """Whether a note tells of something they would like to do, and do not do yet."""
    return _WISH.search(text) is not None


def is_past(text: str) -> bool:
    """Whether a note begins with something that is done: "played the oboe in the youth orchestra"."""
    return _PAST.match(text) is not None


def leads_nowhere(clause: str) -> bool:
    """Whether `clause` begins with a doing that names no pastime whatever follows: "finding her way"."""
    return _LEADS_NOWHERE.match(clause) is not None


def without_lead(clause: str) -> str:
    """`clause` without what leads into the pastime: "is trying her hand at stained glass" → "stained glass"."""
    before = ""
    while before != clause:
        before, clause = clause, _FOND.sub("", _ASIDE.sub("", clause))
    return clause


def loved_in(clause: str) -> str:
    """What somebody is said to love, by the word for one who does: "huge jazz fan" → "jazz"."""
    lover = _LOVER_OF.match(clause)
    return lover["of"][:1].lower() + lover["of"][1:] if lover else ""


def as_doing(clause: str) -> tuple[str, bool]:
    """`clause` from its verb on, that verb in -ing, and whether it stood so; ("", False) where it begins with none."""
    clause = without_lead(clause)
    if found := _TO.match(clause):
        return f"{ongoing(found['verb'].lower())}{clause[found.end() :]}", True
    first, _, rest = clause.partition(" ")
    if re.fullmatch(rf"(?!(?:{_NO_DOING})$)[A-Za-z-]{{2,}}ing", first, re.IGNORECASE):
        return f"{first.lower()} {rest}".strip(), True
    base = _base(first.lower())
    return (f"{ongoing(base)} {rest}".strip(), False) if base else ("", False)


def bare_doing(clause: str) -> str:
    """The doing alone: "climbs with two friends" → "climbing"; "" where it says nothing by itself."""
    verb = as_doing(clause)[0].partition(" ")[0]
    return "" if says_nothing(verb) else verb


def begins_with_a_verb(words: str) -> bool:
    """Whether `words` begin with the form of a verb that nobody would set after "time for"."""
    first, _, rest = words.casefold().partition(" ")
    return first in _NO_THING or bool(_base(first)) or bool(rest and _is_craft(first) and first not in _NOUNS_AS_WELL)


def _base(verb: str) -> str:
    """The bare form of a verb in -s ("flies" → "fly"); "" for what is none of the verbs of a pastime."""
    forms = (f"{verb[:-3]}y", verb[:-2], verb[:-1]) if verb.endswith("s") else ()
    return next((form for form in forms if _is_craft(form)), "")


def _is_craft(verb: str) -> bool:
    return is_wholly("craft", verb)
