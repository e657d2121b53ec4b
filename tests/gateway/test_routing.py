import pytest

from chassis.addresses import parse
from chassis.changes import Text
from gateway.routing import Backend, Manifest, routes


def backend(department, name, *paths):
    return Backend(department, name, parse("unix:/x"), None, "secret", paths)


IDEAS = backend("kommune", "ideas", "/api/ideas", "/ideas")
DEEP = backend("kommune", "deep", "/api/ideas/deep")
PARKS = backend("parks", "ideas", "/api/ideas")
NAMES = (Text("da", "Navn"),)
ROUTES = routes(
    "kommune",
    [
        Manifest("kommune", NAMES, (IDEAS, DEEP), topics=("ideas",)),
        Manifest("parks", NAMES, (PARKS,), topics=("ideas", "gateway")),
        Manifest("roads", NAMES),
    ],
)


@pytest.mark.parametrize(
    ("path", "found", "inner"),
    [
        ("/api/ideas", IDEAS, "/api/ideas"),
        ("/api/ideas/1/publish", IDEAS, "/api/ideas/1/publish"),
        ("/api/ideas/deep/x", DEEP, "/api/ideas/deep/x"),
        ("/api/ideas/deeper", IDEAS, "/api/ideas/deeper"),
        ("/ideas/new", IDEAS, "/ideas/new"),
        ("/static/ideas/look.css", IDEAS, "/static/ideas/look.css"),
        ("/d/parks/api/ideas/1", PARKS, "/api/ideas/1"),
        ("/d/kommune/ideas", IDEAS, "/ideas"),
        ("/api/ideas/" + "a/" * 500, IDEAS, "/api/ideas/" + "a/" * 500),
    ],
)
def test_the_longest_beginning_wins(path, found, inner):
    target = ROUTES.find(path)
    assert (target.backend, target.path) == (found, inner)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api",
        "/api/ideasx",
        "/API/ideas",
        "/api/departments",
        "/api/departments/kommune",
        "/d/",
        "/d/parks",
        "/d/parks/",
        "/d/parks/ideas",
        "/d/roads/api/ideas",
        "/d/nobody/api/ideas",
        "/d/d/parks/api/ideas",
        "/static/chassis/x",
        "/x" * 1000,
    ],
)
def test_the_gateway_answers_all_else_itself(path):
    assert ROUTES.find(path) is None


def test_a_departments_services_are_its_own():
    assert ROUTES.backends() == (IDEAS, DEEP)
    assert ROUTES.backends("parks") == (PARKS,)
    assert ROUTES.backends("nobody") == ()
    assert list(ROUTES.everywhere()) == [IDEAS, DEEP, PARKS]
    assert ROUTES.topics() == [
        "samskab.kommune.ideas",
        "samskab.parks.ideas",
        "samskab.parks.gateway",
    ]


def test_a_secret_is_not_shown():
    assert "secret" not in repr(IDEAS)
