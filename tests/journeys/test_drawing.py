"""The map: made-up journeys of any length, in both directions, drawn and looked at closely."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from itertools import islice

import pytest

from chassis.changes import Text, TextSource
from chassis.drawing import INK, width_of
from journeys.drawing import Around, Flag, Scene, colours, draw
from journeys.drawing.labels import LABELS, days
from journeys.drawing.rows import laid_out
from journeys.events.journeys import Channel, Feeling, Handoff, HandoffWhat, Stage, Step, Touchpoint

SVG = "{http://www.w3.org/2000/svg}"


def said(danish, arabic="", english=""):
    """Return a text as people write it: Danish first, others by its side."""
    others = {"ar": arabic, "en": english}
    more = [Text(lang, text, TextSource.HUMAN) for lang, text in others.items() if text]
    return (Text("da", danish), *more)


DEPARTMENTS = {
    "integration": said("Integration og Job", "الاندماج والعمل"),
    "skole": said("Skole og Dagtilbud", "المدارس ورعاية الأطفال"),
    "sundhed": said("Sundhed og Omsorg", "الصحة والرعاية"),
    "by": said("By og Bolig", "المدينة والسكن"),
    "kultur": said("Kultur og Borgerservice", "الثقافة وخدمة المواطن"),
}
PERSONAS = {
    "familien": said("Den sammenførte familie", "الأسرة التي لُمّ شملها"),
    "alene": said("Den enlige flygtning", "اللاجئ الوحيد"),
    "barn": said("Det uledsagede barn", "الطفل غير المصحوب"),
}
STAGES = (
    ("Ankomst", "الوصول", "At lande trygt og få tag over hovedet", "1-2 uger"),
    ("Bolig og hverdag", "السكن والحياة اليومية", "At bo et sted, man kan blive", "3 måneder"),
    ("Sundhed", "الصحة", "At få hjælp, før det bliver værre", ""),
    ("Skole og børn", "المدرسة والأطفال", "At børnene trives", "6 måneder"),
    ("Sprog og arbejde", "اللغة والعمل", "At klare sig selv", "1-2 år"),
    ("Fællesskab", "المجتمع", "At høre til", "Resten af livet"),
)
STEPS = (
    ("Får brev om hvilken kommune", "يتلقى رسالة عن البلدية", "Jeg ved ikke, hvor det ligger."),
    ("Bliver hentet på stationen", "يُستقبل في المحطة", "Hvem er hun, og kan jeg stole på hende?"),
    ("Får nøgle til midlertidig bolig", "يستلم مفتاح سكن مؤقت", "Her kan vi sove i nat."),
    ("Første samtale med sagsbehandler", "أول لقاء مع الموظف", "Der er så mange papirer."),
    ("Opretter MitID og Digital Post", "ينشئ الهوية الرقمية", "Det er på dansk alt sammen."),
    ("Venter på permanent bolig", "ينتظر سكنا دائما", "Ingen siger, hvor længe det varer."),
    ("Helbredssamtale", "مقابلة صحية", "Endelig spørger nogen, hvordan jeg har det."),
    ("Børnene begynder i modtageklasse", "يبدأ الأطفال صف الاستقبال", "Hun smiler igen."),
    ("Danskuddannelsen begynder", "تبدأ دورة اللغة", "Jeg vil lære det hurtigt."),
    ("Virksomhedspraktik", "تدريب في شركة", "De forstår ikke mit eksamensbevis."),
    ("Flytter igen, ny skole og ny sagsbehandler", "ينتقل مرة أخرى", "Vi begynder forfra."),
    ("Møder en frivillig fra boligforeningen", "يلتقي متطوعة", "Hun kender alle her."),
)
MEETINGS = (
    ("Brev med tildeling af kommune", "letter"),
    ("Modtagelse på banegården", "in_person"),
    ("Udlevering af nøgle og gennemgang af boligen", "home_visit"),
    ("Samtale med tolk", "interpreter"),
    ("Hjælp i Borgerservice", "self_service"),
    ("Besked i e-Boks", "digital_post"),
    ("Samtale med sundhedsplejerske", "phone"),
    ("Aula: velkommen til klassen", "school_platform"),
)
SOURCES = ("self_reported", "observed", "assumed")
WAITS = (3, 21, 0, 45, None, 90)


@dataclass(frozen=True)
class MadeUp:
    """A journey as far as it is drawn."""

    title: tuple
    stages: tuple
    handoffs: tuple = ()
    description: tuple = ()
    type: str = "as_is"
    status: str = "published"
    persona_ids: tuple = tuple(PERSONAS)


def step(n, bare=False):
    title, arabic, thought = STEPS[n % len(STEPS)]
    if bare:
        return Step(id=f"s{n}", title=said(title))
    owners = list(DEPARTMENTS)
    meetings = tuple(
        Touchpoint(
            id=f"t{n}-{k}",
            title=said(MEETINGS[(n + k) % len(MEETINGS)][0]),
            channel=MEETINGS[(n + k) % len(MEETINGS)][1],
            owner_department_id=owners[(n // 2 + k * 2) % len(owners)],
        )
        for k in range((n * 7) % 3)
    )
    feelings = tuple(
        Feeling(
            persona_id=persona, value=(n * (k + 2) + k * 3) % 5 - 2, source=SOURCES[(n + k) % 3]
        )
        for k, persona in enumerate(PERSONAS)
        if (n + k * 2) % 7
    )
    return Step(
        id=f"s{n}",
        title=said(title, arabic),
        action=said(f"{title} sammen med sin familie og læser, hvad der står."),
        thought=said(thought) if n % 4 else (),
        moment_of_truth=n % 9 == 3,
        feelings=feelings,
        touchpoints=meetings,
    )


def handoff(n, start, end, one, other, waits=None, lost=False):
    return Handoff(
        id=f"h{n}",
        from_step_id=f"s{start}",
        to_step_id=f"s{end}",
        from_department_id=one,
        to_department_id=other,
        what=("case", "information", "person", "decision")[n % 4],
        waiting_days=waits,
        information_lost=said("Skolen hører ikke, at barnet har gået til tandlæge.")
        if lost
        else (),
    )


def made_up(steps, stages=6, bare=False, handoffs=True):
    """Return a journey with so many steps."""
    every = [step(n, bare) for n in range(steps)]
    rest, parts = iter(every), []
    for number in range(stages):
        many = steps // stages + (number < steps % stages)
        title, arabic, goal, lasting = STAGES[number % len(STAGES)]
        parts.append(
            Stage(
                id=f"stage{number}",
                title=said(title, arabic),
                goal=said(goal) if not bare else (),
                duration=said(lasting) if lasting and not bare else (),
                steps=tuple(islice(rest, many)),
            )
        )
    owners = list(DEPARTMENTS)
    passed = []
    if handoffs:
        for n, start in enumerate(range(1, steps - 1, 4)):
            one, other = owners[n % 5], owners[(n + 1 + n % 2) % 5]
            end = start + 1 if n % 3 else min(steps - 1, start + 3)
            passed.append(handoff(n, start, end, one, other, WAITS[n % 6], n % 3 == 1))
        passed.append(handoff(90, 0, 1, owners[0], owners[0], 2))
        passed.append(handoff(91, steps - 1, steps // 2, owners[2], owners[0], 14, True))
        passed.append(handoff(92, 1, 2, owners[3], owners[1], 8))
    return MadeUp(
        title=said("Min vej til et nyt liv i Eksempelby", "طريقي إلى حياة جديدة في المدينة"),
        description=said(
            "Fra brevet fra Udlændingestyrelsen til de første tre år er gået, set af dem selv."
        ),
        stages=tuple(parts),
        handoffs=tuple(passed),
    )


def around(steps):
    kinds = ("idea", "knowledge", "resource", "need", "experience")
    ideas = {
        f"s{n}": {kind: (n + k) % 4 for k, kind in enumerate(kinds) if (n + k) % 3}
        for n in range(0, steps, 2)
    }
    named = (
        Flag(said("Én sagsbehandler hele vejen")),
        Flag(said("Velkomstvenner på trappen"), stopped=True),
    )
    initiatives = {f"s{n}": named[: 1 + n % 2] for n in range(2, steps, 5)}
    levels = ("none", "partly", "full")
    evidence = {f"s{n}": levels[n % 3] for n in range(steps)}
    return Around(
        departments=DEPARTMENTS,
        personas=PERSONAS,
        ideas=ideas,
        initiatives=initiatives,
        evidence=evidence,
        made_up=True,
    )


def scene(steps=30, lang="da", persona="", **more):
    return Scene(made_up(steps, **more), around(steps), lang, persona)


def drawn(*args, **more):
    return ET.fromstring(draw(scene(*args, **more)))


def boxes(svg):
    """Return every line of words with where it stands: left, right, top, bottom."""
    found = []

    def walk(element, size, bold, moved):
        size = float(element.get("font-size", size))
        bold = element.get("font-weight") == "700" or bold
        change = element.get("transform", "")
        if change.startswith("scale("):
            moved = float(change[6:-1])
        if element.tag == f"{SVG}text":
            wide = width_of(element.text, size, bold)
            x, y = float(element.get("x")), float(element.get("y"))
            rtl = element.get("direction") == "rtl"
            anchor = element.get("text-anchor", "start")
            left = x - wide / 2
            if anchor != "middle":
                left = x - wide if (anchor == "end") is not rtl else x
            edges = (left, left + wide, y - size * 0.7, y + size * 0.1)
            found.append((element.text, *(edge * moved for edge in edges)))
        for each in element:
            walk(each, size, bold, moved)

    walk(svg, 0, False, 1)
    return found


@pytest.mark.parametrize("steps", [1, 6, 30, 60])
@pytest.mark.parametrize("lang", ["da", "ar"])
def test_no_words_leave_the_sheet_or_lie_over_others(steps, lang):
    svg = drawn(steps, lang, handoffs=steps > 1)
    wide, high = float(svg.get("width")), float(svg.get("height"))
    found = boxes(svg)
    for words, left, right, top, bottom in found:
        assert left >= 0, words
        assert right <= wide, words
        assert top >= 0, words
        assert bottom <= high, words
    for n, (words, left, right, top, bottom) in enumerate(found):
        for other, *edges in found[n + 1 :]:
            apart = right <= edges[0] + 1 or edges[1] <= left + 1
            assert apart or bottom <= edges[2] + 1 or edges[3] <= top + 1, (words, other)


def numbers(svg):
    """Return where the numbers of the steps stand, in order."""
    circles = [each for each in svg.iter(f"{SVG}circle") if each.get("r") == "13"]
    return [float(each.get("cx")) for each in circles]


def test_time_runs_in_the_direction_of_the_language():
    there, here = numbers(drawn(6)), numbers(drawn(6, "ar"))
    assert there == sorted(there)
    assert here == sorted(here, reverse=True)


def marks(svg):
    """Return where the feelings stand, by what is told of them."""
    found = {}
    for group in svg.iter(f"{SVG}g"):
        place = group.get("transform", "")
        for title in group.iterfind(f"{SVG}g/{SVG}title"):
            if place.startswith("translate(") and ("(" in title.text):
                found[title.text] = tuple(map(float, place[10:].split(")")[0].split()))
    return found


def test_a_good_feeling_stands_above_a_bad_one_in_both_directions():
    for lang, told in (("da", "Fortalt eller set"), ("ar", "مروي أو مُشاهَد")):
        places = marks(drawn(6, lang))
        good = [y for words, (_, y) in places.items() if f"+2 ({told})" in words]
        bad = [y for words, (_, y) in places.items() if f"−2 ({told})" in words]
        assert good
        assert max(good) < min(bad)


def curves(svg):
    return [each for each in svg.iter(f"{SVG}path") if "C" in each.get("d") and each.get("stroke")]


def feeling(value, persona="alene", source="observed", n=None):
    return Feeling(persona_id=persona, value=value, source=source, n=n)


def felt(*feelings):
    """Return a journey of as many steps, at each of which this is felt."""
    steps = tuple(
        Step(id=f"s{n}", title=said("Trin"), feelings=(each,) if each else ())
        for n, each in enumerate(feelings)
    )
    journey = MadeUp(said("Rejsen"), (Stage(id="a", title=said("Fase"), steps=steps),))
    return Scene(journey, Around(personas=PERSONAS), "da")


def test_a_line_is_broken_where_nobody_knows():
    told = feeling(1)
    assert len(_lines(felt(told, told, told))) == 2
    assert len(_lines(felt(told, None, told))) == 0
    assert len(_lines(felt(told, told, None, told, told))) == 2


def _lines(told):
    svg = ET.fromstring(draw(told))
    return [each for each in curves(svg) if each.get("stroke-width") == "3"]


def test_what_is_assumed_is_hollow():
    picture = draw(felt(feeling(1, source="assumed"), feeling(1)))
    colour = colours.PERSONAS[1]
    assert f'fill="#ffffff" stroke="{colour}" stroke-width="2"' in picture
    assert f'fill="{colour}" stroke="{colour}" stroke-width="2"' in picture


def test_of_several_feelings_of_one_persona_the_surest_is_drawn():
    told = felt(feeling(1))
    step = replace(
        told.journey.stages[0].steps[0],
        feelings=(feeling(-2, source="assumed"), feeling(2, source="self_reported", n=9)),
    )
    stage = replace(told.journey.stages[0], steps=(step,))
    places = marks(
        ET.fromstring(draw(replace(told, journey=replace(told.journey, stages=(stage,)))))
    )
    assert [words.split(": ")[1][:2] for words in places] == ["+2"]


def test_one_persona_alone_keeps_the_line_it_has_among_others():
    together, alone = draw(scene(6)), draw(scene(6, persona="barn"))
    assert colours.PERSONAS[2] in alone
    assert "Den sammenførte familie" in together
    assert "Den sammenførte familie" not in alone


def test_hand_offs_between_departments_are_strong_and_say_how_long_one_waits():
    picture = draw(scene(6))
    assert "8 dage" in picture
    strong = f'stroke="{colours.THREAD}" stroke-width="3"'
    assert picture.count(strong) == 3 + 1  # and one in the legend
    assert "Skole og Dagtilbud · Sag" in picture
    assert "Oplysninger går tabt" in picture


def test_a_hand_off_into_another_row_says_where_it_goes_on():
    told = scene(30)
    rows = laid_out(told)[1]
    assert len(rows) == 2
    row = {c.step.id: n for n, each in enumerate(rows) for c in each.columns}
    number = {c.step.id: c.number for c in told.columns}
    parted = [h for h, *_ in told.handoffs if row[h.from_step_id] != row[h.to_step_id]]
    assert parted
    words = [line for line, *_ in boxes(ET.fromstring(draw(told)))]
    for each in parted:
        assert any(w.startswith(f"→ {number[each.to_step_id]}") for w in words)
        assert f"{number[each.from_step_id]} →" in words


@pytest.mark.parametrize("steps", [1, 2, 5, 7, 29, 60, 300])
def test_every_step_has_its_place_in_a_row(steps):
    rows = laid_out(scene(steps, stages=min(steps, 6)))[1]
    assert [c.number for row in rows for c in row.columns] == list(range(1, steps + 1))
    longest, shortest = max(len(r.columns) for r in rows), min(len(r.columns) for r in rows)
    assert longest <= 2.5 * shortest + 2


def test_rows_end_where_a_stage_ends_if_they_can():
    rows = laid_out(scene(60))[1]
    assert all(row.columns[0].opens for row in rows)


def flown(*flags):
    return Scene(made_up(1, 1), Around(initiatives={"s0": flags}), "da")


def test_an_initiative_that_was_stopped_is_hollow_and_the_legend_says_so():
    running, stopped = Flag(said("Velkomst")), Flag(said("Mentor"), stopped=True)
    told = draw(flown(running, stopped))
    assert told.index("Velkomst") < told.index("Mentor")
    assert told.count('fill="#ffffff" stroke-dasharray="4 3"') == 1
    assert "<title>Stoppet initiativ</title>" in told
    assert [">Initiativ<" in told, ">Stoppet initiativ</text>" in told] == [True, True]
    assert ">Initiativ<" not in draw(flown(stopped))
    assert "Stoppet initiativ" not in draw(flown(running))


def test_a_map_without_anything_beside_its_steps_is_drawn():
    told = Scene(made_up(3, 1, bare=True, handoffs=False), Around(), "uk")
    picture = draw(told)
    ET.fromstring(picture)
    for word in ("ideas", "initiatives", "feels", "thinks", "across"):
        assert f">{LABELS['uk'][word]}<" not in picture
    ET.fromstring(draw(replace(told, journey=replace(told.journey, stages=()))))


def test_what_people_write_is_never_read_as_markup():
    evil = '<script>alert("1")</script> & \uffff'
    journey = replace(made_up(2, 1), title=said(evil))
    around_it = Around(departments={"integration": said(evil)}, personas={"alene": said(evil)})
    picture = draw(Scene(journey, around_it, "da"))
    assert "<script" not in picture
    assert ET.fromstring(picture).find(f"{SVG}title").text == evil[:-1]


def test_a_picture_needs_no_style_and_says_what_it_is():
    picture = draw(scene(6))
    assert " style=" not in picture
    assert "<style" not in picture
    svg = ET.fromstring(picture)
    assert svg.get("role") == "img"
    ids = {each.get("id") for each in svg.iter() if each.get("id")}
    assert set(svg.get("aria-labelledby").split()) <= ids
    assert "6 faser, 6 trin" in svg.find(f"{SVG}desc").text


def test_an_example_says_so_on_the_picture():
    assert "Opdigtet eksempel" in draw(scene(2, stages=2))
    told = scene(2, stages=2)
    assert "Opdigtet eksempel" not in draw(
        replace(told, around=replace(told.around, made_up=False))
    )


def test_words_that_are_too_many_are_cut_and_told_in_full():
    long = " ".join(["vandrerhjemsbestyrer"] * 30)
    journey = made_up(1, 1)
    step = replace(journey.stages[0].steps[0], title=said(long))
    stage = replace(journey.stages[0], steps=(step,))
    picture = draw(Scene(replace(journey, stages=(stage,)), Around(), "da"))
    assert f"<title>{long}</title>" in picture
    assert "…</text>" in picture


def test_the_words_of_the_map_are_there_in_every_language():
    keys = {lang: set(words) for lang, words in LABELS.items()}
    assert all(found == keys["en"] for found in keys.values())
    for words in (*Channel, *HandoffWhat, "as_is", "to_be", "before", "during", "after"):
        assert words in keys["en"], words
    for lang, alphabet in (("ar", "ا"), ("uk", "и")):
        assert alphabet in "".join(LABELS[lang].values())
    assert (days("ar", 3), days("en-GB", 1), days("so", 2)) == ("3 أيام", "1 day", "2 days")


def brightness(colour):
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_can_be_read_on_their_ground():
    pairs = [(ink.strong, ink.pale) for ink in colours.DEPARTMENTS]
    pairs += [(ink.strong, colours.SHEET) for ink in colours.DEPARTMENTS]
    pairs += [(colours.SHEET, ground) for ground in (colours.FJORD, colours.FJORD_LIGHT)]
    pairs += [(INK, ground) for ground in (colours.MIST, colours.GOOD_TINT)]
    pairs += [(each, colours.SHEET) for each in (colours.SOFT, colours.THREAD)]
    for words, ground in pairs:
        assert contrast(words, ground) >= 4.5, (words, ground)
    for line in (*colours.PERSONAS, colours.THREAD):
        assert min(contrast(line, each) for each in (colours.GOOD_TINT, colours.BAD_TINT)) >= 3


def test_departments_differ_by_more_than_colour():
    looks = {(colours.ink(n), colours.pattern(n, "x")) for n in range(30)}
    assert len(looks) == 30
    assert len({colours.pattern(n, "").split("/>")[1] for n in range(8)}) == 8
