"""In what manner a line is said to this reader now: in their English, and without "when you can" beside a deadline."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.sentences import body
from mailhuman.touches.signs import find_sign
from mailhuman.touches.templates import Wording
from mailhuman.touches.variety import AMERICAN, variety

_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(calendar.month_name[1:])})\b")


@asked_once
def manner(about: Circumstances) -> Mapping[str, object]:
    """What every wording may ask about.

    `variety` is their English (see variety.py). `hurried`: the draft names any day or hour, so that "when you can"
    would gainsay it; `deadline`: it must be answered by one, so that "nothing is urgent" would.
    """
    own = body(about.own).of(about.own)
    deadline = find_sign("deadline", own) is not None
    hurried = deadline or find_sign("dated", own) is not None or find_sign("urgent", own) is not None
    return {"variety": variety(about), "hurried": hurried, "deadline": deadline}


def in_their_english(wording: Wording, about: Circumstances) -> Wording:
    """`wording` with its days as the reader writes them: "on 3 June", in American "on June 3"."""
    if variety(about) != AMERICAN:
        return wording
    lines = tuple(_DAY_MONTH.sub(r"\g<month> \g<day>", line) for line in wording.lines)
    return Wording(lines, wording.advice, wording.why)
