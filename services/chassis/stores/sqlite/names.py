"""How things are called in the file."""

from collections.abc import Sequence

from chassis.stores import Kind


def documents(kind: Kind) -> str:
    """Return the table of documents."""
    return f"doc_{_safe(kind.name)}"


def members_of(kind: Kind) -> str:
    """Return the table of the members of lists."""
    return f"member_{_safe(kind.name)}"


def words_of(kind: Kind) -> str:
    """Return the table of words."""
    return f"word_{_safe(kind.name)}"


def index(kind: Kind, fields: Sequence[str]) -> str:
    """Return a declared index."""
    return f"{documents(kind)}_by_" + "_and_".join(field.replace(".", "_") for field in fields)


def without_id(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of an index as declared, without the id that ends every index."""
    return fields[:-1] if fields and fields[-1] == "id" else fields


def column(field: str) -> str:
    """Return the expression of a field, the same in every index and question."""
    if field == "id":
        return "id"
    path = ".".join(_safe(name) for name in field.split("."))
    return f"json_extract(body, '$.{path}')"


def _safe(name: str) -> str:
    """Names become part of a statement, so only those that are plain words may."""
    if not (name.isidentifier() and name.isascii()):
        raise ValueError(f"{name!r} cannot be the name of a kind or field.")
    return name
