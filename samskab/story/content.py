"""What happens in the example: files for people to read, loaded and checked as one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "example"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Said = dict[str, Any]
Texts = list[dict[str, str]]


class ContentWrong(Exception):
    """The example names something that it does not have."""


@dataclass(frozen=True)
class Content:
    """The whole example, by the keys that its authors gave."""

    process: Said
    personas: dict[str, Said]
    journey: Said
    voices: dict[str, Said]
    evidence: dict[str, Said]
    insights: dict[str, Said]
    opportunities: dict[str, Said]
    initiatives: dict[str, Said]
    answers: Said

    @property
    def main(self) -> str:
        """The initiative that the story is told of."""
        return next(iter(self.initiatives))

    @property
    def steps(self) -> dict[str, Said]:
        """The steps of the journey, in order."""
        return {step["key"]: step for stage in self.journey["stages"] for step in stage["steps"]}

    @property
    def goals(self) -> list[str]:
        """The goals of the process, in order."""
        return [goal["key"] for goal in self.process["goals"]]


def read(folder: Path = FOLDER) -> Content:
    """Return the example; raises `ContentWrong` with all that does not fit together."""
    findings = _file(folder, "findings")
    found = Content(
        process=_file(folder, "process"),
        personas=_file(folder, "personas"),
        journey=_file(folder, "journey"),
        voices=_file(folder, "voices"),
        initiatives=_file(folder, "initiatives"),
        answers=_file(folder, "answers"),
        **findings,
    )
    if wrong := sorted(set(_missing(found))):
        raise ContentWrong("; ".join(wrong))
    return found


def texts(said: Mapping[str, str]) -> Texts:
    """Return a text as it was said, and then as people translated it."""
    first, *others = [{"lang": lang, "text": text} for lang, text in said.items()]
    return [first, *(other | {"source": "human"} for other in others)]


def _file(folder: Path, name: str) -> Any:
    return yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), LOADER)


def _missing(content: Content) -> Iterator[str]:
    """Give a sentence for everything that is named and not there."""
    there: dict[str, Mapping[str, Any] | list[str]] = {
        "step": content.steps,
        "persona": content.personas,
        "voice": content.voices,
        "evidence": content.evidence,
        "insight": content.insights,
        "opportunity": content.opportunities,
        "goal": content.goals,
        "department": content.process["parties"],
    }
    for kind, key, where in _named(content):
        if key not in there[kind]:
            yield f"{where} names the {kind} {key}, which is not there"


def _named(content: Content) -> Iterator[tuple[str, str, str]]:
    for group in (content.voices, content.evidence, content.insights, content.opportunities):
        for where, each in group.items():
            yield from (("step", key, where) for key in each["at"])
            yield from (("persona", key, where) for key in each.get("who", ()))
    for where, each in content.evidence.items():
        yield from (("voice", key, where) for key in [each.get("of")] if key)
    for where, each in content.insights.items():
        yield from (("evidence", key, where) for key in each["from"])
    for where, each in content.opportunities.items():
        yield from (("insight", key, where) for key in each["from"])
    for where, step in content.steps.items():
        yield from (("persona", key, where) for key in step.get("feelings", ()))
        yield from (("department", t["by"], where) for t in step.get("touchpoints", ()))
    for each in content.journey["handoffs"]:
        yield from (("step", each[end], "a hand-off") for end in ("from", "to"))
        yield from (("department", each[side], "a hand-off") for side in ("giver", "taker"))
    for where, each in content.initiatives.items():
        yield from _named_by(where, each)
    for group in (content.answers["declined"], content.answers["agree"]):
        yield from (("voice", key, "answers") for key in group)


def _named_by(where: str, initiative: Said) -> Iterator[tuple[str, str, str]]:
    yield from (("voice", key, where) for key in initiative["ideas"])
    yield from (("opportunity", key, where) for key in initiative["opportunities"])
    yield from (("step", key, where) for key in initiative["at"])
    yield from (("goal", key, where) for key in initiative["goals"])
    yield from (("department", key, where) for key in initiative["departments"])
    yield from (("voice", each["offer"], where) for each in initiative.get("matches", ()))
