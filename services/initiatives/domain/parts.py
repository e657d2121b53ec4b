"""How the parts of an initiative are found, exchanged and kept few enough for one document."""

from typing import Protocol, TypeVar

from chassis.errors import NotThere, Unfit


class Part(Protocol):
    """Something in an initiative that has an id of its own."""

    @property
    def id(self) -> str:
        """The id, which lasts."""


P = TypeVar("P", bound=Part)


def part(parts: tuple[P, ...], id: str) -> P:
    """Return the part with this id, or raise `NotThere`."""
    for each in parts:
        if each.id == id:
            return each
    raise NotThere("There is nothing with this id.")


def exchanged(parts: tuple[P, ...], new: P) -> tuple[P, ...]:
    """Return the parts with this one in the place of its former self."""
    return tuple(new if each.id == new.id else each for each in parts)


def added(parts: tuple[P, ...], new: P, most: int) -> tuple[P, ...]:
    """Return the parts with one more, or refuse where there are so many already."""
    if len(parts) >= most:
        raise Unfit("There are {most} of these already, and no more fit in.", most=most)
    return (*parts, new)
