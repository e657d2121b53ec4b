"""What a part's store stands on is tried before the part begins to work."""

from types import SimpleNamespace

import pytest

from chassis.running import Unsuitable
from chassis.settings import Environment
from chassis.stores import Probed
from samskab import probing
from samskab.probing import Probing


@pytest.fixture
def tried(monkeypatch, tmp_path):
    def tried(env, probed=None):
        if probed:
            store = SimpleNamespace(probe=lambda: probed, close=lambda: None)
            monkeypatch.setattr(probing, "open_store", lambda url, kinds: store)
        url = f"sqlite:///{tmp_path}/gateway.db"
        made = Probing("gateway", SimpleNamespace(env=env, store_url=url))
        made.try_()
        return made.uses()["store"]

    return tried


def test_a_store_that_keeps_what_it_must_is_named(tried):
    assert tried(Environment.PRODUCTION).startswith("SQLite ")


def test_one_that_does_not_is_told_where_it_is_tried_and_refused_in_production(tried):
    unsafe = Probed("Some DB 1.0", ("an id could be taken twice",))
    assert tried(Environment.LOCAL, unsafe) == "Some DB 1.0: an id could be taken twice"
    with pytest.raises(Unsuitable, match="not safe for production: an id could be taken twice"):
        tried(Environment.PRODUCTION, unsafe)
