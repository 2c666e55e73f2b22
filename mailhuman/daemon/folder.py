"""The folder of drafts as it was last seen; it is searched anew only where the server says that something changed."""

from __future__ import annotations

from mailhuman.daemon.decide import Lying
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line, Opened


class Folder:
    """What lies in one folder, over one connection."""

    def __init__(self, line: Line, place: Listed) -> None:
        self.lying = Lying(0, ())
        self._line = line
        self._place = place
        self._seen: Opened | None = None

    @property
    def uidnext(self) -> int:
        """The UIDNEXT of the last look, 0 if unknown."""
        return self._seen.uidnext if self._seen else 0

    def look(self) -> Lying:
        """See what lies there. Where the server counts changes (CONDSTORE) and there were none, nothing is asked."""
        opened = self._line.examine(self._place)
        if opened != self._seen or not opened.modseq:
            self.lying = Lying(opened.uidvalidity, self._line.search(("UNDELETED",)))
        self._seen = opened
        return self.lying

    def is_still(self) -> bool:
        """Open the folder for waiting; whether it is as it was seen, so that nothing is missed by waiting."""
        return self._line.examine(self._place) == self._seen

    def doubt(self) -> None:
        """Ask anew at the next look, whatever the server counts."""
        self._seen = None
