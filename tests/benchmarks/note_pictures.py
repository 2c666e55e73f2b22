"""Draws companion notes as a browser shows them, on a phone and a desk, in light and dark: `python -m … [FOLDER]`.

Needs Chromium. The pictures are for looking at; nothing is measured.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from email import message_from_bytes, policy
from pathlib import Path

from mailhuman.config import Account
from mailhuman.model import Review
from mailhuman.review import Reviewed
from mailhuman.show.note import companion_note, revision_of
from tests.show.note_samples import SAMPLES
from tests.show.reviews import NOW

_BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_WIDTHS = {"phone": 360, "desk": 1000}
_SCHEMES = {"light": 1, "dark": 0}
_FRAME = """<!doctype html><meta charset=utf-8><style>body{{margin:0;background:{back}}}iframe{{border:0;display:block}}</style>
<iframe width={width} height={height} srcdoc="{page}" onload="document.title=this.contentDocument.body.scrollHeight"></iframe>"""


def main() -> None:
    """Draw every sample into the folder named, by default `pictures`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    if not _BROWSER:
        sys.exit("there is no Chromium on this machine")
    for name, review in SAMPLES.items():
        page = _page(review)
        for device, width in _WIDTHS.items():
            for scheme, number in _SCHEMES.items():
                place = folder / f"{name}-{device}-{scheme}.png"
                _draw(page, width, number, place)
                print(place)


def _page(review: Review) -> str:
    reviewed = Reviewed(review, "work", "Drafts", 1, 1, "a" * 32)
    account = Account("work", "jo@falk.example", "imap.falk.example")
    raw = companion_note(reviewed, account=account, revision=revision_of(reviewed), now=NOW)
    body = message_from_bytes(raw, policy=policy.default).get_body(("html",))
    assert body
    return str(body.get_content())


def _draw(page: str, width: int, scheme: int, place: Path) -> None:
    """Measure the height of the page in a frame as wide as the device, then draw it."""
    frame = {"page": html.escape(page), "width": width, "back": "#fff" if scheme else "#111"}
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "frame.html"
        file.write_text(_FRAME.format(**frame, height=100), encoding="utf-8")
        told = _run(home, file, scheme, "--dump-dom", f"--window-size={width},900").stdout
        found = re.search(r"<title>(\d+)</title>", told)
        height = int(found[1]) if found else 3000
        file.write_text(_FRAME.format(**frame, height=height), encoding="utf-8")
        _run(home, file, scheme, f"--screenshot={place.absolute()}", f"--window-size={width},{height}")


def _run(home: str, file: Path, scheme: int, *options: str) -> subprocess.CompletedProcess[str]:
    assert _BROWSER
    return subprocess.run(
        [
            _BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--hide-scrollbars", f"--user-data-dir={home}/profile", f"--blink-settings=preferredColorScheme={scheme}",
            *options, file.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=90,
    )  # fmt: skip


if __name__ == "__main__":
    main()
