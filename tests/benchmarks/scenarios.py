"""Prints, scenario by scenario, what is said and how it scores: harm, help, tone.

Run: python tests/benchmarks/scenarios.py [-v] [FILE.yaml], where -v adds what was withheld and why.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import yaml
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mailhuman.cli import cli  # noqa: E402 - the checkout goes first on the path
from tests.scenarios.scenario_files import command_line  # noqa: E402 - as above
from tests.scenarios.scoring import score  # noqa: E402 - as above


def main() -> None:
    """Review every scenario and print a line for each, then the sums."""
    folder = Path(os.environ.get("MAILHUMAN_TESTDATA", ROOT.parent / "shared"))
    named = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    file = named[0] if named else folder / "data/scenarios/scenarios.yaml"
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    scores = []
    for scenario in listed:
        with tempfile.TemporaryDirectory() as place:
            outcome = CliRunner().invoke(cli, command_line(scenario, Path(place)))
        if not outcome.stdout.strip():
            print(scenario["id"], "no output:", outcome.stderr, outcome.exception)
            continue
        review = json.loads(outcome.stdout)
        each = score(scenario, review)
        scores.append(each)
        print(
            f"{each.id} harm {len(each.harm)} help {each.helped} tone {each.tone_fits} ({each.label}, {each.relational})"
        )
        for line in (*each.harm, *each.said):
            print("      ", line)
        for kept in review["withheld"] if "-v" in sys.argv else ():
            print("        -", kept["rule"], kept["gate"], kept["why"])
    asked = [each.helped for each in scores if each.helped is not None]
    toned = [each.tone_fits for each in scores if each.tone_fits is not None]
    print(
        f"{len(scores)} scenarios: harm in {sum(bool(each.harm) for each in scores)}, help {sum(asked)}/{len(asked)},",
        end=" ",
    )
    print(f"tone {sum(toned)}/{len(toned)}")


if __name__ == "__main__":
    main()
