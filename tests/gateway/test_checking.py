import pytest

from gateway.checking import validator, wrong

SCHEMA = validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["title"],
        "patternProperties": {"^x-": {}},
        "properties": {
            "title": {
                "anyOf": [
                    {"type": "string", "minLength": 2, "maxLength": 5},
                    {"type": "array", "items": {"$ref": "#/$defs/text"}},
                ]
            },
            "kind": {"enum": ["idea", "need"]},
            "n": {"type": "integer", "minimum": 1, "maximum": 3},
            "at": {"type": "string", "format": "date-time"},
            "list": {"type": "array", "maxItems": 2, "minItems": 1, "uniqueItems": True},
            "version": {"const": "1"},
            "code": {"type": "string", "pattern": "^[a-z]+$"},
            "many": {"type": ["string", "null"]},
        },
        "$defs": {"text": {"type": "object", "required": ["lang"]}},
    }
)


@pytest.mark.parametrize(
    ("value", "pointer", "sentence"),
    [
        ([], "", "This must be an object."),
        ({}, "/title", "This is missing."),
        ({"title": "abc", "name": "A"}, "/name", "This field is not known here."),
        ({"title": "abc", "a/b~": 1}, "/a~1b~0", "This field is not known here."),
        ({"title": "a"}, "/title", "This is too short; at least 2 are needed."),
        ({"title": "a" * 9}, "/title", "This is too long; at most 5 characters fit in."),
        ({"title": [{}]}, "/title/0/lang", "This is missing."),
        ({"title": 5}, "/title", "This is not valid."),
        ({"title": "abc", "kind": "wish"}, "/kind", "This must be one of: idea, need."),
        ({"title": "abc", "version": "2"}, "/version", "This must be one of: 1."),
        ({"title": "abc", "n": "1"}, "/n", "This must be a whole number."),
        ({"title": "abc", "n": 0}, "/n", "This must be at least 1."),
        ({"title": "abc", "n": 9}, "/n", "This must be at most 3."),
        ({"title": "abc", "list": []}, "/list", "This is too short; at least 1 are needed."),
        ({"title": "abc", "list": [1, 2, 3]}, "/list", "This is too long; at most 2 fit in."),
        ({"title": "abc", "list": [1, 1]}, "/list", "Something is there twice."),
        ({"title": "abc", "code": "9"}, "/code", "This is not written in the expected way."),
        ({"title": "abc", "many": 1}, "/many", "This is not valid."),
    ],
)
def test_each_mistake_has_its_place_and_sentence(value, pointer, sentence):
    assert [(m.pointer, m.detail) for m in wrong(SCHEMA, value)] == [(pointer, sentence)]


@pytest.mark.parametrize(
    "at", ["2026-03-01", "yesterday", "2026-03-01T09:30:00", "2026-13-01T09:30:00Z"]
)
def test_an_instant_has_its_offset(at):
    (mistake,) = wrong(SCHEMA, {"title": "abc", "at": at})
    assert mistake.pointer == "/at"
    assert wrong(SCHEMA, {"title": "abc", "at": "2026-03-01T09:30:00+01:00"}) == []


def test_what_fits_has_no_mistakes():
    assert wrong(SCHEMA, {"title": "abc", "x-more": 1, "kind": "idea"}) == []


def test_what_was_there_is_never_repeated():
    told = wrong(SCHEMA, {"title": "abc", "code": "010190-1234", "kind": "0101901234"})
    assert "1234" not in "".join(m.detail + m.pointer for m in told)


def test_mistakes_stand_below_where_the_value_stood():
    (mistake,) = wrong(SCHEMA, {}, "/data")
    assert mistake.pointer == "/data/title"


def test_of_many_mistakes_some_are_told():
    assert len(wrong(SCHEMA, {f"f{n}": 1 for n in range(100)})) == 20
