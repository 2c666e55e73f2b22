"""Prints how often each detector knows the language of short mail, with its start-up time, memory and speed.

Run with the peers installed: lingua-language-detector, py3langid. Each runs in a process of its own, so that memory is
its own. The sentences are invented.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).parent / "language_samples.tsv"
DETECTORS = ("ours", "lingua", "lingua-low", "py3langid")


def samples() -> list[tuple[str, str]]:
    """The sentences, each with its language; "und" where none can be told."""
    rows = SAMPLES.read_text(encoding="utf-8").splitlines()
    return [(code, text) for code, _, text in (row.partition("\t") for row in rows if row)]


def detector(name: str) -> Callable[[str], str]:
    """Load a detector by its name."""
    if name == "py3langid":
        import py3langid  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - a peer, perhaps not there

        return lambda text: str(py3langid.classify(text)[0])
    if name == "ours":
        from mailhuman.message.language import detect  # noqa: PLC0415 - its start-up is measured

        return detect
    from lingua import (  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - a peer, perhaps not there
        LanguageDetectorBuilder,
    )

    builder = LanguageDetectorBuilder.from_all_languages()
    built = (builder.with_low_accuracy_mode() if name.endswith("low") else builder).build()

    def classify(text: str) -> str:
        found = built.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return classify


def measure(name: str) -> dict[str, object]:
    """Accuracy by language, seconds to the first answer, milliseconds a text, megabytes at the end."""
    began = time.perf_counter()
    classify = detector(name)
    classify("This is only to have it loaded.")
    loaded = time.perf_counter()
    right: dict[str, list[bool]] = {}
    wrong = []
    for code, text in samples():
        found = classify(text)
        right.setdefault(code, []).append(found == code)
        if found != code:
            wrong.append(f"{code}>{found}: {text[:40]}")
    ended = time.perf_counter()
    return {
        "right": sum(map(sum, right.values())),
        "of": len(samples()),
        "by language": " ".join(f"{code} {sum(hits)}/{len(hits)}" for code, hits in right.items()),
        "first answer s": round(loaded - began, 2),
        "ms a text": round((ended - loaded) / len(samples()) * 1000, 2),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "wrong": wrong,
    }


def main() -> None:
    """Print a row for each detector."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1]), ensure_ascii=False))
        return
    for name in DETECTORS:
        done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=False)
        print(name, done.stdout.strip() or done.stderr.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
