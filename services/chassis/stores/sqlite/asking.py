"""From conditions and an order to a SELECT that looks at little more than it returns.

SQLite does not know how values are spread, so three things are settled here. An index that serves
both the equalities and the order is named outright. A word, a member or a value that only few
documents have is looked up first, and these few are sorted. And `in` on an index that serves the
order becomes a page for each value, merged.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import isqrt

from chassis.stores import Condition, Kind, Order, Where
from chassis.stores.sqlite.conditions import Sieve, Sql, all_of, plain, plain_ones, sieves
from chassis.stores.sqlite.names import column, documents, index, without_id

MOST_PAGES = 24
Fields = tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Rows to begin with, and the page that begins there."""

    rows: Sql
    page: Sql


@dataclass(frozen=True)
class Asked:
    """One page that is asked for, in a whole order (`places.whole`)."""

    kind: Kind
    where: Where
    order: Order
    start: tuple[Sql, ...]
    limit: int

    def statement(self, connection: sqlite3.Connection) -> Sql:
        """Return the SELECT of id, version and body."""
        serving = self._serving()
        few = self._few(connection, serving)
        if few:
            return few
        if serving:
            return self._merged(serving)
        return self._page(Sql(documents(self.kind)), self._plain())

    def _plain(self) -> list[Condition]:
        return plain_ones(self.where)

    def _known(self, fields: Fields, ops: Sequence[str]) -> Fields:
        """Return the first fields of an index, as far as their values are given."""
        known = {field for field, op, value in self._plain() if op in ops and value is not None}
        length = next((n for n, field in enumerate(fields) if field not in known), len(fields))
        return fields[:length]

    def _serving(self) -> Fields | None:
        """Return the index that serves order and equalities, the longest if there are several."""
        ordered = tuple(field for field, _ in self.order[:-1])
        if len({direction for _, direction in self.order}) > 1:
            return None
        fitting = [
            fields
            for fields in self.kind.indexes
            for known in [self._known(fields, ("eq", "in"))]
            if (known or ordered) and without_id(fields)[len(known) :] == ordered
        ]
        best = max(fitting, key=len, default=None)
        return best if best and 0 < len(_apart(self._plain(), best)) <= MOST_PAGES else None

    def _few(self, connection: sqlite3.Connection, serving: Fields | None) -> Sql | None:
        """Return the page through whatever lets the fewest documents through, if these are few."""
        ways = [*self._through_sieves(), *self._through_indexes(serving)]
        if not ways:
            return None
        most = _few(connection, documents(self.kind))
        found = [(_count(connection, way.rows, most), way) for way in ways]
        few = [(count, way) for count, way in found if count <= most]
        return min(few, key=lambda each: each[0])[1].page if few else None

    def _through_sieves(self) -> Iterator[Way]:
        for sieve in sieves(self.kind, self.where):
            source = f"{sieve.begun.text} CROSS JOIN {documents(self.kind)} USING (seq)"
            page = self._page(Sql(source, sieve.begun.values), self._plain(), sieve)
            yield Way(sieve.rows, page)

    def _through_indexes(self, serving: Fields | None) -> Iterator[Way]:
        """Give the indexes that know more of the values than the one that serves the order."""
        seen = set(self._known(serving, ("eq", "in"))) if serving else set()
        for fields in self.kind.indexes if serving else ():
            known = self._known(fields, ("eq",))
            if not set(known) <= seen:
                through = f"{documents(self.kind)} INDEXED BY {index(self.kind, fields)}"
                given = all_of([plain(each) for each in self._plain() if each[0] in known])
                rows = Sql(f"{through} WHERE {given.text}", given.values)
                yield Way(rows, self._page(Sql(through), self._plain()))

    def _merged(self, serving: Fields) -> Sql:
        """Return the page through the serving index: one for each value of an `in`, in order."""
        known = self._known(serving, ("eq", "in"))
        through = Sql(f"{documents(self.kind)} INDEXED BY {index(self.kind, serving)}")
        pages = [self._page(through, chosen) for chosen in _apart(self._plain(), known)]
        if len(pages) == 1:
            return pages[0]
        every = " UNION ALL ".join(f"SELECT * FROM ({page.text})" for page in pages)
        text = f"SELECT * FROM ({every}) {self._sorted()} LIMIT ?"
        return Sql(text, (*(value for page in pages for value in page.values), self.limit))

    def _page(
        self, source: Sql, conditions: Sequence[Condition], begun: Sieve | None = None
    ) -> Sql:
        others = [each.here for each in sieves(self.kind, self.where) if each != begun]
        fits = all_of([*map(plain, conditions), *others, *self.start])
        what = "SELECT id, version, body"
        text = f"{what} FROM {source.text} WHERE {fits.text} {self._sorted()} LIMIT ?"
        return Sql(text, (*source.values, *fits.values, self.limit))

    def _sorted(self) -> str:
        directions = {1: "ASC", -1: "DESC"}
        by = [f"{column(field)} {directions[direction]}" for field, direction in self.order]
        return f"ORDER BY {', '.join(by)}"


def _few(connection: sqlite3.Connection, table: str) -> int:
    """Return with how many it is better to begin than to search the order for them.

    To begin with m of n documents costs m steps, to meet twenty of them in order 20 n / m; a
    step of the first kind is about twice one of the second.
    """
    (newest,) = connection.execute(f"SELECT max(seq) FROM {table}").fetchone()
    return isqrt(10 * (newest or 0))


def _count(connection: sqlite3.Connection, rows: Sql, most: int) -> int:
    """Return how many rows there are, as far as that matters."""
    text = f"SELECT count(*) FROM (SELECT 1 FROM {rows.text} LIMIT ?)"
    (count,) = connection.execute(text, (*rows.values, most + 1)).fetchone()
    return int(count)


def _apart(conditions: Sequence[Condition], fields: Fields) -> list[list[Condition]]:
    """Return the conditions once for each choice of one value from every `in` on these fields."""
    choices: list[list[Condition]] = [
        [(field, "eq", each) for each in dict.fromkeys(value)]
        if op == "in" and field in fields
        else [(field, op, value)]
        for field, op, value in conditions
    ]
    return [list(chosen) for chosen in product(*choices)]
