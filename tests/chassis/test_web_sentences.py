"""What marshmallow would say is said in our sentences."""

import marshmallow
import pytest

from chassis.web import validate
from chassis.web.sentences import MARSHMALLOW, ours
from chassis.words import Sentence, Words, _

WORDS = Words()


def test_every_sentence_of_marshmallows_is_one_of_ours():
    theirs = set()
    never_told = ("cannot be formatted", "{{")
    for kind in vars(marshmallow.fields).values():
        if isinstance(kind, type) and issubclass(kind, marshmallow.fields.Field):
            theirs |= set(getattr(kind, "default_error_messages", {}).values())
    for rule in (validate.Range(1, 2), validate.Length(1, 2), validate.Length(equal=1)):
        theirs |= {str(v) for k, v in vars(type(rule)).items() if k.startswith("message_m")}
    known = {sentence.key for sentence in MARSHMALLOW.values()}
    foreign = {m for m in theirs if isinstance(m, str) and ours(m).key not in known}
    assert [m for m in foreign if not any(each in m for each in never_told)] == []


@pytest.mark.parametrize(
    ("rule", "value", "told"),
    [
        (validate.Range(1, 9), 10, "This must be from 1 to 9."),
        (validate.Range(min=1), 0, "This must be at least 1."),
        (validate.Range(max=1), 2, "This must be at most 1."),
        (validate.Length(max=2), "abc", "This is too long; at most 2 fit in."),
        (validate.Length(min=2), "a", "This is too short; at least 2 are needed."),
        (validate.Length(2, 3), "a", "The length must be from 2 to 3."),
        (validate.Length(equal=2), "a", "The length must be 2."),
        (validate.OneOf("ab"), "c", "This must be one of: a, b."),
        (validate.Regexp("a"), "b", "This is not written in the expected way."),
        (validate.Equal(3), 4, "This must be 3."),
    ],
)
def test_marshmallows_rules_speak_our_language(rule, value, told):
    with pytest.raises(validate.ValidationError) as wrong:
        rule(value)
    sentence = ours(wrong.value.messages[0])
    assert sentence == told
    assert WORDS.say("da", sentence).startswith(("Dette", "Længden"))


def test_a_sentence_of_our_own_stays_as_it_is():
    mine = _("Only {n} today", n=3)
    assert ours(mine) is mine
    assert ours("Something else") == Sentence("Something else")
