"""The lines of a vCard: unfolded, taken apart and written, with the number each has in its file (RFC 6350 §3).

The vobject library is not used: on a line without a colon its pattern tries every way to split the parameters, which
doubles in time with each one (22 of them take two seconds), and it stops at the first bad line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from quopri import decodestring
from types import MappingProxyType

from mailhuman.errors import Problem

# possessive throughout, so that a line that does not fit is refused in one pass
_LINE = re.compile(
    r"(?:(?P<group>[\w-]++)\.)?(?P<name>[\w-]++)(?P<params>(?:;(?:[^\":;]|\"[^\"]*+\")*+)*+):(?P<value>.*)", re.DOTALL
)
_PARAM = re.compile(r";(?P<name>[^=;\":]++)(?:=(?P<values>(?:[^\";]|\"[^\"]*+\")*+))?+")
_VALUE = re.compile(r"(?:\"(?P<quoted>[^\"]*+)\"|(?P<bare>[^,\"]++))(?:,|$)")
_CARET = {"^n": "\n", "^^": "^", "^'": '"'}  # RFC 6868
_NAKED = frozenset({"QUOTED-PRINTABLE", "BASE64", "B"})  # vCard 2.1 gives these without a name
_ENCODES = frozenset({"ENCODING", "CHARSET", "VALUE"})
_LONGEST = 75  # octets of a line before it is folded


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property as it stands: its number in the file, group, name and parameters (upper case), raw value.

    `head` is what stands before the value, as it was written and without the colon.
    """

    number: int
    name: str
    value: str
    group: str = ""
    params: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    head: str = ""

    @property
    def text(self) -> str:
        """The value with its escapes undone."""
        return unescaped(self.value)

    def param(self, name: str) -> str:
        """The first value of a parameter, "" where it has none."""
        return next(iter(self.params.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        """Whether a parameter has this value among others, whatever its case."""
        return value.casefold() in (each.casefold() for each in self.params.get(name, ()))


def content_lines(text: str, path: str) -> tuple[tuple[ContentLine, ...], tuple[Problem, ...]]:
    """Take a file apart into its lines, and say which are none."""
    lines: list[ContentLine] = []
    problems: list[Problem] = []
    for number, written in _unfolded(text):
        if found := _LINE.fullmatch(written):
            lines.append(_decoded(number, found))
        else:
            problems.append(Problem(path, number, 0, "is no line of a vCard: NAME:value"))
    return tuple(lines), tuple(problems)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each logical line with the number of its first: a line that starts with a blank goes on the one before it."""
    number, parts = 0, list[str]()
    for count, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if parts and _is_broken_softly(parts):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        else:
            if parts:
                yield number, "".join(parts)
            number, parts = count, [line] if line.strip() else []
    if parts:
        yield number, "".join(parts)


def _is_broken_softly(parts: Sequence[str]) -> bool:
    """Whether a line of vCard 2.1 in quoted-printable goes on in the next one, whatever that starts with."""
    return parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].partition(":")[0].upper()


def _decoded(number: int, found: re.Match[str]) -> ContentLine:
    params: dict[str, tuple[str, ...]] = {}
    for each in _PARAM.finditer(found["params"]):
        name, values = each["name"].upper(), tuple(_values(each["values"] or ""))
        if each["values"] is None:
            name, values = ("ENCODING" if name in _NAKED else "TYPE"), (name,)
        params[name] = (*params.get(name, ()), *values)
    line = ContentLine(
        number,
        found["name"].upper(),
        found["value"],
        (found["group"] or "").upper(),
        MappingProxyType(params),
        found.string[: found.start("value") - 1],
    )
    return _from_quoted_printable(line) if line.has("ENCODING", "QUOTED-PRINTABLE") else line


def _values(written: str) -> Iterator[str]:
    for each in _VALUE.finditer(written):
        value = each["quoted"] if each["quoted"] is not None else each["bare"]
        yield re.sub(r"\^[n^']", lambda mark: _CARET[mark.group()], value)


def _from_quoted_printable(line: ContentLine) -> ContentLine:
    raw = decodestring(line.value.encode("utf-8"))
    try:
        value = raw.decode(line.param("CHARSET") or "utf-8", errors="replace")
    except LookupError:
        value = raw.decode("utf-8", errors="replace")
    return replace(line, value=value.replace("\r\n", "\n"))


def unescaped(value: str) -> str:
    r"""Undo the escapes of a value: \n, \, \; and \\ itself."""
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], value, flags=re.DOTALL)


def parts_of(value: str, at: str = ";") -> list[str]:
    """Split a structured value at `at` where that is not escaped, and undo the escapes of each part."""
    return [unescaped(part) for part in raw_parts(value, at)]


def raw_parts(value: str, at: str = ";") -> list[str]:
    """Split a structured value at `at` where that is not escaped; the parts stay as they are written."""
    return re.findall(rf"(?:^|{at})((?:\\.|[^\\{at}])*+)", value, re.DOTALL)


def escaped(text: str) -> str:
    """Write a text so that it is one value: backslash, comma, semicolon and line breaks escaped."""
    marked = re.sub(r"([\\,;])", r"\\\1", text)
    return re.sub(r"\r\n|\n|\r", r"\\n", marked)


def written_line(name: str, value: str, params: Sequence[tuple[str, str]] = ()) -> str:
    """Write a property, folded at 75 octets and ended as the standard asks; `value` is escaped already."""
    return folded(f"{name}{''.join(f';{key}={_param(given)}' for key, given in params)}:{value}")


def with_value(line: ContentLine, value: str) -> str:
    """Write `line` with another value, escaped already; its name, group and parameters stay as they stand."""
    kept = [given for name, given in raw_params(line.head) if name not in _ENCODES and name not in _NAKED]
    return folded(f"{line.head.partition(';')[0]}{''.join(kept)}:{value}")


def raw_params(head: str) -> list[tuple[str, str]]:
    """The parameters of a head as they are written, each with its semicolon, and their names in upper case."""
    return [(each["name"].upper(), each.group()) for each in _PARAM.finditer(head, len(head.partition(";")[0]))]


def _param(value: str) -> str:
    marked = value.replace("^", "^^").replace('"', "^'").replace("\r\n", "\n").replace("\n", "^n").replace("\r", "^n")
    return f'"{marked}"' if re.search(r"[,;:]", marked) else marked


def folded(line: str) -> str:
    """A logical line as it is written: folded at 75 octets and ended."""
    pieces, room = [""], _LONGEST
    for char in line:
        size = len(char.encode("utf-8", "surrogatepass"))
        if size > room:
            pieces.append(" ")
            room = _LONGEST - 1
        pieces[-1] += char
        room -= size
    return "\r\n".join(pieces) + "\r\n"
