"""What a part is told from outside: by environment only, and every mistake said at once."""

from chassis.settings.common import Codes, Common, Environment, PartSettings
from chassis.settings.declared import MARK, Setting, declared, setting
from chassis.settings.reading import SettingsWrong, read
from chassis.settings.secret import Secret
from chassis.settings.table import env_lines, table

__all__ = [
    "MARK",
    "Codes",
    "Common",
    "Environment",
    "PartSettings",
    "Secret",
    "Setting",
    "SettingsWrong",
    "declared",
    "env_lines",
    "read",
    "setting",
    "table",
]
