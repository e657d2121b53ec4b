"""Answering ideas as their first moderators did: published, rejected, or left to wait."""

from collections.abc import Sequence
from dataclasses import replace

from samskab.client import Client, Refused
from samskab.imports.planned import Planned
from samskab.imports.progress import Progress
from samskab.imports.together import together

VERBS = {"accepted": "publish", "rejected": "reject"}
NOT_ACCEPTED = {
    "da": "Moderatorerne i den oprindelige samtale lod den ikke komme med. "
    "Hvorfor har de ikke skrevet.",
    "de": "Die Moderation der ursprünglichen Befragung hat sie nicht zugelassen. "
    "Warum, hat sie nicht dazugeschrieben.",
    "en": "The moderators of the original conversation did not let it through. "
    "They did not write why.",
}
GONE_ON = 409


def answer(client: Client, planned: Sequence[Planned], progress: Progress) -> None:
    """Answer each idea that waits for a moderator; one that somebody else answered is let be."""

    def one(each: Planned) -> None:
        verb = VERBS[each.comment.moderated]
        once = f"polis/{each.name}/{verb}"
        body = {"reason": reason(each.language)} if verb == "reject" else None
        try:
            told = client.post(f"/api/ideas/{each.id}/{verb}", body, once=once).body
            each.receipt = replace(each.receipt, status=told["status"])
        except Refused as no:
            if no.status != GONE_ON:
                raise
        progress.step()

    together(client, one, planned)


def waiting(planned: Sequence[Planned]) -> list[Planned]:
    """Return those that wait for a moderator here and did not there."""
    here = [each for each in planned if each.receipt.status == "submitted"]
    return [each for each in here if each.comment.moderated in VERBS]


def reason(language: str) -> list[dict[str, str]]:
    """Return why it was rejected, in the idea's language first."""
    first = language if language in NOT_ACCEPTED else "en"
    order = [first, *(lang for lang in NOT_ACCEPTED if lang != first)]
    return [{"lang": lang, "text": NOT_ACCEPTED[lang]} for lang in order]
