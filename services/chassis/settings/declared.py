"""How a setting is declared: beside the field it fills, with what a person needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, get_type_hints

MARK = "example"
"""A file in the configuration of a data folder in which the example is played."""
REQUIRED = "\0required"


@dataclass(frozen=True)
class Setting:
    """One environment variable, the field it fills, and what it is for."""

    name: str
    doc: str
    default: str = REQUIRED
    secret: bool = False
    local_only: bool = False
    check: Callable[[Any], object] | None = None
    field: str = ""
    type: Any = str


def setting(
    name: str,
    *,
    doc: str,
    default: object = REQUIRED,
    secret: bool = False,
    local_only: bool = False,
    check: Callable[[Any], object] | None = None,
) -> Any:
    """Declare a field of a settings class.

    `name` is the variable; `{PART}` in it is the part's name. The default is written as one would
    write it in the environment; `{OTHER}` in it is the value of another setting.
    `local_only`: production has to be told. `check` is a marshmallow validator.
    """
    said = Setting(name, doc, str(default), secret, local_only, check)
    return field(metadata={"setting": said})


def declared(cls: Any) -> list[Setting]:
    """Return the settings of a class in the order in which they are read, names filled in."""
    types = get_type_hints(cls)
    part = getattr(cls, "part", "")
    found = []
    for each in fields(cls):
        said: Setting = each.metadata["setting"]
        name = said.name.replace("{PART}", part.upper().replace("-", "_"))
        default = said.default.replace("{part}", part)
        found.append(
            Setting(
                name,
                said.doc,
                default,
                said.secret,
                said.local_only,
                said.check,
                each.name,
                types[each.name],
            )
        )
    return found
