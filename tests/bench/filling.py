"""A hundred thousand made-up ideas, put straight into the store of ideas as its own code would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chassis.changes import Cause, Text, derived
from ideas.app import create_service
from ideas.domain import ideas as domain
from ideas.domain.giving import NewIdea

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
