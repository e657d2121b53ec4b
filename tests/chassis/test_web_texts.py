"""What people write: in several languages, normalised, and safe to show."""

import time

import pytest

from chassis.changes import Text, TextSource
from chassis.web import proper
from chassis.web.proper import Improper

TEXTS = [{"lang": "ar", "text": "مقاعد"}, {"lang": "da", "text": "bænke", "source": "machine"}]


def test_texts_come_in_several_languages_the_original_first(ask, app):
    ask("POST", "/api/things", {"title": [*TEXTS, {"lang": "zh-hant", "text": "長椅"}]})
    assert app.kept[0][0]["title"] == (
        Text("ar", "مقاعد", TextSource.ORIGINAL),
        Text("da", "bænke", TextSource.MACHINE),
        Text("zh-Hant", "長椅", TextSource.HUMAN),
    )


def test_a_text_is_kept_in_nfc_and_measured_in_code_points():
    assert proper("e\u0301", 1) == "é"
    assert proper("👩‍👩‍👧 😀", 10) == "👩‍👩‍👧 😀"
    assert proper("می‌خواهم", 60) == "می‌خواهم"
    with pytest.raises(Improper):
        proper("😀" * 11, 10)


@pytest.mark.parametrize(
    "text", ["a\u0300\u0316" * 300_000, "\u0300\u0316" * 300_000, "\u202a" * 500_000, " " * 500_000]
)
def test_a_hostile_text_costs_no_time(text):
    began = time.perf_counter()
    with pytest.raises(Improper):
        proper(text, 500)
    assert time.perf_counter() - began < 0.5
