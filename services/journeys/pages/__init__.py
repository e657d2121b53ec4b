"""The pages of journeys: the map and its table, steps, personas, and the questions they lead to."""

from flask import Flask

from chassis.pages import Site, new
from chassis.web import language
from journeys.actions import Nouns
from journeys.drawing.labels import label
from journeys.pages import words
from journeys.pages.changing import changing_pages
from journeys.pages.evidence import evidence_pages
from journeys.pages.findings import finding_pages
from journeys.pages.handing import handing_pages
from journeys.pages.insights import insight_pages
from journeys.pages.listing import list_pages
from journeys.pages.mapping import mapping_pages
from journeys.pages.meeting import meeting_pages
from journeys.pages.opportunities import opportunity_pages
from journeys.pages.personas import persona_pages
from journeys.pages.pinning import pinning_pages
from journeys.pages.placing import placing_pages
from journeys.pages.questions import question_pages
from journeys.pages.reading import reading_pages
from journeys.pages.staging import staging_pages
from journeys.pages.steps import step_pages

DOORS = (
    changing_pages,
    evidence_pages,
    finding_pages,
    handing_pages,
    insight_pages,
    list_pages,
    mapping_pages,
    meeting_pages,
    opportunity_pages,
    persona_pages,
    pinning_pages,
    placing_pages,
    question_pages,
    staging_pages,
    step_pages,
)


def map_word(key: str) -> str:
    """Return what something is called on the map, so that table and picture say the same."""
    return label(language(), key)


def add_pages(app: Flask, nouns: Nouns, site: Site) -> None:
    """Let an app answer people, not only programs."""
    app.jinja_env.globals |= {
        "asked_statuses": words.ASKED,
        "evidence_statuses": words.EVIDENCE_STATUSES,
        "evidence_types": words.EVIDENCE_TYPES,
        "feeling_words": words.FEELINGS,
        "insight_statuses": words.INSIGHT_STATUSES,
        "insight_types": words.INSIGHT_TYPES,
        "map_word": map_word,
        "once_more": new,
        "signed": words.SIGNED,
        "source_words": words.SOURCES,
        "statuses": words.STATUSES,
        "tones": words.TONES,
        "types": words.TYPES,
    }
    app.register_blueprint(reading_pages(nouns, site))
    for pages in DOORS:
        app.register_blueprint(pages(nouns))
