from gateway.merging import Merged, merge

OWN = {
    "openapi": "3.1.0",
    "paths": {"/events": {"post": {}}},
    "components": {"schemas": {"Problem": {"type": "object"}, "Text": {"type": "string"}}},
}
OTHER = {
    "paths": {"/api/ideas": {"get": {"$ref": "#/components/schemas/Problem"}}, "/events": {}},
    "components": {"schemas": {"Problem": {"type": "array"}, "Text": {"type": "string"}}},
}


def test_documents_are_merged_under_the_address_of_the_door():
    merged = merge(OWN, {"ideas": OTHER}, "https://samskab.example")
    assert merged["servers"] == [{"url": "https://samskab.example"}]
    assert list(merged["paths"]) == ["/events", "/api/ideas"]
    assert merged["paths"]["/events"] == {"post": {}}


def test_what_two_describe_differently_gets_two_names():
    merged = merge(OWN, {"ideas": OTHER}, "")
    assert merged["components"]["schemas"] == {
        "Problem": {"type": "object"},
        "Text": {"type": "string"},
        "IdeasProblem": {"type": "array"},
    }
    ref = merged["paths"]["/api/ideas"]["get"]["$ref"]
    assert ref == "#/components/schemas/IdeasProblem"
    assert "IdeasProblem" not in str(OWN)


def test_what_a_service_said_last_is_kept_while_it_is_away(gateway):
    merged = Merged(lambda: OWN, gateway.following, gateway.passing, "")
    assert list(merged.get()["paths"]) == ["/events"]
    merged.kept["ideas"], merged.until = OTHER, 0.0
    assert "/api/ideas" in merged.get()["paths"]


def test_all_services_are_in_one_document(running):
    document = running.ask("GET", "/openapi.json").json
    assert {"/events", "/events/stream", "/api/departments", "/api/ideas"} <= set(document["paths"])
    assert "IdeasProblem" in document["components"]["schemas"]
