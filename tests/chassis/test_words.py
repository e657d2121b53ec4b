import pickle
from copy import deepcopy

import pytest
from marshmallow import validate

from chassis.testing.sentences import gaps, said
from chassis.words import CHASSIS, Sentence, Words, _, fill

PO = """msgid ""
msgstr ""
"Language: da\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def package(folder, po="", **files):
    for name, text in files.items():
        file = folder / name.replace("__", ".").replace("_in_", "/")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / "da.po").write_text(PO + po)
    return folder


@pytest.fixture
def words(tmp_path):
    po = (
        'msgid "Good morning, {name}"\nmsgstr "Godmorgen, {name}"\n\n'
        'msgid "{n} idea"\nmsgid_plural "{n} ideas"\nmsgstr[0] "{n} idé"\nmsgstr[1] "{n} idéer"\n\n'
        'msgid "Not found"\nmsgstr "Væk"\n'
    )
    return Words(package(tmp_path, po))


def test_everything_the_chassis_says_is_said_in_danish_and_nothing_is_left_over():
    assert gaps(CHASSIS) == []


def test_a_sentence_is_said_in_the_readers_language_and_else_in_english(words):
    assert words.say("da", "Good morning, {name}", name="Åse") == "Godmorgen, Åse"
    assert words.say("en", "Good morning, {name}", name="Åse") == "Good morning, Åse"
    assert words.say("tlh", "Good morning, {name}", name="Åse") == "Good morning, Åse"
    assert words.say("da", "Never translated") == "Never translated"
    assert words.say("da", "") == ""


def test_danish_comes_first(words):
    assert words.languages == ("da", "en")


def test_one_and_many_have_their_own_form(words):
    told = [words.say_many("da", "{n} idea", "{n} ideas", n) for n in (0, 1, 2)]
    assert told == ["0 idéer", "1 idé", "2 idéer"]


def test_a_package_can_say_differently_what_the_chassis_says(words):
    assert words.say("da", "Not found") == "Væk"
    assert words.say("da", "Not allowed") == "Ikke tilladt"


def test_what_a_person_wrote_is_never_read_as_a_pattern():
    assert fill("{a} {b}", {"a": "{b} {0.__class__}", "b": 1}) == "{b} {0.__class__} 1"
    assert fill("{unknown} {", {}) == "{unknown} {"


def test_a_sentence_keeps_its_facts_through_marshmallow_and_copies(words):
    rule = validate.Length(max=3, error=_("Good morning, {name}").format(name="Bo"))
    with pytest.raises(validate.ValidationError) as wrong:
        rule("long")
    message = wrong.value.messages[0]
    for same in (message, deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert words.say("da", same) == "Godmorgen, Bo"


def test_a_fact_that_is_a_sentence_is_translated_too(words):
    assert words.say("da", "Good morning, {name}", name=_("Not found")) == "Godmorgen, Væk"
    assert str(Sentence("Hi {n}", {"n": 2})) == "Hi 2"


def test_every_way_of_saying_something_is_found(tmp_path):
    code = """
from chassis.errors import NotOpen, Unfit
class Late(NotOpen):
    status, title = 409, "A title"
class Later(Late):
    title = "Another title"
LABEL = _("marked")
def f(x, n):
    _n("one", "many", n)
    raise Unfit("refused " "in two" if x else "or this")
def g():
    raise Later(LABEL)
field = String(error_messages={"invalid": "in a table"}, validate=Length(3, error="said by a rule"))
class F(Field):
    default_error_messages = {"a": _("in a class, {n}")}
def h():
    raise ValidationError("not valid")
"""
    page = '{% extends "x" %}{{ _("on a page") }}{{ _n("a", "b", 3) }}{{ x | say }}'
    found = said(package(tmp_path, code__py=code, templates_in_page__html=page))
    assert found.mute == []
    assert set(found.sentences) == {
        ("A title",),
        ("Another title",),
        ("marked",),
        ("one", "many"),
        ("refused in two",),
        ("or this",),
        ("in a table",),
        ("said by a rule",),
        ("in a class, {n}",),
        ("not valid",),
        ("on a page",),
        ("a", "b"),
    }


@pytest.mark.parametrize(
    ("code", "po", "gap"),
    [
        ('_("new")', "", "not in the catalog"),
        ('_("new")', 'msgid "new"\nmsgstr ""\n', "not translated"),
        ('_("new")', '#, fuzzy\nmsgid "new"\nmsgstr "ny"\n', "fuzzy"),
        ('_("{a}")', 'msgid "{a}"\nmsgstr "{b}"\n', "other {names}"),
        ('_("{a}")', 'msgid "{a}"\nmsgstr "intet"\n', "other {names}"),
        ("", 'msgid "old"\nmsgstr "gammel"\n', "said nowhere"),
        ('Unfit(f"{x}")', "", "not one constant sentence"),
        ('Unfit("a %s" % x)', "", "not one constant sentence"),
        (
            'Length(3, error="at most {max}")',
            'msgid "at most {max}"\nmsgstr "højst {max}"\n',
            "mark",
        ),
    ],
)
def test_a_gap_in_the_catalog_is_told(tmp_path, code, po, gap):
    (line,) = gaps(package(tmp_path, po, code__py=code))
    assert gap in line


def test_a_variable_in_a_template_needs_the_filter(tmp_path):
    (line,) = gaps(package(tmp_path, templates_in_page__html="{{ _(title) }}"))
    assert "not one constant sentence" in line
