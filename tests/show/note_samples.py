"""Reviews as companion notes show them: one of each sort, invented people, invented mail."""

from __future__ import annotations

from dataclasses import replace

from mailhuman.model import Address, Evidence, Review, Span, Suggestion, ToneReading, UsedNote, Warned
from tests.show.reviews import COLD_REVIEW, KEPT, PRIYA, SAID, TRIP, WARM, WARM_TEXT, cue, draft
from tests.show.reviews import SAMPLES as REVIEWS

_FREE = UsedNote("Priya Raman", "trip", "Lisbon with her sister", "2026-03-10", "2026-02", "told", quotable=True)
PRIVATE_WORDS = "chemotherapy on Tuesdays"
_PRIVATE = UsedNote("Priya Raman", "illness", PRIVATE_WORDS, None, None, "told")
RECOVERY = Suggestion(
    "3", "recovery", "touch", "recovery", f"I hope the {PRIVATE_WORDS} go well.", f"They spoke of {PRIVATE_WORDS}.",
    note=_PRIVATE,
)  # fmt: skip
DEAD = Warned(
    "4", "wish-to-the-dead", "false-wish", "Give my best to Tom",
    "Your notes say that Tom has died. Take this line out, or say what you would say in person.",
)  # fmt: skip

QUICK_TEXT = (
    "Hi Priya,\n\nthe drawings are fine as they are. Please have the council's copy ready by Thursday, and send me the "
    "drainage sheet once more.\n\nJo"
)
QUICK = ToneReading(
    "neutral",
    "formula",
    1.6,
    confidence=0.8,
    cues=(cue("please-at-start", "colder", "Please have the council's copy ready by Thursday", QUICK_TEXT),),
    reason="Polite and to the point; nothing in it is for Priya.",
)
NEWS = Suggestion(
    "7",
    "their-news",
    "touch",
    "their-line",
    "How did the choir's first evening go?",
    "She told you of it on Monday, and nothing has been said of it since.",
    ("I hope the choir's first evening went well.",),
    evidence=Evidence("<m7@acme.example>", "Our choir sings its first evening on Wednesday, wish us luck!"),
)
_ARABIC = "مرحبا بريا،\n\nأرسلي لي الرسومات قبل الظهر. (v2.1)\n\nJo"
_LONG = "\n".join(f"{number}. The sheet {number} is late again." for number in range(1, 400))

PRIVATE_REVIEW = Review(draft(WARM_TEXT, None), WARM, (RECOVERY,), (DEAD,), KEPT)
SAMPLES = {
    "cold": COLD_REVIEW,
    "trip": Review(draft(WARM_TEXT, None), WARM, (replace(TRIP, note=_FREE), SAID)),
    "news": Review(draft(QUICK_TEXT, None, subject="Drawings for the mill"), QUICK, (NEWS,), (), KEPT[1:]),
    "private": PRIVATE_REVIEW,
    "right-to-left": Review(
        draft(_ARABIC, None, subject="الرسومات", to=(Address("p@acme.example", "بريا رامان"),)),
        ToneReading("cold", "none", 2.9, cues=(cue("bare-command", "colder", "أرسلي لي الرسومات", _ARABIC),), reason="An order."),
        (Suggestion("8", "soften-ask", "tone", "soften-ask", "هل يمكنك إرسال الرسومات قبل الظهر؟", "It opens with an order.", where=Span(13, 30)),),
    ),
    "long": Review(
        draft(_LONG, None, to=(PRIYA,) * 1, subject="Sheets " * 40),
        ToneReading("cold", "none", 3.0, cues=tuple(cue("tally", "colder", f"sheet {each} is late again", _LONG) for each in (150, 333)), reason="It counts."),
        warnings=(DEAD,),
    ),
    "hostile": REVIEWS["hostile"],
}  # fmt: skip
