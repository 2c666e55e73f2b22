"""What every test may ask for: the folder of test data kept beside a checkout, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# whoever writes code has new examples tried at every run; where a run decides on others' work, the same ones
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("steady" if os.environ.get("CI") else "searching")

ROOT = Path(__file__).parent.parent


def testdata_folder() -> Path:
    """The folder named by MAILHUMAN_TESTDATA, or ../shared beside the checkout; it may be absent."""
    return Path(os.environ.get("MAILHUMAN_TESTDATA", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The test data beside the checkout; the test is skipped, saying so, where it is absent."""
    folder = testdata_folder() / "data"
    if not folder.is_dir():
        pytest.skip("no test data: set MAILHUMAN_TESTDATA to the folder that holds data/")
    return folder
