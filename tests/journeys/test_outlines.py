"""Lines that people paste: an outline of a whole journey, or one thing on each line."""

import pytest

from chassis.changes import Text
from chassis.web import Strict, ValidationError
from journeys.pages.outlines import LinesField, OutlineField


class Written(Strict):
    outline = OutlineField()
    lines = LinesField(most=3, longest=10)


def read(text, language="da"):
    """Return an outline as its stages, each with its steps."""
    loaded = OutlineField().deserialize(text, "outline", {"language": language})
    return {s.title[0].text: [step.title[0].text for step in s.steps] for s in loaded}


def wrong(text, name="outline"):
    with pytest.raises(ValidationError) as no:
        Written().load({name: text})
    return [str(each) for each in no.value.messages[name]]


WANTED = {"Ankomst": ["Brev", "Station"], "Bolig": ["Nøgle"]}


@pytest.mark.parametrize(
    "text",
    [
        "Ankomst\n- Brev\n- Station\nBolig\n- Nøgle",
        "Ankomst\r\n-Brev\r\n– Station\r\n\r\nBolig\r\n* Nøgle\r\n",
        "\n\n  Ankomst\n  • Brev\n  • Station\n\n  Bolig\n  — Nøgle",
        "Ankomst\n\tBrev\n\t- Station\nBolig\n    Nøgle",
    ],
)
def test_a_step_has_a_dash_or_stands_further_in(text):
    assert read(text) == WANTED


def test_every_word_is_in_the_language_of_the_form():
    (stage,) = OutlineField().deserialize("الوصول\n- رسالة", "outline", {"language": "ar"})
    assert stage.title == (Text("ar", "الوصول"),)
    assert stage.steps[0].title == (Text("ar", "رسالة"),)


def test_six_stages_of_thirty_steps_are_read_in_one_go():
    text = "\n".join(
        f"Fase {n}\n" + "\n".join(f"- Trin {n}.{k}" for k in range(30)) for n in range(6)
    )
    assert [len(steps) for steps in read(text).values()] == [30] * 6


def test_what_is_wrong_is_told_with_its_line_all_at_once():
    text = f"- Brev\n\nAnkomst\nBolig\n- {'x' * 201}\n-\n- Nøgle"
    assert wrong(text) == [
        "Line 1: Write the name of a stage above the first step.",
        "Line 3: This stage has no steps. Write them below it, each with a dash before it.",
        "Line 5: This is too long; at most 200 characters fit in.",
        "Line 6: There is nothing after the dash.",
    ]


def test_a_text_that_is_no_outline_says_so_once_for_ten_lines_at_most():
    assert len(wrong("\n".join(f"Kun faser {n}" for n in range(40)))) == 10


def test_there_is_an_end_to_how_much_a_journey_holds():
    many = "\n".join(f"Fase {n}\n- Trin" for n in range(31))
    assert wrong(many) == ["Line 61: There are more than 30 stages."]
    many = "Fase\n" + "- Trin\n" * 102
    assert wrong(many) == ["Line 102: There are more than 100 steps in this stage."]


def test_lines_are_read_without_their_dashes():
    found = LinesField(most=3, longest=10).deserialize("- Et\n\nTo\n", "x", {"language": "da"})
    assert found == ((Text("da", "Et"),), (Text("da", "To"),))
    assert wrong("a\nb\nc\nd", "lines") == ["This is too much: at most 3 lines."]
    assert wrong("a\n12345678901", "lines") == [
        "Line 2: This is too long; at most 10 characters fit in."
    ]
