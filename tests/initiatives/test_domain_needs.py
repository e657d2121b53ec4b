"""The rules of needs: which offers suit them, and why."""

from chassis.changes import Text
from initiatives.domain import needs
from initiatives.domain.needs import Offered
from initiatives.events.parts import Need, ResourceType


def da(text):
    return (Text("da", text),)


NEED = Need(
    id="need",
    title=da("Arabisk om tirsdagen"),
    resource_type=ResourceType.LANGUAGE,
    languages=("ar",),
    times=("tuesday_evening", "friday_morning"),
    area="Vest",
)


def test_an_offer_suits_for_reasons_the_weightiest_first():
    offered = Offered(
        resource_type="language", languages=("da", "ar"), times=("tuesday_evening",), area="vest"
    )
    why = needs.reasons(NEED, offered)
    assert [(r.code, r.words) for r in why] == [
        ("language", ("ar",)),
        ("time", ("tuesday_evening",)),
        ("area", ("vest",)),
        ("type", ("language",)),
    ]
    assert needs.reasons(NEED, Offered(resource_type="time", languages=("uk",), area="Øst")) == ()
    assert needs.score(why) > needs.score(why[:2]) > needs.score(why[1:])


def test_what_is_looked_for_first_is_all_at_once():
    wishes = list(needs.wishes(NEED))
    assert wishes[0] == ("language", "time", "area", "type")
    assert len(wishes) == 15
    assert wishes[-1] == ("type",)
    weights = [needs.weight(each) for each in wishes]
    assert weights == sorted(weights, reverse=True)
