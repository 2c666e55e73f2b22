"""Lines as they come out of a page: white space folded, a line ended where a block or a mark ends."""

from __future__ import annotations

from mailhuman.message.lines import MOST_LINES, Line, Mark

_COLLAPSING = " \t\r\n\f"


class Page:
    """Collects text and gives lines. Between paragraphs stands at most one empty line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._held: list[str] = []
        self._mark = Mark.OPEN
        self._gap = False

    def write(self, text: str, mark: Mark) -> None:
        """Add text to the line; white space at its beginning is not seen, but a no-break space makes a line."""
        if self._held and mark is not self._mark:
            self.end_line()
        if not self._held and not text.strip(_COLLAPSING):
            return
        self._begin(mark)
        folded = " ".join(text.replace("\xa0", " ").split())
        before = " " if self._held and text[:1] in " \t\r\n\f\xa0" else ""
        after = " " if folded and text[-1:] in " \t\r\n\f\xa0" else ""
        self._held.append(before + folded + after)

    def write_kept(self, text: str, mark: Mark) -> None:
        """Add text whose line breaks and spaces are seen (<pre>)."""
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MOST_LINES)
        for number, row in enumerate(rows[:MOST_LINES]):
            if number:
                self.break_line(mark)
            if row:
                if self._held and mark is not self._mark:
                    self.end_line()
                self._begin(mark)
                self._held.append(row)

    def break_line(self, mark: Mark) -> None:
        """End the line; where there is none, it is an empty one (<br>)."""
        if self._held:
            self.end_line()
        else:
            self._blank(mark)

    def end_line(self, *, paragraph: bool = False) -> None:
        """End the line if one is begun, and leave a gap after a paragraph."""
        if self._held:
            text = self._joined()
            if text.strip():
                self.lines.append(Line(text, self._mark))
            else:
                self._blank(self._mark)
            self._held = []
        self._gap = self._gap or paragraph

    @property
    def full(self) -> bool:
        """Whether there are more lines than are ever looked at."""
        return len(self.lines) > MOST_LINES

    def last_words(self) -> str:
        """The last line with something on it, the one being written first."""
        if self._held and (text := self._joined()):
            return text
        return next((line.text for line in reversed(self.lines[-6:]) if not line.blank), "")

    def _begin(self, mark: Mark) -> None:
        if self._held:
            return
        if self._gap:
            self._blank(mark)
        self._gap = False
        self._mark = mark

    def _blank(self, mark: Mark) -> None:
        if self.lines and not self.lines[-1].blank:
            self.lines.append(Line("", mark))

    def _joined(self) -> str:
        """The pieces as one line; two spaces that meet where pieces do are one."""
        text = self._held[0]
        for piece in self._held[1:]:
            text += piece[1:] if text.endswith(" ") and piece.startswith(" ") else piece
        # trailing spaces matter only to the mark of a signature, "-- "
        return text if text == "-- " else text.rstrip()
