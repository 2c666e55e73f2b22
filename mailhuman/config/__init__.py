"""The configuration: `config.toml` in the user's configuration folder, one table `[account.NAME]` a mail account."""

from __future__ import annotations

from mailhuman.config.account import Account, Config, Security
from mailhuman.config.folders import config_file, config_folder, data_folder
from mailhuman.config.reading import load_config, parse_config
from mailhuman.config.writing import remove_account, save_account

__all__ = [
    "Account",
    "Config",
    "Security",
    "config_file",
    "config_folder",
    "data_folder",
    "load_config",
    "parse_config",
    "remove_account",
    "save_account",
]
