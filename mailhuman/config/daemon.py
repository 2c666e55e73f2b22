"""How the daemon goes about its work: what the table `[daemon]` of the configuration says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of the day, in local time, at which nothing is annotated; they may span midnight."""

    start: time
    end: time

    def cover(self, moment: time) -> bool:
        """Whether `moment` lies in them; the start does, the end does not."""
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class DaemonSettings:
    """What the daemon may do, and when.

    `rest` is how many seconds a draft must have stayed as it is before it is reviewed; `poll` how many pass between
    two looks at a server that tells nothing by itself. `notes` and `keywords` say whether companion notes are put in
    `note_folder`, and whether drafts are marked. `metrics_port` is a port on this machine, 0 for none.
    """

    rest: float = 10.0
    poll: float = 300.0
    quiet_hours: QuietHours | None = None
    note_folder: str = "MailHuman"
    notes: bool = True
    keywords: bool = True
    metrics_port: int = 0
