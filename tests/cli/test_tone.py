"""`mailhuman tone`: one object a text, bad lines answered and passed, and nothing else on standard output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mailhuman.cli import cli
from mailhuman.cli import tone as command
from mailhuman.cli.failures import CRASHED
from mailhuman.tone import CUES

KEYS = ["schema", "id", "label", "relational", "coldness", "excess", "confidence", "cues", "missing", "reason"]
model = pytest.mark.model


def run(*arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["tone", *arguments], input=given)


def answers(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    assert result.stdout_bytes.endswith(b"\n")
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]


def of_lines(*lines: bytes | dict[str, Any]) -> list[dict[str, Any]]:
    given = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return answers(run("--jsonl", given=given + b"\n"))


def test_every_cue_is_listed() -> None:
    result = run("--cues")
    lines = result.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[kind.name, kind.effect] for kind in CUES.values()]
    assert all(kind.meaning in line for kind, line in zip(CUES.values(), lines, strict=True))


def test_no_such_file_is_a_usage_error(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.txt"))
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    assert run(str(tmp_path)).exit_code == 2


@model
@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    [answer] = answers(run(*arguments, given=b"Not my problem."))
    assert list(answer) == KEYS
    assert (answer["schema"], answer["id"], answer["label"]) == ("mailhuman.tone/1", "", "cold")


@model
def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"Hi Ana,\n\nthanks for mending the kiln.")
    [answer] = answers(run(str(path)))
    assert answer["id"] == "draft.txt"
    assert [cue["quote"] for cue in answer["cues"]] == ["Hi Ana", "thanks"]


@model
@pytest.mark.parametrize("given", [b"", b"\xef\xbb\xbf", b"\n\n", "👍".encode()])
def test_nothing_to_judge_is_an_answer_too(given: bytes) -> None:
    [answer] = answers(run(given=given))
    assert (answer["label"], answer["coldness"], answer["cues"]) == ("unclear", 2.0, [])


@model
def test_a_byte_order_mark_and_other_line_breaks_change_nothing() -> None:
    text = "Hi Ana,\n\nsend the vans today. They were late again.\n\nTom\n"
    plain = run(given=text.encode()).stdout_bytes
    assert run(given=b"\xef\xbb\xbf" + text.encode()).stdout_bytes == plain
    assert run(given=text.replace("\n", "\r\n").encode()).stdout_bytes == plain


@model
def test_bytes_that_are_no_utf_8_are_read_as_far_as_they_go() -> None:
    [answer] = answers(run(given=b"Not my problem, Jos\xe9."))
    assert answer["label"] == "cold"


@model
def test_each_line_has_its_answer_in_order() -> None:
    found = of_lines({"id": "a", "text": "Yes."}, {"id": "b", "text": "Not my problem."}, {"id": 3, "text": ""})
    assert [(each["id"], each["label"]) for each in found] == [("a", "neutral"), ("b", "cold"), (3, "unclear")]


@model
def test_subject_and_recipients_are_heard_and_may_be_null() -> None:
    order = "Send the slides by noon."
    alone, many, null = of_lines(
        {"text": order}, {"text": order, "recipients": 12}, {"text": order, "subject": None, "recipients": None}
    )
    assert alone == null
    assert (alone["missing"], many["missing"]) == (["greeting", "thanks"], [])
    assert alone["id"] == ""


BAD = [
    (b"{", None, "is not a JSON object"),
    (b"[1, 2]", None, "is not a JSON object"),
    (b'"text"', None, "is not a JSON object"),
    (b'{"id": "x", "text": "caf\xe9"}', None, "is not UTF-8"),
    (b"[" * 100_000, None, "is not a JSON object"),
    (b'{"id": "x"}', "x", "text is missing or is not text"),
    (b'{"id": "x", "text": 3}', "x", "text is missing or is not text"),
    (b'{"text": null}', "", "text is missing or is not text"),
    (b'{"id": 1.5, "text": "a"}', None, "id must be text or a whole number"),
    (b'{"id": true, "text": "a"}', None, "id must be text or a whole number"),
    (b'{"id": ["x"], "text": "a"}', None, "id must be text or a whole number"),
    (b'{"id": "x", "text": "a", "subject": 0}', "x", "subject must be text"),
    (b'{"id": "x", "text": "a", "recipients": "3"}', "x", "recipients must be a count"),
    (b'{"id": "x", "text": "a", "recipients": -1}', "x", "recipients must be a count"),
    (b'{"id": "x", "text": "a", "recipients": true}', "x", "recipients must be a count"),
    (b'{"id": "x", "text": "a", "recipients": 1.5}', "x", "recipients must be a count"),
]


@model
@pytest.mark.parametrize(("line", "id_", "said"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_answered_and_the_rest_goes_on(line: bytes, id_: object, said: str) -> None:
    before, bad, after = of_lines({"id": "a", "text": "Yes."}, line, {"id": "b", "text": "Yes."})
    assert bad == {"id": id_, "error": f"line 2: {said}"}
    assert (before["id"], after["id"]) == ("a", "b")


@model
def test_an_error_never_quotes_the_line() -> None:
    assert "marzipan" not in json.dumps(of_lines(b'{"text": marzipan}', b'{"marzipan": 1}'))


@model
def test_blank_lines_are_passed_over_and_counted() -> None:
    found = of_lines(b"", {"text": "Yes."}, b"  \r", b"{", b"")
    assert [each.get("error", each.get("label")) for each in found] == ["neutral", "line 4: is not a JSON object"]


@model
def test_no_lines_have_no_answers() -> None:
    result = run("--jsonl", given=b"")
    assert (result.exit_code, result.stdout) == (0, "")


@model
def test_a_byte_order_mark_and_dos_line_ends_are_no_errors() -> None:
    given = b'\xef\xbb\xbf{"id": "a", "text": "Yes."}\r\n{"id": "b", "text": "Yes."}'
    assert [each["label"] for each in answers(run("--jsonl", given=given))] == ["neutral", "neutral"]


@model
def test_half_a_surrogate_pair_is_printed_as_it_came() -> None:
    line = b'{"id": "a\\ud800", "text": "Not my problem \\ud83d ok"}'
    [answer] = of_lines(line)
    assert answer["id"] == "a\ud800"
    assert run("--jsonl", given=line).stdout_bytes.isascii()


@model
def test_other_letters_are_printed_as_themselves() -> None:
    result = run("--jsonl", given='{"id": "Zoë 👍", "text": "Hi Zoë,\\n\\nthe van is here."}'.encode())
    assert "Zoë 👍".encode() in result.stdout_bytes
    assert answers(result)[0]["cues"][0]["quote"] == "Hi Zoë"


@model
def test_a_line_of_a_megabyte_is_read() -> None:
    text = "The van is here. " * 60_000
    [answer] = of_lines({"id": "long", "text": text + "You are useless."})
    assert (answer["id"], answer["cues"]) == ("long", [])


@model
def test_a_line_too_long_is_a_bad_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LONGEST_LINE", 1024 * 1024)
    found = of_lines({"text": "x" * 3_000_000}, {"id": "b", "text": "Yes."})
    assert found[0] == {"id": None, "error": "line 1: is longer than 1 MiB"}
    assert found[1]["id"] == "b"


@model
def test_alone_or_in_a_batch_the_answer_is_the_same() -> None:
    texts = ["Hi Ana,\n\nthanks for the van.", "Send it.", "", "Bonjour à tous, merci pour votre réponse."]
    together = of_lines(*({"id": text, "text": text} for text in texts))
    assert together == [of_lines({"id": text, "text": text})[0] for text in texts]


@model
def test_answers_come_while_lines_are_still_given() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "mailhuman", "tone", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"id": "a", "text": "Yes."}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.stdin.close()
        assert process.wait() == 0


@model
def test_a_reader_that_leaves_gets_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mailhuman", "tone", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(b'{"text": "Yes."}\n' * 50)
    assert said == b""
    assert process.returncode != CRASHED
