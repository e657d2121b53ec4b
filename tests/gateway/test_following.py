import json
import threading

import pytest
import yaml

from gateway import following
from gateway.following import Following
from gateway.manifests import ManifestWrong


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "run" / "departments.json"


def test_a_new_manifest_holds_when_it_is_looked_at(manifests, parks, kept):
    it = Following(manifests.reading(), kept)
    assert it.look() is False
    manifests.write(parks)
    assert it.look() is True
    assert "parks" in it.current.manifests
    (manifests.folder / "parks.yaml").unlink()
    assert it.look() is True
    assert "parks" not in it.current.manifests


def test_a_wrong_manifest_changes_nothing_and_is_told(manifests, parks, kept):
    manifests.write(parks)
    it = Following(manifests.reading(), kept)
    before = it.current
    manifests.write("id: [")
    assert it.look() is False
    assert it.current is before
    assert (it.trouble.file, it.trouble.why) == ("parks.yaml", "Line 1 cannot be read.")
    manifests.write(parks)
    assert it.look() is True
    assert it.trouble is None


def test_the_last_good_ones_hold_over_a_start(manifests, parks, kept):
    manifests.write(parks)
    Following(manifests.reading(), kept)
    manifests.write("id: [")
    it = Following(manifests.reading(), kept)
    assert "parks" in it.current.manifests
    assert it.trouble.file == "parks.yaml"


def test_a_first_start_with_a_wrong_manifest_says_so(manifests, parks, kept):
    manifests.write("id: [")
    with pytest.raises(ManifestWrong):
        Following(manifests.reading(), kept)


def test_no_secret_is_kept_beside_the_manifests(manifests, parks, kept):
    manifests.write(parks)
    Following(manifests.reading(), kept)
    assert set(json.loads(kept.read_text())) == {"kommune.yaml", "parks.yaml"}
    assert yaml.safe_load(json.loads(kept.read_text())["parks.yaml"]) == parks


def test_it_looks_by_itself_until_it_is_told_to_stop(manifests, parks, kept, monkeypatch, waited):
    monkeypatch.setattr(following, "EVERY", 0.01)
    it, others = Following(manifests.reading(), kept), set(threading.enumerate())
    it.begin()
    (looking,) = set(threading.enumerate()) - others
    manifests.write(parks)
    waited(lambda: "parks" in it.current.manifests)
    it.close()
    looking.join(5)
    assert not looking.is_alive()
