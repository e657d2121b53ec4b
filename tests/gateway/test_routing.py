import pytest

from chassis.addresses import parse
from chassis.changes import Text
from gateway.routing import Backend, Manifest, at_odds, routes


def backend(department, name, *paths):
    return Backend(department, name, parse("unix:/x"), None, "secret", paths)


IDEAS = backend("kommune", "ideas", "/api/ideas", "/ideas")
DEEP = backend("kommune", "deep", "/api/ideas/deep")
THREAD = backend("kommune", "thread", "/api/ideas/*/trace", "/ideas/*/thread", "/api/x/*/*")
CLEAR = backend("kommune", "clear", "/api/x/*/clear", "/api/x/word", "/things/*")
PARKS = backend("parks", "ideas", "/api/ideas", "/api/trees/*/leaves", "/trees/*")
NAMES = (Text("da", "Navn"),)
ROUTES = routes(
    "kommune",
    [
        Manifest("kommune", NAMES, (IDEAS, DEEP, THREAD, CLEAR), topics=("ideas",)),
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
    ("path", "found", "route"),
    [
        ("/api/ideas/1/trace", THREAD, "/api/ideas/*/trace"),
        ("/api/ideas/1/trace/", THREAD, "/api/ideas/*/trace"),
        ("/api/ideas/1/trace/deep/down", THREAD, "/api/ideas/*/trace"),
        ("/api/ideas/*/trace", THREAD, "/api/ideas/*/trace"),
        ("/ideas/1/thread", THREAD, "/ideas/*/thread"),
        ("/api/ideas/1/history", IDEAS, "/api/ideas"),
        ("/api/ideas/1/traces", IDEAS, "/api/ideas"),
        ("/api/ideas/1/2/trace", IDEAS, "/api/ideas"),
        ("/api/ideas/trace", IDEAS, "/api/ideas"),
        ("/api/ideas//trace", IDEAS, "/api/ideas"),
        ("/api/ideas/1%2Ftrace", IDEAS, "/api/ideas"),
        ("/ideas/1", IDEAS, "/ideas"),
        ("/api/ideas/deep/trace", THREAD, "/api/ideas/*/trace"),
        ("/api/x/1/clear", CLEAR, "/api/x/*/clear"),
        ("/api/x/1/other", THREAD, "/api/x/*/*"),
        ("/api/x/word", CLEAR, "/api/x/word"),
        ("/api/x/word/other", THREAD, "/api/x/*/*"),
        ("/things/1/2", CLEAR, "/things/*"),
        ("/d/kommune/api/ideas/1/trace", THREAD, "/api/ideas/*/trace"),
        ("/d/parks/api/trees/1/leaves", PARKS, "/api/trees/*/leaves"),
        ("/d/parks/trees/1", PARKS, "/trees/*"),
        ("/d/parks/api/ideas/1/trace", PARKS, "/api/ideas"),
    ],
)
def test_a_star_is_any_one_part_of_a_path(path, found, route):
    target = ROUTES.find(path)
    assert (target.backend, target.route) == (found, route)


@pytest.mark.parametrize("path", ["/things", "/things/", "/d/parks/trees", "/d/parks/trees/"])
def test_a_star_is_not_nothing(path):
    assert ROUTES.find(path) is None


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        ("/a/b", "/a/b", True),
        ("/a/*", "/a/*", True),
        ("/a/*/c", "/a/b/*", True),
        ("/a/*/c", "/a/*/*", False),
        ("/a/*/c", "/a/b/c", False),
        ("/a/*/c", "/a/*/d", False),
        ("/a/*", "/a/*/c", False),
        ("/a/*/c", "/x/b/*", False),
    ],
)
def test_two_routes_are_at_odds_when_neither_is_clearly_meant(one, other, odd):
    assert at_odds(one, other) is at_odds(other, one) is odd


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
    assert ROUTES.backends() == (IDEAS, DEEP, THREAD, CLEAR)
    assert ROUTES.backends("parks") == (PARKS,)
    assert ROUTES.backends("nobody") == ()
    assert list(ROUTES.everywhere()) == [IDEAS, DEEP, THREAD, CLEAR, PARKS]
    assert ROUTES.topics() == [
        "samskab.kommune.ideas",
        "samskab.parks.ideas",
        "samskab.parks.gateway",
    ]


def test_a_secret_is_not_shown():
    assert "secret" not in repr(IDEAS)
