"""The parts there are, and how to get hold of one: by its name, never by import."""

from importlib import import_module
from typing import Any

from chassis.settings import PartSettings, SettingsWrong, read

PARTS = ("ideas", "journeys", "initiatives", "notifications", "gateway")
"""In the order in which they start; all other lists of parts follow from this one."""
DOOR = "gateway"


def load(part: str) -> Any:
    """Return the `app` module of a part: `create_app`, `create_work`."""
    return import_module(f"{part}.app")


def settings_class(part: str) -> type[PartSettings]:
    """Return what a part is told, without loading more of it: the door has to patch first."""
    found: type[PartSettings] = import_module(f"{part}.settings").Settings
    return found


def settings_of(part: str) -> PartSettings:
    """Read a part's settings; raises `SettingsWrong`."""
    return read(settings_class(part))


def settings_of_all(parts: tuple[str, ...]) -> dict[str, PartSettings]:
    """Read the settings of these parts; raises one `SettingsWrong` for all of them."""
    found, mistakes = {}, dict[str, None]()
    for part in parts:
        try:
            found[part] = settings_of(part)
        except SettingsWrong as wrong:
            mistakes |= dict.fromkeys(wrong.mistakes)
    if mistakes:
        raise SettingsWrong(list(mistakes))
    return found
