"""Secrets: a value that never prints itself, and the file that keeps those made locally."""

import fcntl
import hmac
import os
import secrets
from pathlib import Path

SHORTEST = 32
PLACEHOLDERS = ("change", "secret", "password", "example", "default", "samskab")


class Secret:
    """A value that shows itself only when asked to, so that no log has it by accident."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value itself."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)


def weakness(value: str) -> str:
    """Return what is wrong with a secret for production, or nothing."""
    if len(value) < SHORTEST:
        return f"is too short for production: at least {SHORTEST} random characters."
    if len(set(value)) < 10 or any(word in value.lower() for word in PLACEHOLDERS):
        return "looks like a placeholder: production needs random characters of its own."
    return ""


def kept_secret(folder: Path, name: str) -> str:
    """Return the local secret of this name, made once and kept in `secrets.env`, mode 0600.

    Several processes may ask at the same time; all get the same one. Raises `OSError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secrets.env"
    if name in (there := kept_secrets(path)):
        return there[name]
    gate = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        there = kept_secrets(path)
        if name not in there:
            there[name] = secrets.token_urlsafe(SHORTEST)
            _keep(path, there, gate)
        return there[name]
    finally:
        fcntl.flock(gate, fcntl.LOCK_UN)  # gevent closes a folder later, and would wait for itself
        os.close(gate)


def kept_secrets(path: Path) -> dict[str, str]:
    """Return what the file holds, by name; nothing when there is no file."""
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _keep(path: Path, values: dict[str, str], folder: int) -> None:
    """Replace the file whole: who reads it meanwhile sees the old one or the new one."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    text = "# Made at the first local start. Whoever has this file can speak as any part.\n"
    text += "".join(f"{name}={value}\n" for name, value in sorted(values.items()))
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    os.fsync(folder)
