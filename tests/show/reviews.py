"""Reviews made by hand for the tests of what is shown: invented people, invented mail."""

from __future__ import annotations

from datetime import UTC, datetime

from mailhuman.model import (
    Address,
    Cue,
    Draft,
    Effect,
    Evidence,
    Review,
    Span,
    Suggestion,
    ToneReading,
    UsedNote,
    Warned,
    Withheld,
)

NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
PRIYA = Address("priya@acme.example", "Priya Raman")
JO = Address("jo@falk.example", "Jo Falk")

TEXT = (
    "Send me the corrected drawings by noon. Why was the roof left out?\n"
    "\n"
    "You will have to redo the drainage sheet as well, since the council asked for it twice and I have had to "
    "explain to them both times that it is on its way.\n"
    "\n"
    "Jo\n"
    "\n"
    "-- \n"
    "Jo Falk, Falk Building\n"
    "\n"
    "On Wed, 11 Mar 2026, Priya Raman wrote:\n"
    "> Hello Jo,\n"
    "> I stayed late on Sunday to get the sections done for you.\n"
    "> The roof needs one more day.\n"
    "> Best, Priya\n"
)
OWN = Span(0, TEXT.index("\n\n-- "))


def cue(name: str, effect: Effect, quote: str, text: str = TEXT) -> Cue:
    start = text.index(quote)
    return Cue(name, effect, quote, start, start + len(quote))


def draft(text: str = TEXT, own: Span | None = OWN, **fields: object) -> Draft:
    given: dict[str, object] = {
        "message_id": "<draft-1@falk.example>",
        "sender": JO,
        "to": (PRIYA,),
        "subject": "Re: Drawings for the mill",
        "date": datetime(2026, 3, 10, 9, tzinfo=UTC),
        "text": text,
        "own": (own or Span(0, len(text)),) if text else (),
        "language": "en",
    }
    return Draft(**{**given, **fields})  # type: ignore[arg-type]  # a hand-made draft names its own fields


COLD = ToneReading(
    "cold",
    "none",
    3.1,
    confidence=0.9,
    cues=(
        cue("bare-command", "colder", "Send me the corrected drawings by noon."),
        cue("impatience", "colder", "by noon"),
        cue("challenge", "colder", "Why was the roof left out?"),
        cue("you-at-start", "colder", "You will have to redo the drainage sheet as well"),
    ),
    missing=("greeting", "thanks"),
    reason="Two orders, a blunt question, no greeting and no thanks.",
)
WARM_TEXT = "Hi Priya,\n\nThank you for the sections; they saved my week. Have a good time in Lisbon!\n\nJo"
WARM = ToneReading(
    "warm",
    "personal",
    0.6,
    confidence=0.9,
    cues=(cue("greeting-by-name", "warmer", "Hi Priya", WARM_TEXT),),
    reason="Warm by its words: thanks for something named and a good wish.",
)
THANKS = Suggestion(
    id="5f1d0c2ab7e94d11",
    rule="thanks-for-the-deed",
    kind="touch",
    category="thanks",
    text="Thank you for staying late on Sunday to get the sections done.",
    alternatives=("Thank you again for your Sunday; it made a difference.", "I have not thanked you yet for Sunday."),
    why="They went to some trouble for you, as they wrote on Wednesday, and have not been thanked for it.",
    evidence=Evidence("<m2@acme.example>", "I stayed late on Sunday to get the sections done for you."),
    fact="thread:1",
)
TRIP = Suggestion(
    id="99aa0c2ab7e94d22",
    rule="trip-back",
    kind="touch",
    category="trip",
    text="How was Lisbon?",
    why="They came back from a trip two days ago.",
    note=UsedNote("Priya Raman", "trip", "Lisbon with her sister", "2026-03-10", "2026-02", "told"),
    fact="note:lisbon",
)
SAID = Suggestion(
    id="77aa0c2ab7e94d33",
    rule="name-said",
    kind="name",
    category="name",
    text="",
    advice="Before you speak: Priya is said PREE-ya.",
    why="A conversation is being arranged, and your card says how the name is pronounced.",
)
SOFTEN = Suggestion(
    id="11aa0c2ab7e94d44",
    rule="soften-ask",
    kind="tone",
    category="soften-ask",
    text="Could you send me the corrected drawings by noon?",
    why="The mail opens with an order.",
    where=Span(0, 39),
)
LEAK = Warned(
    "42aa",
    "private-fact",
    "leak",
    "explain to them both times that it is on its way",
    "You have a note about Ruth kept private; this line would share it with others who read this mail.",
    Span(TEXT.index("explain"), TEXT.index("explain") + 48),
)
KEPT = (
    Withheld("birthday", "birthday", "G1", "there has been a death; nothing cheerful now"),
    Withheld("hobby", "hobby", "G16", "one is enough for one mail", "hobby"),
)
UNCLEAR = ToneReading("unclear", "none", 2.0, reason="There is nothing of your own to judge yet.")

COLD_REVIEW = Review(draft(), COLD, (THANKS, SOFTEN), (LEAK,), KEPT)
WARM_REVIEW = Review(draft(WARM_TEXT, None), WARM, withheld=KEPT[1:])
HOSTILE = (
    "Dear [bold red]Priya[/], \x1b[2J\x1b]0;gone\x07 see \u202egpj.exe\u202c and \u200bspace :smile: {{ 7*7 }}\r\nJo"
)
SAMPLES = {
    "cold": COLD_REVIEW,
    "warm": WARM_REVIEW,
    "note": Review(draft(WARM_TEXT, None), WARM, (TRIP, SAID)),
    "empty": Review(Draft("empty", to=(PRIYA,), subject="", date=NOW), UNCLEAR),
    "encrypted": Review(Draft("encrypted", sender=JO, to=(PRIYA,), subject="Plans", remarks=("x",)), UNCLEAR),
    "signed": Review(Draft("signed", sender=JO, to=(PRIYA,), subject="Plans"), UNCLEAR),
    "unreadable": Review(Draft("unreadable", remarks=("this is no message: it has no header",)), UNCLEAR),
    "language": Review(
        draft("Moi Priya, tule huomenna.", None, language="fi"),
        ToneReading("unclear", "none", 2.0, reason="The language of this mail is not one that can be judged yet."),
    ),
    "hostile": Review(
        draft(HOSTILE, None, subject="a\x1b[31m\u202eb\nBcc: x", to=(Address("a@b.example", "[red]x\x07"),) * 5),
        ToneReading("cold", "none", 3.0, cues=(cue("shouting", "colder", "\u202egpj.exe", HOSTILE),), reason="Curt."),
        (
            Suggestion(
                "1",
                "r",
                "touch",
                "trip",
                "How was [b]it\x1b[0m?",
                "Because\x07.",
                note=UsedNote("X\u202e", "trip", "[i]a\x1b", "2026", None, "inferred"),
            ),
        ),
    ),
}
