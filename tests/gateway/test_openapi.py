from openapi_spec_validator import validate

from gateway.openapi import own_openapi


def test_what_openapi_says_is_valid(own):
    document = own_openapi(own)
    validate(document)
    assert set(document["paths"]) == {
        "/api/departments",
        "/api/departments/{department_id}",
        "/events",
        "/events/stream",
    }


def test_every_route_is_described_or_known_not_to_be_part_of_the_contract(own):
    pages = {
        "/",
        "/catalog",
        "/catalog/<type_>",
        "/docs",
        "/livez",
        "/metrics",
        "/openapi.json",
        "/readyz",
        "/sign-in",
        "/sign-in/<code>",
        "/sign-out",
        "/static/chassis/<print>/<name>",
        "/static/gateway/<print>/<name>",
        "/status",
    }
    told = {path.replace("{", "<").replace("}", ">") for path in own_openapi(own)["paths"]}
    assert {rule.rule for rule in own.url_map.iter_rules()} == pages | told
