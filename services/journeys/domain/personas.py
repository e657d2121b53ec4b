"""A persona: an invented person who stands for many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen
from journeys.events.personas import PersonaChanged, PersonaDrafted, PersonaPublished, Texts


class PersonaStatus(StrEnum):
    """Whether others than its department see it."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class NewPersona:
    """Who is described."""

    name: Texts
    summary: Texts
    goals: tuple[Texts, ...] = ()
    needs: tuple[Texts, ...] = ()
    barriers: tuple[Texts, ...] = ()
    resources: tuple[Texts, ...] = ()
    languages: tuple[str, ...] = ()
    process_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Persona(Aggregate):
    """An invented person. It never is a real one."""

    status: PersonaStatus
    name: Texts
    summary: Texts
    goals: tuple[Texts, ...] = ()
    needs: tuple[Texts, ...] = ()
    barriers: tuple[Texts, ...] = ()
    resources: tuple[Texts, ...] = ()
    languages: tuple[str, ...] = ()


def draft(
    new: NewPersona, *, id: str, process_id: str, owner_department_id: str, at: datetime
) -> Change[Persona]:
    """Describe a persona; only the department that owns it sees it until it is published."""
    persona = Persona(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        created_at=at,
        updated_at=at,
        status=PersonaStatus.DRAFT,
        name=new.name,
        summary=new.summary,
        goals=new.goals,
        needs=new.needs,
        barriers=new.barriers,
        resources=new.resources,
        languages=new.languages,
    )
    return Change(persona, (PersonaDrafted(at),))


def change(persona: Persona, given: Mapping[str, Any], at: datetime) -> Change[Persona]:
    """Change its description; only the fields that were given."""
    changed = replace(persona, **given)
    return Change(changed, (PersonaChanged(at),) if changed != persona else ())


def publish(persona: Persona, at: datetime) -> Change[Persona]:
    """Let everyone see it."""
    if persona.status is PersonaStatus.PUBLISHED:
        raise NotOpen("This persona is published already.")
    shown = replace(persona, status=PersonaStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    return Change(shown, (PersonaPublished(at),))
