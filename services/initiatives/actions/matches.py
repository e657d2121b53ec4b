"""Offers of help, asked for a need, used and let go. Their givers say yes or no elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.changes import Cause, Change
from chassis.clock import day
from chassis.codec import load
from chassis.errors import Unfit
from chassis.identity import Caller
from chassis.stores import Body
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.processes import part_ids
from initiatives.actions.seeing import given_of, on_offer, public
from initiatives.domain import matches as domain
from initiatives.domain.initiatives import Initiative
from initiatives.domain.needs import Offered, holds
from initiatives.domain.parts import part
from initiatives.events.parts import Texts, Unit


@dataclass(frozen=True)
class Matches:
    """The offers of help that initiatives have asked for."""

    initiatives: Initiatives
    now: Callable[[], datetime]

    def ask(
        self, caller: Caller, cause: Cause, id: str, need_id: str, idea_id: str
    ) -> tuple[Initiative, str]:
        """Ask the giver of an offer for help; gives the id of the match."""
        made = part_ids(cause, "match", id)()

        def decide(initiative: Initiative) -> Change[Initiative]:
            offered = self._is_offered(idea_id)
            return domain.ask(initiative, need_id, idea_id, made, offered=offered, at=self.now())

        return self.initiatives.steer(caller, cause, id, decide), made

    def use(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        match_id: str,
        amount: float,
        unit: Unit,
        thanks: Texts = (),
    ) -> Initiative:
        """Count help that was given, and thank for it."""

        def decide(initiative: Initiative) -> Change[Initiative]:
            match = part(initiative.matches, match_id)
            said = given_of(match, self._copy(match.idea_id)).said
            return domain.use(initiative, match_id, amount, unit, thanks, said=said, at=self.now())

        return self.initiatives.carry_out(caller, cause, id, decide)

    def free(self, caller: Caller, cause: Cause, id: str, match_id: str) -> Initiative:
        """Let an offer go, so that others can find it."""
        return self.initiatives.steer(
            caller, cause, id, lambda i: domain.free(i, match_id, self.now())
        )

    def _copy(self, idea_id: str) -> Body | None:
        return self.initiatives.seeing.copies([idea_id]).get(idea_id)

    def _is_offered(self, idea_id: str) -> bool:
        copy = self._copy(idea_id)
        if copy is None or not public(copy) or not copy.get("offer"):
            raise Unfit("There is no offer with this id.", pointer="/ideaId")
        offer = copy["offer"]
        free = on_offer(copy) and offer.get("status") == "offered"
        return free and holds(load(Offered, offer), day(self.now()))
