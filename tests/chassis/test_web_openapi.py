"""OpenAPI and JSON Schema follow from what routes take and give."""

from openapi_spec_validator import validate as validate_openapi

from chassis.web import json_schema, openapi


def test_openapi_is_valid_and_says_what_is_true(app):
    document = openapi(app, "Trial")
    validate_openapi(document)
    assert document["openapi"] == "3.1.0"
    make = document["paths"]["/api/things"]["post"]
    assert make["summary"] == "Make a thing."
    assert make["description"] == "And say so at length."
    assert make["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
    assert "Idempotency-Key" in [each["name"] for each in make["parameters"]]
    found = document["components"]["schemas"]
    assert found["New"]["additionalProperties"] is False
    assert "ageBand" in found["New"]["properties"]
    assert found["New"]["required"] == ["title"]
    assert "additionalProperties" not in found["Thing"]
    query = document["paths"]["/api/things"]["get"]["parameters"]
    assert {each["name"] for each in query} == {"limit", "after", "kind", "status", "open"}
    (place,) = document["paths"]["/api/things/{thing_id}"]["get"]["parameters"]
    assert (place["in"], place["required"]) == ("path", True)
    assert document["components"]["securitySchemes"]["key"]["name"] == "X-API-Key"
    assert "/livez" not in document["paths"]


def test_a_schema_can_stand_alone_as_json_schema(New):
    told = json_schema(New, "a new thing")
    assert told["properties"]["title"]["anyOf"][1]["items"] == {"$ref": "#/$defs/Text"}
    assert told["$defs"]["Place"]["required"] == ["street"]
