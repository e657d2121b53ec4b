"""Journeys as they are handed in, of any size."""

from hands import da

DEPARTMENTS = ("integration", "skole", "sundhed", "kultur")


def plan(personas, stages=6, steps=30, handoffs=8):
    """Return a whole journey as it is handed in: hand-offs go from step to step."""
    each = steps // stages
    keys = [f"s{number}" for number in range(stages * each)]
    return {
        "type": "as_is",
        "title": da("Jeg kommer til kommunen"),
        "personaIds": [*personas],
        "stages": [
            {
                "title": da(f"Fase {number + 1}"),
                "period": "during",
                "steps": [
                    step(key, personas[0]) for key in keys[number * each : (number + 1) * each]
                ],
            }
            for number in range(stages)
        ],
        "handoffs": [
            {
                "fromStep": keys[number],
                "toStep": keys[number + 1],
                "fromDepartmentId": DEPARTMENTS[number % 4],
                "toDepartmentId": DEPARTMENTS[(number + 1) % 4],
                "what": "information",
                "waitingDays": number * 3 + 1,
                "informationLost": da("Hvad familien allerede har fortalt."),
            }
            for number in range(handoffs)
        ],
    }


def step(key, persona):
    number = int(key[1:])
    return {
        "key": key,
        "title": da(f"Trin {number + 1}"),
        "action": da("Går til et møde."),
        "momentOfTruth": number % 10 == 3,
        "feelings": [{"personaId": persona, "value": number % 5 - 2, "source": "observed"}],
        "touchpoints": [
            {
                "title": da("Samtale"),
                "channel": "in_person",
                "ownerDepartmentId": DEPARTMENTS[number % 4],
            }
        ],
    }


def steps_of(journey):
    """Return the ids of a journey's steps, in order."""
    return [step["id"] for stage in journey["stages"] for step in stage["steps"]]
