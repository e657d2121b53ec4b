"""The pages of journeys: the map and its table, steps, personas, and the questions they lead to."""

from flask import Flask

from chassis.pages import Site
from chassis.web import language
from journeys.actions import Nouns
from journeys.drawing.labels import label
from journeys.pages import words
from journeys.pages.changing import changing_pages
from journeys.pages.opportunities import opportunity_pages
from journeys.pages.personas import persona_pages
from journeys.pages.pinning import pinning_pages
from journeys.pages.reading import reading_pages
from journeys.pages.steps import step_pages


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
        "signed": words.SIGNED,
        "source_words": words.SOURCES,
        "statuses": words.STATUSES,
        "tones": words.TONES,
        "types": words.TYPES,
    }
    app.register_blueprint(reading_pages(nouns, site))
    app.register_blueprint(step_pages(nouns))
    app.register_blueprint(changing_pages(nouns))
    app.register_blueprint(pinning_pages(nouns))
    app.register_blueprint(persona_pages(nouns))
    app.register_blueprint(opportunity_pages(nouns))
