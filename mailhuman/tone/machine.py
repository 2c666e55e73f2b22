"""Sets aside what a machine wrote: fenced code, log lines, traces and prompts are nobody's anger.

What is set aside becomes blanks of the same length, so that every offset stays what it was.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t]*```[^`\n]*(?:\n.*?(?:^[ \t]*```[ \t]*$|\Z)|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(
    r"""^[ \t]*(?:
        \[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\n]*                             # 2026-01-02 10:00:01 ...
      | \[\d\d:\d\d:\d\d[^\n]*                                            # [10:00:01] ...
      | [A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d[ ][^\n]*            # Jan  2 10:00:01 host ...
      | \[?(?:ERROR|FATAL|DEBUG|CRITICAL|TRACE|WARN|INFO)(?:\]|:|[ ]\[)[^\n]*
      | Traceback[ ]\(most[ ]recent[ ]call[ ]last\):[^\n]*
      | File[ ]"[^"\n]{1,200}",[ ]line[ ]\d[^\n]*
      | at[ ][\w.$<>/]{3,200}\([^\n]*                                     # at some.thing.Like(This.java:12)
      | [a-z_.]{0,60}[A-Z]\w{0,60}(?:Error|Exception):[^\n]*
      | (?:\$|>>>|sudo)[ ][^\n]*
    )$""",
    re.VERBOSE | re.MULTILINE,
)
_VISIBLE = re.compile(r"\S")


def without_machine_text(text: str) -> str:
    """Give `text` with code, logs and traces blanked out, as long as before."""
    return _LINE.sub(_blank, _FENCE.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", found.group())
