"""Where the configuration and the data of this user lie."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path


def config_folder() -> Path:
    """The folder of `config.toml`, own rules and own templates; it may not exist yet.

    MAILHUMAN_CONFIG_DIR names another one.
    """
    named = os.environ.get("MAILHUMAN_CONFIG_DIR")
    return Path(named).expanduser() if named else user_config_path("mailhuman")


def data_folder() -> Path:
    """The folder of the database; it may not exist yet. MAILHUMAN_DATA_DIR names another one."""
    named = os.environ.get("MAILHUMAN_DATA_DIR")
    return Path(named).expanduser() if named else user_data_path("mailhuman")


def config_file() -> Path:
    """The configuration file; it may not exist yet."""
    return config_folder() / "config.toml"
