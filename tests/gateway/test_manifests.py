from copy import deepcopy
from dataclasses import replace

import pytest

from gateway.manifests import ManifestWrong, Reading

SAME = "the same as ideas"


def changed(manifest, path, value):
    """Change one thing in a manifest, or take it out where the value is None."""
    *way, last = path.split("/")
    place = manifest
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return manifest


def test_the_municipality_itself_is_the_default(manifests, tmp_path):
    it = manifests.reading()
    it = Reading(tmp_path / "nothing here", it.instance, it.env, it.secret)
    routes = it.read(it.texts())
    assert list(routes.manifests) == ["kommune"]
    ideas = routes.find("/api/ideas").backend
    assert str(ideas.address) == "unix:/data/run/ideas.sock"
    assert ideas.audience == "kommune/ideas"
    assert routes.find("/subscriptions/confirm").backend.name == "notifications"
    parts = ("ideas", "journeys", "initiatives", "notifications", "gateway")
    assert routes.topics() == [f"samskab.kommune.{part}" for part in parts]


def test_a_department_has_names_addresses_limits_and_scopes(manifests, parks):
    manifests.write(parks)
    routes = manifests.read()
    parks = routes.manifests["parks"]
    assert [text.lang for text in parks.names] == ["da", "ar", "en"]
    (ideas,) = parks.services
    assert (ideas.address.host, ideas.address.port) == ("parks.example", 8001)
    assert (ideas.scopes, ideas.timeout, ideas.secret) == (frozenset(["read"]), 3.0, "p")
    assert parks.limits.key.amount == 100


def test_the_environment_decides_over_a_default(manifests):
    routes = manifests.read(IDEAS_ADDRESS="ideas:8000")
    assert str(routes.find("/api/ideas").backend.address) == "ideas:8000"


def test_each_service_has_a_secret_of_its_own(manifests, parks):
    manifests.write(changed(parks, "services/ideas/secret", "IDEAS_SECRET"))
    with pytest.raises(ManifestWrong) as wrong:
        manifests.read()
    assert (wrong.value.file, wrong.value.pointer) == ("parks.yaml", "/services/ideas/secret")


@pytest.mark.parametrize("weak", ["i", "a" * 64, "please-change-me-2ab1cd3ef4gh5ij6kl7"])
def test_in_production_a_weak_secret_of_a_service_is_refused(manifests, weak):
    it = replace(manifests.reading(), strict=True, secret=lambda name: weak)
    with pytest.raises(ManifestWrong) as wrong:
        it.read(it.texts())
    assert wrong.value.pointer == "/services/ideas/secret"


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    [
        ("id", "Parks!", "/id"),
        ("id", None, "/id"),
        ("names/en", None, "/names/en"),
        ("colour", "green", "/colour"),
        ("services/ideas/adress", "x:1", "/services/ideas/adress"),
        ("services/ideas/address", "nowhere", "/services/ideas/address"),
        ("services/ideas/address", "${NOT_SET}", "/services/ideas/address"),
        ("services/ideas/address", "host:99999", "/services/ideas/address"),
        ("services/ideas/secret", "NOBODYS_SECRET", "/services/ideas/secret"),
        ("services/ideas/secret", "plain secret", "/services/ideas/secret"),
        ("services/ideas/paths", [], "/services/ideas/paths"),
        ("services/ideas/paths", ["api"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/api/departments"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/ideas", "/docs"], "/services/ideas/paths/1"),
        ("services/ideas/paths", ["/api"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/api/*"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/api/*/trees"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/*/trees"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/trees/a*"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/trees/**"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/trees/*/"], "/services/ideas/paths/0"),
        ("services/ideas/paths", ["/a/*/*/*/*"], "/services/ideas/paths/0"),
        ("services/ideas/scopes", ["everything"], "/services/ideas/scopes/0"),
        ("services/ideas/timeout", 0, "/services/ideas/timeout"),
        ("limits/key", "many", "/limits/key"),
        ("topics", ["intake"], "/topics/0"),
        ("services/other", SAME, "/services/other/paths/0"),
        ("id", "kommune", "/id"),
    ],
)
def test_a_wrong_manifest_is_told_by_file_and_place(manifests, parks, path, value, pointer):
    value = deepcopy(parks["services"]["ideas"]) if value == SAME else value
    manifests.write(changed(parks, path, value))
    with pytest.raises(ManifestWrong) as no:
        manifests.read()
    assert (no.value.file, no.value.pointer) == ("parks.yaml", pointer)
    assert "parks.yaml" in str(no.value)


def test_a_path_with_a_star_leads_into_a_service_of_a_department(manifests, parks):
    manifests.write(changed(parks, "services/ideas/paths", ["/api/trees/*/leaves", "/trees/*"]))
    routes = manifests.read()
    for path in ("/d/parks/api/trees/7/leaves", "/d/parks/trees/7/new"):
        assert routes.find(path).backend.audience == "parks/ideas"
    assert routes.find("/d/parks/api/trees/7") is None


def test_two_services_that_could_answer_the_same_path_are_refused(manifests, parks):
    other = deepcopy(parks["services"]["ideas"])
    other |= {"secret": "PARKS_TREES_SECRET", "paths": ["/a/b/*"]}
    manifests.write(
        changed(changed(parks, "services/ideas/paths", ["/a/*/c"]), "services/x", other)
    )
    it = replace(manifests.reading(), secret=lambda name: name)
    with pytest.raises(ManifestWrong) as no:
        it.read(it.texts())
    assert no.value.pointer == "/services/x/paths/0"


def test_the_thread_of_an_idea_is_answered_by_who_keeps_threads(manifests):
    routes = manifests.read()
    for path in ("/api/ideas/1/trace", "/ideas/1/thread", "/d/kommune/api/ideas/1/trace"):
        assert routes.find(path).backend.name == "initiatives"
    for path in ("/api/ideas/1/history", "/ideas/1", "/api/offers", "/track"):
        assert routes.find(path).backend.name == "ideas"


@pytest.mark.parametrize(
    "text",
    [
        "id: [",
        "id: a\nid: b\n",
        "a: &a [x]\nb: *a\n",
        "!!python/object/apply:os.system ['true']",
        "just words",
        "id: \x00",
        "",
    ],
)
def test_a_manifest_that_cannot_be_read_is_told_by_file(manifests, text):
    manifests.write(text)
    with pytest.raises(ManifestWrong) as no:
        manifests.read()
    assert (no.value.file, no.value.pointer) == ("parks.yaml", "")


def test_a_manifest_that_is_no_text_is_told(manifests):
    (manifests.folder / "parks.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(ManifestWrong, match=r"parks.yaml: The file cannot be read"):
        manifests.read()


def test_an_endless_manifest_is_told(manifests):
    manifests.write("# " + "x" * 300_000)
    with pytest.raises(ManifestWrong, match="too large"):
        manifests.read()


def test_the_instance_itself_needs_a_manifest(manifests, parks):
    manifests.write(parks)
    (manifests.folder / "kommune.yaml").unlink()
    with pytest.raises(ManifestWrong, match="no manifest for the instance kommune"):
        manifests.read()
