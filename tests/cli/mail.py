"""An invented draft with its thread and notes, written out as the files `mailhuman review` takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mailhuman.cli import cli

NOW = "2026-03-12T17:00:00+00:00"
CANARY = "marzipan"
DRAFT = """\
From: Jo Falk <jo@falk.example>
To: Priya Raman <priya@acme.example>
Subject: Re: Drawings for the mill
Date: Thu, 12 Mar 2026 09:00:00 +0000
Message-ID: <d1@falk.example>
In-Reply-To: <m2@acme.example>

Send me the corrected drawings by noon. The roof was left out.

Jo

--{space}
Jo Falk, Falk Building
""".format(space=" ")
PLAIN_DRAFT = """\
From: jo@falk.example
To: priya@acme.example
Subject: Roof

Hi Priya,

Thank you for the sections, they helped me a lot on Monday.

Best wishes,
Jo
"""
EARLIER = """\
From: Priya Raman <priya@acme.example>
To: Jo Falk <jo@falk.example>
Subject: Drawings for the mill
Date: Wed, 11 Mar 2026 09:00:00 +0000
Message-ID: <m2@acme.example>

Hello Jo,
I stayed late on Sunday to get the sections done for you.
Best, Priya
"""
CONTACTS = """\
- name: Priya Raman
  emails: [priya@acme.example]
  notes:
    - {kind: trip, text: Lisbon with her sister, date: 2026-03-10, learned: 2026-02-01}
    - {kind: hobby, text: secret marzipan baking, learned: 2026-02-01, mention: never}
"""
LEAKING = """\
From: jo@falk.example
To: sam@acme.example
Subject: Monday

Dear Sam,

Ruth starts chemotherapy on Monday, so we should move the meeting.

Jo
"""
PRIVATE = """\
- name: Ruth Bell
  emails: [ruth@acme.example]
  notes:
    - {kind: illness, text: Ruth has chemotherapy at marzipan clinic, learned: 2026-02-01, mention: never}
- name: Sam Poe
  emails: [sam@acme.example]
"""


@dataclass(frozen=True)
class Files:
    """A folder of such files, and the command run on them."""

    folder: Path

    def write(self, name: str, text: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def case(self, draft: str = DRAFT, contacts: str = CONTACTS) -> list[str]:
        """The arguments that review `draft` apart from any store."""
        return [
            self.write("draft.eml", draft),
            *("--contacts", self.write("contacts.yaml", contacts)),
            *("--thread", self.write("m2.eml", EARLIER)),
            *("--now", NOW),
        ]


def review(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments], input=stdin)


def objects(outcome: Result) -> Sequence[Any]:
    return [json.loads(line) for line in outcome.stdout_bytes.splitlines()]
