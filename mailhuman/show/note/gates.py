"""What a note says of the gates that kept something back: words that tell nothing of what is known of anybody."""

from __future__ import annotations

from collections.abc import Iterable

from mailhuman.model import Withheld

_OF_THE_MAIL = {
    "G2": "this is part of a formal process",
    "G3": "a price is being bargained over",
    "G4": "something urgent is going on",
    "G5": "more people than one will read this",
    "G11": "you two are on formal terms, or new to each other",
    "G12": "in this exchange short is right",
    "G13": "the draft brings bad news",
    "G14": "there is anger, or a matter you two are at odds over",
    "G16": "one remark is enough for one mail",
    "G17": "there is nobody at the other end",
    "G18": "there is too little here to judge",
}
_OF_THE_PERSON = "out of consideration, by what you know of them or have said before"
"""For all gates that look at notes: which of them it was could tell of a death, an illness or a wish for silence."""


def gates_in_words(withheld: Iterable[Withheld]) -> tuple[str, ...]:
    """The gates that kept something back, each reason once."""
    return tuple(dict.fromkeys(_OF_THE_MAIL.get(each.gate, _OF_THE_PERSON) for each in withheld))
