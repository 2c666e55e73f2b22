"""What came of writing into a draft, in a sentence or two, and what can be done about it."""

from __future__ import annotations

from mailhuman.writing import Operation

_UNDO = "`mailhuman undo` puts the old one back, for 30 days"
_LOOK = "look into your drafts, and delete the version you do not want"


def in_words(operation: Operation) -> str:
    """How an operation ended."""
    why = f" ({operation.why})" if operation.why else ""
    if operation.undoes:
        return _TAKEN_BACK[operation.outcome].format(why=why, look=_LOOK)
    return _WRITTEN[operation.outcome].format(why=why, look=_LOOK, undo=_UNDO)


_WRITTEN = {
    "": "It is not finished; the next `mailhuman review` goes on with it.",
    "written": "Written into the draft; {undo}.",
    "unchanged": "The draft is as it was{why}; nothing was written.",
    "kept": "Your draft with the new words is in the folder{why}; delete it if you have sent or saved another. {undo}.",
    "both": "Both versions of the draft are in the folder{why}; {look}.",
    "altered": "The new draft is in the folder{why}; read it before you send it. {undo}.",
    "unknown": "What became of the draft cannot be told{why}; {look}. {undo}.",
}
_TAKEN_BACK = {
    "": "It is not finished; the next `mailhuman review` goes on with it.",
    "written": "The draft is as it was before.",
    "unchanged": "The draft is left as it is{why}; nothing was put back.",
    "kept": "The old draft is in the folder again{why}; delete it if you have sent or saved another.",
    "both": "Both versions of the draft are in the folder{why}; {look}.",
    "altered": "The old draft is in the folder again{why}; read it before you send it.",
    "unknown": "What became of the draft cannot be told{why}; {look}.",
}
