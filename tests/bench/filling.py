"""Made-up ideas and initiatives by the thousand, put straight into the stores of their services."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chassis.aggregates import Aggregates
from chassis.changes import Cause, Text, derived
from chassis.stores.opening import open_store
from ideas.app import create_service
from ideas.domain import ideas as domain
from ideas.domain.giving import NewIdea
from initiatives import stores
from initiatives.domain import initiatives
from initiatives.domain.filing import filed
from initiatives.events.initiatives import InitiativeState

AT_ONCE = 500
WORDS = [
    "bænke",
    "cykler",
    "skole",
    "park",
    "støj",
    "lys",
    "vej",
    "vand",
    "børn",
    "ældre",
    "torv",
    "bus",
    "træer",
    "hegn",
]
LONG_AGO = datetime.now(UTC) - timedelta(days=30)


def fill(settings, first: int, last: int) -> None:
    """Publish the ideas with these numbers, a month ago, so that nobody is told of them."""
    service = create_service(settings)
    try:
        for start in range(first, last, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, last))
            service.store.save_many([_write(service.ideas.kept, n) for n in numbers])
    finally:
        service.store.close()


def _write(kept, number: int):
    at = LONG_AGO + timedelta(seconds=number)
    words = [WORDS[(number >> shift) % len(WORDS)] for shift in (0, 4, 8, 12)]
    submitted = domain.submit(
        NewIdea(
            title=(Text("da", f"{words[0]} og {words[1]} nr. {number}"),),
            body=(Text("da", f"Opdigtet. {' '.join(words)} " * 5),),
            language="da",
        ),
        id=derived("bench", str(number)),
        process_id=derived("process", "kommune"),
        owner_department_id="kommune",
        participant_id=derived("bench person", str(number)),
        tracking_hash=f"{number:064x}",
        source="https://bench.example",
        said_at=at,
        at=at,
    )
    shown = domain.publish(submitted.state, at)
    state = replace(shown.state, revision=1, edition=1)
    return kept.write(state, shown.facts, Cause(id=f"bench/{number}", keyed=True))


def fill_initiatives(settings, n: int, ideas: int) -> None:
    """Publish initiatives that each grew from three of these many ideas, a month ago."""
    store = open_store(settings.store_url, stores.KINDS)
    source = f"/samskab/{settings.instance}/initiatives"
    kept = Aggregates(
        store, "initiative", initiatives.Initiative, InitiativeState, source, lambda: LONG_AGO
    )
    try:
        for start in range(0, n, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, n))
            store.save_many([_proposed(kept, number, ideas) for number in numbers])
    finally:
        store.close()


def _proposed(kept, number: int, ideas: int):
    from_ = [(number * 97 + step * 31) % ideas for step in range(3)]
    proposed = initiatives.propose(
        initiatives.NewInitiative(
            title=(Text("da", f"{WORDS[number % len(WORDS)]}: tiltag nr. {number}"),),
            problem=(Text("da", "Opdigtet."),),
            idea_ids=tuple(derived("bench", str(each)) for each in from_),
        ),
        id=derived("bench initiative", str(number)),
        process_id=derived("process", "kommune"),
        decider=initiatives.Decider("leader", "kommune", LONG_AGO),
        ids=lambda: derived("bench commitment", str(number)),
    )
    shown = filed(initiatives.publish(proposed.state, LONG_AGO))
    state = replace(shown.state, revision=1, edition=1)
    return kept.write(state, shown.facts, Cause(id=f"bench/{number}", keyed=True))
