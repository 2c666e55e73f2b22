"""Rules switched off by the user: by id or category, everywhere or for one person or one folder."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.model import Switch
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.rule import Rule


def is_on(rule: Rule, switches: Sequence[Switch], about: Circumstances) -> bool:
    """Whether `rule` may speak here: the narrowest switch that fits decides, the last of equals; none means on."""
    fitting = [switch for switch in switches if _fits(switch, rule, about)]
    return max(enumerate(fitting), key=lambda pair: (_width(pair[1]), pair[0]))[1].enabled if fitting else True


def _fits(switch: Switch, rule: Rule, about: Circumstances) -> bool:
    reader = about.reader.email if about.reader else ""
    return (
        switch.target in {rule.id, rule.category, "*"}
        and switch.person in {"", reader}
        and switch.folder in {"", about.situation.folder}
    )


def _width(switch: Switch) -> int:
    return bool(switch.person) + bool(switch.folder)
