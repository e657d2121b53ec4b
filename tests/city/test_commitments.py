"""Leaders commit or say why not, see what is theirs, stop what does not work (LED-1, 2, 6)."""

from hands import da, day, soon


def test_it_is_approved_when_the_last_who_leads_or_contributes_has_accepted(town):
    made = town.initiative()
    for department in ("skole", "sundhed"):
        town.commit(made, department)
    town.commit(made, "kultur", "informed")
    assert town.answer(made, "kommune")["status"] == "proposed"
    assert town.answer(made, "skole")["status"] == "proposed"
    done = town.answer(made, "sundhed")
    assert done["status"] == "approved"
    assert done["decisions"][-1]["what"] == "approved"
    assert done["decisions"][-1]["departmentId"] == "sundhed"
    assert "name" not in done["decisions"][-1]


def test_a_no_needs_a_reason_and_who_leads_is_told(town):
    made = town.initiative(title=da("Lektiecafé i sommerferien"))
    its = town.commit(made, "skole")
    path = f"/api/initiatives/{made['id']}/commitments/{its['id']}/decline"
    town.leader("skole").no(422, "POST", path, {})
    after = town.leader("skole").post(path, {"reason": da("Vi har ikke lokaler.")})
    assert town.commitment(after, "skole")["status"] == "declined"
    assert town.commitment(after, "skole")["reason"][0]["text"] == "Vi har ikke lokaler."
    assert town.answer(made, "kommune")["status"] != "approved"
    soon(lambda: told(town.leader(), "Lektiecafé i sommerferien", "Vi har ikke lokaler."))


def test_nobody_else_answers_for_a_department(town):
    made = town.initiative()
    its = town.commit(made, "skole")
    path = f"/api/initiatives/{made['id']}/commitments/{its['id']}/accept"
    town.leader("kommune").no(403, "POST", path, {})
    town.leader("sundhed").no(403, "POST", path, {})
    town.consultant.no(403, "POST", path, {})
    town.portal.no(403, "POST", path, {})
    town.anyone.no(401, "POST", path, {})
    assert town.commitment(town.get(made), "skole")["status"] == "asked"


def test_a_department_sees_what_is_its_own_and_what_is_late_first(town):
    leader = town.leader("kultur")
    process = town.process()["id"]
    asked = {"department": "kultur", "role": "lead,contributing", "process": process}
    mine = [town.initiative(department="kultur", processId=process) for _ in range(2)]
    with_us = town.initiative(processId=process)
    town.commit(with_us, "kultur")
    only_told = town.initiative(processId=process)
    town.commit(only_told, "kultur", "informed")
    town.initiative(processId=process)
    ended = town.initiative(department="kultur", processId=process)
    leader.post(f"/api/initiatives/{ended['id']}/stop", {"reason": da("Ingen kom.")})
    late = f"/api/initiatives/{mine[0]['id']}/milestones"
    leader.post(late, {"title": da("Lokale fundet"), "departmentId": "kultur", "due": day(-3)})
    found = leader.items("/api/initiatives", status="active", **asked)
    assert found[0]["id"] == mine[0]["id"]
    assert {each["id"] for each in found} == {mine[0]["id"], mine[1]["id"], with_us["id"]}
    counts = leader.get("/api/initiatives/counts", status="active", **asked)
    assert len(found) == counts["total"] == 3


def test_stopping_needs_a_reason_frees_the_help_and_tells_everyone(town):
    idea, offer = town.idea("En café for nye"), town.offer("Jeg kan oversætte")
    made = town.initiative(title=da("Sprogcafé om tirsdagen"), ideaIds=[idea["id"]])
    town.commit(made, "skole")
    town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    path = f"/api/initiatives/{made['id']}/stop"
    town.leader().no(422, "POST", path, {})
    stopped = town.leader().post(path, {"reason": da("Der kom for få.")})
    assert (stopped["status"], stopped["matches"][0]["status"]) == ("stopped", "freed")
    town.asks(offer, "released")
    soon(lambda: town.anyone.get(f"/api/offers/{offer['id']}")["offer"]["status"] == "offered")
    soon(lambda: once(town.inbox(idea), "Sprogcafé om tirsdagen", "for få"))
    soon(lambda: once(town.inbox(offer), "Sprogcafé om tirsdagen", "not need it any more"))
    soon(lambda: told(town.leader("skole"), "Sprogcafé om tirsdagen", "for få"))


def told(leader, *words):
    """Return the messages to a department in which all of these words are."""
    return having(leader.items("/api/inbox"), *words)


def having(messages, *words):
    return [each for each in messages if all(word in str(each) for word in words)]


def once(messages, *words):
    found = having(messages, *words)
    assert len(found) <= 1, found
    return found
