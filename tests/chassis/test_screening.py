"""The CPR rule, with vectors; the numbers are made up or the public test person's."""

import pytest

from chassis.screening import CprFound, has_cpr, screen

FOUND = [
    "251248-9996",
    "2512489996",
    "251248 9996",
    "mit nummer er 251248–9996.",
    "251248\u22129996",
    "2512\u200b48-99\u200d96",
    "٢٥١٢٤٨-٩٩٩٦",
    "۲۵۱۲۴۸۹۹۹۶",
    "２５１２４８－９９９６",
    "(010190-1234)",
    "251248\u00a09996",
    "CPR:2512489996,",
]
NOT_FOUND = [
    "89 40 20 00",
    "+45 89402000",
    "CVR 55133018",
    "2016-08-29",
    "320190-1234",
    "011390-1234",
    "1234567890123",
    "15.40.00-P20-1-16",
    "0b0e1f2a-0101-4190-9123-010190123456",
    "a2512489996",
    "",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_cpr_number_is_seen_in_any_digits_and_disguise(text):
    assert has_cpr(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_numbers_are_left_alone(text):
    assert not has_cpr(text)


def test_the_refusal_names_the_place_and_never_the_number():
    with pytest.raises(CprFound) as refused:
        screen({"title": [{"text": "fint"}, {"text": "jeg er 251248-9996"}]})
    assert refused.value.pointer == "/title/1/text"
    assert "251248" not in str(refused.value)


def test_a_number_hidden_in_the_name_of_a_field_is_seen():
    with pytest.raises(CprFound) as refused:
        screen({"251248-9996": 1})
    assert refused.value.pointer == ""


def test_a_million_characters_are_screened_in_a_blink():
    assert not has_cpr("12 34-56 " * 110_000)
    assert not has_cpr("٠١ " * 330_000)
