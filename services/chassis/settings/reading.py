"""Reading settings from the environment: all of them, then every mistake at once."""

import difflib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from environs import Env, EnvValidationError

from chassis.settings.declared import MARK, REQUIRED, Setting, declared
from chassis.settings.secret import Secret, kept_secret, weakness

if TYPE_CHECKING:
    from chassis.settings.common import Common

S = TypeVar("S", bound="Common")
IN_THE_CLEAR = re.compile(r"http://(?!(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\Z)")


class SettingsWrong(Exception):
    """Some settings cannot be used; `mistakes` names each with what to do about it."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n  ".join(["These settings need to be corrected:", *mistakes]))


def read(cls: type[S], env: Mapping[str, str] = os.environ) -> S:
    """Return the settings that the environment gives; raises `SettingsWrong` with every mistake.

    A variable that is empty counts as not set. Locally a missing secret is made and kept in
    DATA_DIR/config/secrets.env; production has to be told each, long and random.
    """
    known = declared(cls)
    reader = _Reader(env, known)
    values = {each.field: reader.known[each.name] for each in known}
    mistakes = reader.mistakes() + _misspelt(cls, known, env)
    if reader.production:
        if values["example"]:
            mistakes.append("EXAMPLE: production has no example. Leave it out.")
        if (Path(str(values["data_dir"])) / "config" / MARK).exists():
            mistakes.append("DATA_DIR: the example was played here. Production begins empty.")
        mistakes += _shared(known, values) + _in_the_clear(str(values["public_url"]))
    if mistakes:
        raise SettingsWrong(mistakes)
    return cls(**values)


class _Known(dict[str, Any]):
    """The values by name; one that is asked for first is read first."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.read = read

    def __missing__(self, name: str) -> Any:
        self[name] = self.read(name)
        return self[name]


class _Reader(Env):
    """Reads one setting after the other; environs parses, and keeps what it cannot parse."""

    def __init__(self, env: Mapping[str, str], known: Iterable[Setting]) -> None:
        super().__init__(eager=False)
        self.given, self.wrong = env, list[str]()
        self.said = {each.name: each for each in known}
        self.defaults: dict[str, str] = {}
        self.known = _Known(self.value)

    @property
    def production(self) -> bool:
        """Anything that is not plainly local is held to production's rules."""
        return str(self.known["SAMSKAB_ENV"]) != "local"

    def value(self, name: str) -> Any:
        """Return the value of a setting, from the environment, its default, or the secrets kept."""
        said = self.said[name]
        return self._secret(said) if said.secret else self._parsed(said)

    def mistakes(self) -> list[str]:
        """Return every mistake so far, a sentence each."""
        try:
            self.seal()
        except EnvValidationError as wrong:
            messages: Any = wrong.error_messages
            for name, said in messages.items():
                self.wrong += [f"{name}: {message}" for message in said]
        return self.wrong

    def _get_value(self, env_key: str, default: Any) -> Any:
        return self.given.get(env_key) or self.defaults.get(env_key, default)

    def _parsed(self, said: Setting) -> Any:
        if not self.given.get(said.name):
            if said.default == REQUIRED or (said.local_only and self.production):
                self.wrong.append(f"{said.name}: must be set. {said.doc}")
                return None
            self.defaults[said.name] = said.default.format_map(self.known)
        return self._typed(said)

    def _typed(self, said: Setting) -> Any:
        kind = said.type
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.enum(said.name, enum=kind, by_value=True)
        if kind is Path:
            path: Path | None = self.path(said.name)
            return path and path.expanduser().absolute()
        if get_args(kind):
            parts: list[str] | None = self.list(said.name, validate=said.check)
            return tuple(str(part).strip() for part in parts or ())
        return getattr(self, kind.__name__)(said.name, validate=said.check)

    def _secret(self, said: Setting) -> Secret | None:
        value = self.given.get(said.name, "")
        if value:
            if self.production and (what := weakness(value)):
                self.wrong.append(f"{said.name}: {what}")
            return Secret(value)
        if self.production:
            self.wrong.append(f"{said.name}: must be set in production. {said.doc}")
            return None
        return self._made(said.name)

    def _made(self, name: str) -> Secret | None:
        folder = self.known["DATA_DIR"]
        if folder is None:
            return None
        try:
            return Secret(kept_secret(folder / "config", name))
        except OSError as trouble:
            self.wrong.append(
                f"{name}: is not set and cannot be kept in {folder}: {trouble.strerror}"
            )
            return None


def _misspelt(cls: Any, known: list[Setting], env: Mapping[str, str]) -> list[str]:
    """Name variables that were surely meant for us and that nobody reads."""
    own = f"{getattr(cls, 'part', '').upper().replace('-', '_')}_"
    names, found = {each.name for each in known}, []
    for name in sorted(env.keys() - names):
        if hint := _alike(name, own, names):
            found.append(f"{name}: there is no such setting. Did you mean {hint}?")
        elif name.startswith("SAMSKAB_"):
            found.append(f"{name}: there is no such setting. SAMSKAB_ENV is the only one so named.")
    return found


def _alike(name: str, own: str, names: set[str]) -> str:
    """Return the name that must be meant: what comes after the part's own prefix decides."""
    for start in (own, "SAMSKAB_"):
        if start != "_" and name.startswith(start):
            ends = [each.removeprefix(start) for each in names if each.startswith(start)]
            near = difflib.get_close_matches(name.removeprefix(start), ends, n=1, cutoff=0.7)
            return start + near[0] if near else ""
    return ""


def _in_the_clear(public_url: str) -> list[str]:
    """Codes and sessions do not travel for everyone on the way to read; on one machine they may."""
    if IN_THE_CLEAR.match(public_url):
        return ["PUBLIC_URL: must begin with https:// in production."]
    return []


def _shared(known: list[Setting], values: Mapping[str, Any]) -> list[str]:
    """A secret that two use lets one speak as the other."""
    secrets = {each.name: values[each.field] for each in known if each.secret}
    times = Counter(secret.reveal() for secret in secrets.values() if secret)
    return [
        f"{name}: has the same value as another secret; each needs its own."
        for name, secret in secrets.items()
        if secret and times[secret.reveal()] > 1
    ]
