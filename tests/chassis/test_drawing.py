"""What pictures are made of: words measured and wrapped, and a sheet that is read either way."""

import xml.etree.ElementTree as ET

import pytest

from chassis.drawing import Block, Sheet, said, tag, titled, width_of, wrap

THERE, BACK = Sheet(200, rtl=False), Sheet(200, rtl=True)


def drawn(words):
    return list(ET.fromstring(words).iter("text"))


@pytest.mark.parametrize(
    "text", ["Integrationsmedarbejderen ringer", "ord " * 50, "x" * 300, "لاجئ " * 20]
)
def test_words_are_wrapped_into_their_room(text):
    lines = wrap(text, 100, 14, 4)
    assert 1 <= len(lines) <= 4
    assert all(width_of(line, 14) <= 100 for line in lines)


def test_what_is_short_stays_as_it_is():
    assert wrap("Kort", 100, 14, 4) == ("Kort",)
    assert wrap("", 100, 14, 4) == ()


def test_what_is_too_much_ends_in_an_ellipsis_and_is_told_in_full():
    lines = wrap("ord " * 50, 100, 14, 2)
    assert lines[-1].endswith("…")
    assert "<title>det hele</title>" in THERE.words(0, 0, Block(lines, 14, "da", full="det hele"))


def test_a_word_that_is_broken_leaves_no_crumbs():
    assert all(len(piece) >= 4 for piece in wrap("Integrationsmedarbejderen", 60, 14, 9))


def test_bold_words_are_wider_and_arabic_ones_need_more_height():
    assert width_of("Brevet", 14, bold=True) > width_of("Brevet", 14)
    assert Block(("الرسالة",), 14, "ar").height > Block(("Brevet",), 14, "da").height


def test_time_begins_at_the_other_edge_where_the_language_does():
    assert (THERE.x(10, 30), BACK.x(10, 30)) == (10, 160)
    assert 'x="160"' in BACK.rect(10, 0, 30, 5)
    assert 'd="M190 1L170 1"' in BACK.line(10, 1, 30, 1)


@pytest.mark.parametrize(
    ("sheet", "lang", "align", "anchor", "direction"),
    [
        (THERE, "da", "start", None, None),
        (THERE, "da", "end", "end", None),
        (THERE, "ar", "start", "end", "rtl"),
        (BACK, "ar", "start", None, "rtl"),
        (BACK, "da", "start", "end", "ltr"),
        (BACK, "da", "middle", "middle", "ltr"),
    ],
)
def test_words_keep_their_own_direction_on_either_sheet(sheet, lang, align, anchor, direction):
    (line,) = drawn(sheet.words(10, 0, Block(("ord",), 14, lang), align))
    assert (line.get("text-anchor"), line.get("direction")) == (anchor, direction)


def test_what_people_write_is_never_read_as_markup():
    assert said('<b>&"\uffff') == "&lt;b&gt;&amp;&quot;"
    assert titled("<b>") == "<title>&lt;b&gt;</title>"
    assert tag("g", width=1.26, fill=None, lang='"') == '<g width="1.3" lang="&quot;"/>'
    assert tag("g", stroke_width=2) == '<g stroke-width="2"/>'
