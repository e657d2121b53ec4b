"""Settings as documents: the table in docs/settings.md and the lines of an .env file."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from chassis.settings.common import Common
from chassis.settings.declared import REQUIRED, Setting, declared

EVERY = "every part"


def table(*classes: Any) -> str:
    """Return one Markdown table of the settings of these classes, each variable once."""
    lines = ["| setting | read by | default | what it is for |", "|---|---|---|---|"]
    for said, readers in _each(classes):
        lines.append(f"| `{said.name}` | {readers} | {_default(said)} | {said.doc} |")
    return "\n".join(lines) + "\n"


def env_lines(*classes: Any) -> str:
    """Return the lines of an .env file: each setting with what it is for, none of them in use."""
    return "\n".join(_lines(said) for said, _ in _each(classes))


def _lines(said: Setting) -> str:
    default = "" if said.default == REQUIRED else said.default
    if "{" in default:  # only we fill it in
        return f"# {said.doc}\n# Without it: {default}\n#{said.name}=\n"
    return f"# {said.doc}\n#{said.name}={default}\n"


def _each(classes: tuple[Any, ...]) -> Iterator[tuple[Setting, str]]:
    common = {each.name for each in fields(Common)}
    found: dict[str, tuple[Setting, list[str]]] = {}
    for cls in classes:
        for said in declared(cls):
            reader = EVERY if said.field in common else getattr(cls, "part", "") or EVERY
            _, readers = found.setdefault(said.name, (said, []))
            if reader not in readers and EVERY not in readers:
                readers.append(reader)
    for said, readers in found.values():
        yield said, ", ".join(readers)


def _default(said: Setting) -> str:
    if said.secret:
        return "made and kept locally; **must be set** in production"
    if said.default == REQUIRED:
        return "**must be set**"
    return f"`{said.default}`" + ("; **must be set** in production" if said.local_only else "")
