"""What a route gives: lists, in pages."""

import re


def test_a_list_comes_in_pages_with_a_link_to_the_next(ask, app):
    answer = ask("GET", "/api/things?status=a&status=b&open=true&limit=2")
    assert len(answer.json["items"]) == 2
    link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers["Link"])[1]
    assert link == "/api/things?status=a&status=b&open=true&limit=2&after=the+next+place"
    again = ask("GET", link)
    assert "Link" not in again.headers
    assert [kept[:2] for kept in app.kept] == [(2, None), (2, "the next place")]
    assert app.kept[0][2] == {"status": ["a", "b"], "open": True}


def test_a_list_has_twenty_unless_asked(ask, app):
    ask("GET", "/api/things")
    assert app.kept == [(20, None, {})]
