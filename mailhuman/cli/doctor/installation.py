"""Looks at Python and at every library mailhuman stands on."""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version

from mailhuman import __version__
from mailhuman.cli.doctor.finding import Checks, Finding, ok
from mailhuman.cli.progress import Progress

_OLDEST = (3, 11)
_MODULES = {
    "dnspython": "dns.resolver",
    "python-dateutil": "dateutil",
    "pyyaml": "yaml",
}
"""Libraries whose module is not called as they are."""


def check() -> Checks:
    """Python's version, then each library: can it be loaded at all."""
    running = f"mailhuman {__version__} on Python {platform.python_version()}, {platform.system()}"
    if sys.version_info < _OLDEST:
        yield Finding("problem", running, "install Python 3.11 or newer")
    else:
        yield ok(running)
    libraries = _libraries()
    broken = []
    for library in libraries:
        with Progress(f"Loading {library}"):
            trouble = _trouble(library)
        if trouble:
            broken.append(library)
            yield Finding("problem", f"{library} {trouble}", "install mailhuman again, in an environment of its own")
    if not broken:
        yield ok(f"all {len(libraries)} libraries load, spaCy {version('spacy')} among them")


def _libraries() -> list[str]:
    """The names of the libraries that mailhuman asks for, extras left out."""
    try:
        asked = requires("mailhuman") or []
    except PackageNotFoundError:  # run from a folder, not installed
        return list(_MODULES)
    plain = [line.partition(";")[0] for line in asked if "extra ==" not in line]
    return sorted({_name(line) for line in plain})


def _name(requirement: str) -> str:
    """The name at the start of a requirement."""
    end = next((place for place, letter in enumerate(requirement) if not (letter.isalnum() or letter in "-_.")), None)
    return requirement[:end].lower()


def _trouble(library: str) -> str:
    """What is wrong with a library; empty if it loads."""
    try:
        import_module(_MODULES.get(library, library.replace("-", "_")))
    except ImportError:
        return "is missing or cannot be loaded"
    except Exception as failure:  # noqa: BLE001 - a library that is broken may fail in any way
        return f"fails when it is loaded ({type(failure).__name__})"
    return ""
