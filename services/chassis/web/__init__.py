"""Web manners: what a route takes, gives and refuses, and the OpenAPI 3.1 that follows from it."""

from marshmallow import ValidationError, fields, validate

from chassis.web.asking import caller, cause, etag, is_api, language
from chassis.web.describing import json_schema
from chassis.web.giving import Listed, gives, listed, next_page
from chassis.web.histories import HappenedView, happened, tell_history
from chassis.web.manners import HEADERS, Manners, mind_manners, show
from chassis.web.openapi import answer_openapi, openapi
from chassis.web.problems import Mistake, Mistaken, MistakenQuery, Problem, problem
from chassis.web.proper import proper
from chassis.web.reading import MOST_BYTES, OtherFormat, read_json
from chassis.web.strict import (
    AggregateView,
    AwareDateTime,
    Boolean,
    Id,
    Instant,
    Integer,
    Paged,
    Shown,
    Strict,
    String,
    one_of,
)
from chassis.web.taking import given, takes
from chassis.web.texts import LanguageField, SeveralTexts, TextsField, as_kept

__all__ = [
    "HEADERS",
    "MOST_BYTES",
    "AggregateView",
    "AwareDateTime",
    "Boolean",
    "HappenedView",
    "Id",
    "Instant",
    "Integer",
    "LanguageField",
    "Listed",
    "Manners",
    "Mistake",
    "Mistaken",
    "MistakenQuery",
    "OtherFormat",
    "Paged",
    "Problem",
    "SeveralTexts",
    "Shown",
    "Strict",
    "String",
    "TextsField",
    "ValidationError",
    "answer_openapi",
    "as_kept",
    "caller",
    "cause",
    "etag",
    "fields",
    "given",
    "gives",
    "happened",
    "is_api",
    "json_schema",
    "language",
    "listed",
    "mind_manners",
    "next_page",
    "one_of",
    "openapi",
    "problem",
    "proper",
    "read_json",
    "show",
    "takes",
    "tell_history",
    "validate",
]
