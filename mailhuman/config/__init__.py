"""The configuration: `config.toml` in the user's folder, a table `[account.NAME]` a mail account, and `[daemon]`."""

from __future__ import annotations

from mailhuman.config.account import Account, Auth, Config, Security
from mailhuman.config.daemon import DaemonSettings, QuietHours
from mailhuman.config.folders import config_file, config_folder, data_folder
from mailhuman.config.reading import load_config, parse_config
from mailhuman.config.writing import remove_account, save_account

__all__ = [
    "Account",
    "Auth",
    "Config",
    "DaemonSettings",
    "QuietHours",
    "Security",
    "config_file",
    "config_folder",
    "data_folder",
    "load_config",
    "parse_config",
    "remove_account",
    "save_account",
]
