"""The red thread as a picture: what is tied is tied, and it fits whatever there is."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from initiatives.drawing import (
    Card,
    Chart,
    Column,
    Picture,
    Row,
    Spot,
    Strand,
    Words,
    draw,
    draw_chart,
)
from initiatives.drawing.fitting import TALLEST, TOP, WIDTH, fit
from initiatives.drawing.placing import place

SVG = "{http://www.w3.org/2000/svg}"
RED = "#b3261e"
HEADS = ("Nogen sagde", "Vi så", "Vi spurgte", "Vi gjorde", "Det ændrede sig")


def da(text):
    return Words(text, "da")


def card(key, text="Jeg forstod ikke brevet fra kommunen", tone="plain", **more):
    return Card(key, tone, da(text), **more)


def picture(*columns, strands=(), lang="da"):
    several = [*columns, *([] for _ in range(5 - len(columns)))]
    told = zip(HEADS, several, strict=True)
    made = [Column(da(h), cards, da("Intet endnu"), "og {n} mere") for h, cards in told]
    return Picture("Den røde tråd", "Det begyndte med ét bidrag.", lang, made, strands)


def story(count=1, **more):
    said = [card(f"d{n}", tone="quote") for n in range(count)]
    strands = [Strand(f"d{n}", "n") for n in range(count)]
    strands += [Strand("n", "o"), Strand("o", "i"), Strand("i", "x")]
    return picture(
        said,
        [card("n")],
        [card("o")],
        [card("i", tone="strong")],
        [card("x", chart=Chart(Spot(date(2026, 1, 1), 40), (), None))],
        strands=strands,
        **more,
    )


def drawn(shown):
    return ElementTree.fromstring(draw(shown))


def threads(root):
    """Return where each strand begins and ends; charts are none of them."""
    found = []
    for path in root.iter(f"{SVG}path"):
        if path.get("stroke") == RED and path.get("stroke-linejoin") is None:
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
            found.append((numbers[0], numbers[1], numbers[-2], numbers[-1]))
    return found


def said(root):
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_it_is_one_image_that_says_in_words_what_it_shows():
    root = drawn(story())
    assert root.get("role") == "img"
    names = root.get("aria-labelledby").split()
    told = {each.get("id"): each.text for each in root if each.get("id")}
    assert [told[name] for name in names] == ["Den røde tråd", "Det begyndte med ét bidrag."]


def test_nothing_in_it_needs_a_style_or_a_script():
    text = draw(story(12))
    assert "style=" not in text
    assert "<script" not in text
    assert "class=" not in text


@pytest.mark.parametrize("count", [1, 3, 12])
def test_each_tie_is_drawn_once_and_none_besides(count):
    assert len(threads(drawn(story(count)))) == count + 3


def test_a_strand_goes_from_the_edge_of_one_card_to_the_edge_of_the_next():
    plan = place(story(3))
    cards = {each.set.card.key: each for each in plan.cards}
    ends = [(x, to_x) for x, _, to_x, _ in threads(drawn(story(3)))]
    edge = cards["d0"].x + cards["d0"].set.width
    assert ends[:3] == [(edge, cards["n"].x)] * 3


def test_a_tie_to_what_is_not_in_the_picture_is_not_drawn():
    lonely = picture([card("d")], strands=[Strand("d", "gone")])
    assert threads(drawn(lonely)) == []


@pytest.mark.parametrize("count", [1, 5, 12, 18, 60])
def test_it_fits_one_page_however_many_have_spoken(count):
    plan = place(story(count))
    assert plan.height < TOP + TALLEST + 40
    assert max(each.y + each.set.height for each in plan.cards) <= plan.height


def test_cards_of_a_column_do_not_lie_on_each_other():
    column = sorted((c for c in place(story(12)).cards if c.column == 0), key=lambda c: c.y)
    for above, below in pairwise(column):
        assert above.y + above.set.height < below.y


def test_of_very_many_one_card_tells_how_many_more_and_is_tied_for_them():
    root = drawn(story(60))
    left = int(re.search(r"og (\d+) mere", said(root))[1])
    assert 0 < left < 60
    assert len(threads(root)) == 60 - left + 1 + 3


def test_help_is_left_out_last():
    several = [card(f"d{n}", tone="quote") for n in range(60)]
    several.append(card("help", "Jeg kan oversætte", tone="quote", keep=True))
    assert "Jeg kan oversætte" in said(drawn(picture(several)))


def test_a_long_strand_passes_below_the_cards_in_between():
    shown = picture(
        [card("d"), card("e")],
        [card("n"), card("m")],
        [],
        [card("i", tone="strong", rows=(Row("help", da("6 timer"), "m1"),))],
        strands=[Strand("d", "n"), Strand("e", "m1")],
    )
    plan = place(shown)
    between = [each for each in plan.cards if each.column in (1, 2)]
    (long,) = [p for p in ElementTree.fromstring(draw(shown)).iter(f"{SVG}path") if _is_long(p)]
    lane = float(re.search(r"L[\d.]+ ([\d.]+)", long.get("d"))[1])
    assert all(not each.y < lane < each.y + each.set.height for each in between)


def _is_long(path):
    return path.get("stroke") == RED and "L" in path.get("d") and "C" in path.get("d")


def test_what_is_missing_is_said_kindly_in_its_place():
    assert said(drawn(picture([card("d")]))).count("Intet endnu") == 4


def test_other_languages_keep_their_own_direction():
    said_so = Card(
        "d", "quote", da("Jeg forstod det ikke"), original=Words("لم أفهم الرسالة", "ar")
    )
    root = drawn(picture([said_so]))
    words = [g for g in root.iter(f"{SVG}g") if g.get("lang") == "ar"]
    assert words
    assert words[0].find(f"{SVG}text").get("direction") == "rtl"


def test_from_right_to_left_the_story_begins_at_the_right():
    ltr, rtl = threads(drawn(story())), threads(drawn(story(lang="ar")))
    turned = [(WIDTH - x, y, WIDTH - to_x, to_y) for x, y, to_x, to_y in rtl]
    assert [[round(n) for n in each] for each in turned] == [[round(n) for n in e] for e in ltr]


def test_words_that_look_like_markup_are_words():
    root = drawn(picture([card("d", "<b>&amp; »hej«")]))
    assert "<b>&amp; »hej«" in said(root)


def test_a_column_with_little_in_it_is_given_room_for_many_lines():
    long = "Et meget langt bidrag om breve " * 6
    few = fit(Column(da("x"), [card("d", long)], da("-")), 0)
    many = fit(Column(da("x"), [card(f"d{n}", long) for n in range(12)], da("-")), 0)
    lines = [len(fitted.sets[0].blocks[-1][0].lines) for fitted in (few, many)]
    assert lines[0] > lines[1] >= 1


@pytest.mark.parametrize("measured", [(), (Spot(date(2026, 3, 1), 40),)])
@pytest.mark.parametrize("target", [None, Spot(date(2026, 12, 1), 40)])
def test_a_chart_of_the_same_values_is_still_a_chart(measured, target):
    shown = Chart(Spot(date(2026, 1, 1), 40), measured, target)
    root = ElementTree.fromstring(draw_chart(shown, "Opkald", "da", "c"))
    assert root.find(f"{SVG}title").text == "Opkald"


def test_a_chart_goes_down_where_the_values_do():
    spots = (Spot(date(2026, 2, 1), 30), Spot(date(2026, 3, 1), 10))
    root = ElementTree.fromstring(
        draw_chart(Chart(Spot(date(2026, 1, 1), 40), spots, None), "Opkald", "da", "c")
    )
    heights = [float(c.get("cy")) for c in root.iter(f"{SVG}circle")]
    assert heights == sorted(heights)
