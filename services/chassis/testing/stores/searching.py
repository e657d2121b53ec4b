"""Words are found however they are written."""

import pytest

from chassis.stores import Body, Store, Write
from chassis.testing.stores.samples import ids


class SearchingTexts:
    """The words of a document's texts."""

    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("Grøn energi", "ENERGI grøn"),
            ("Ærø, Åbyhøj og Søen", "aeroe aabyhoej SOEEN"),
            ("Aabyhoej", "Åbyhøj"),
            ("A\u030abyhøj", "åbyhøj"),
            ("En god idé", "ide"),
            ("Straße über İzmir", "strasse uber izmir"),
            ("مَدْرَسَةٌ أحمد إلى", "مدرسه احمد الي"),
            ("طاقة شمسية", "شمسیة"),
            ("Київ ٣ ｂｕｓ", "київ 3 bus"),
            ("bus-stop nr. 12", "stop 12"),
        ],
    )
    def test_a_word_is_found_as_people_write_it(self, store: Store, text: str, asked: str) -> None:
        store.save(Write("idea", "a", {"title": text}, 0))
        store.save(Write("idea", "b", {"title": "noget andet"}, 0))
        assert ids(store.find("idea", [("title", "text", asked)])) == ["a"]

    @pytest.mark.parametrize("asked", ["al", "ø", "grønne", "gr", "energi sol"])
    def test_a_part_of_what_was_asked_is_not_enough(self, store: Store, asked: str) -> None:
        store.save(Write("idea", "a", {"title": "Grøn energi på Ål"}, 0))
        assert store.count("idea", [("title", "text", asked)]) == 0

    def test_all_shapes_of_texts_are_searched(self, store: Store) -> None:
        shapes: list[Body] = [
            {"texts": "en bus"},
            {"texts": ["sol", "bus"]},
            {"texts": [{"lang": "da", "text": "sol"}, {"lang": "en", "text": "bus"}]},
            {"texts": [{"lang": "bus", "text": "sol"}]},
            {"texts": None, "other": "bus"},
            {},
        ]
        store.save_many([Write("idea", f"{n}", body, 0) for n, body in enumerate(shapes)])
        assert ids(store.find("idea", [("texts", "text", "bus")])) == ["0", "1", "2"]

    def test_words_may_stand_in_different_fields(self, store: Store) -> None:
        store.save(Write("idea", "a", {"title": "bus", "texts": ["sol"]}, 0))
        assert ids(store.find("idea", [("*", "text", "sol bus")])) == ["a"]
        assert store.count("idea", [("title", "text", "sol bus")]) == 0
        assert store.count("idea", [("texts", "text", "bus")]) == 0

    def test_words_that_went_are_found_no_more(self, store: Store) -> None:
        for version, title in enumerate(["ål og bus", "bus", "", "ål", "ål og by"]):
            store.save(Write("idea", "a", {"title": title}, version))
            words = {word for word in ("ål", "bus", "by") if word in title.split()}
            found = {
                word
                for word in ("ål", "bus", "by")
                if store.count("idea", [("title", "text", word)])
            }
            assert found == words

    def test_no_words_ask_for_nothing(self, store: Store) -> None:
        store.save(Write("idea", "a", {"title": "bus"}, 0))
        assert ids(store.find("idea", [("title", "text", " 🏝️ – ")])) == ["a"]

    def test_signs_have_no_meaning_of_their_own(self, store: Store) -> None:
        store.save(Write("idea", "a", {"title": "bus AND sol"}, 0))
        for asked in ('"bus', "bus*", "b*", "NOT bus", "bus OR by", "title:bus", "'; --", "^bus"):
            words = {"bus", "and", "sol"}.issuperset(asked.lower().translate(SIGNS).split())
            assert store.count("idea", [("title", "text", asked)]) == words

    def test_many_words_are_asked_at_once(self, store: Store) -> None:
        text = " ".join(f"ord{n}" for n in range(1000))
        store.save(Write("idea", "a", {"title": text}, 0))
        assert ids(store.find("idea", [("*", "text", text)])) == ["a"]
        assert ids(store.find("idea", [("*", "text", text + " more")])) == []


SIGNS = str.maketrans(dict.fromkeys("\"*:';-^", " "))
