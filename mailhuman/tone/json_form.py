"""A reading as the TONE object that the commands print."""

from __future__ import annotations

from typing import Any

from mailhuman.model import ToneReading

SCHEMA = "mailhuman.tone/1"


def tone_json(reading: ToneReading, id: str | None = None) -> dict[str, Any]:  # noqa: A002 - the key is called so
    """Give the object with its keys in the promised order; `id` is in it only where one is given."""
    named = {} if id is None else {"id": id}
    return {
        "schema": SCHEMA,
        **named,
        "label": reading.label,
        "relational": reading.relational,
        "coldness": round(reading.coldness, 2),
        "excess": reading.excess,
        "confidence": round(reading.confidence, 2),
        "cues": [
            {"cue": cue.cue, "effect": cue.effect, "quote": cue.quote, "start": cue.start, "end": cue.end}
            for cue in reading.cues
        ],
        "missing": list(reading.missing),
        "reason": reading.reason,
    }
