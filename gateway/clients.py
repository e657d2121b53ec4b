"""Where a request comes from, for limits: an address, of IPv6 its /64 network."""

import ipaddress
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

HERE = "here"
"""For who comes over a unix socket."""


class Clients:
    """Finds out who is behind a request; believes nobody but the proxies it was told of."""

    def __init__(self, trusted: Sequence[str]) -> None:
        self.trusted = [ipaddress.ip_network(each, strict=False) for each in trusted if each]

    def of(self, environ: Mapping[str, Any]) -> str:
        """Return the network that the request comes from."""
        nearest: str = environ.get("REMOTE_ADDR") or ""
        if self.trusted and self._trusts(nearest):
            for said in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[-20:]):
                if not said.strip():
                    break
                nearest = said.strip()
                if not self._trusts(nearest):
                    break
        return network(nearest)

    def _trusts(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.trusted)


@lru_cache(10_000)
def network(address: str) -> str:
    """Return what is limited as one: an IPv4 address, an IPv6 /64 network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return HERE
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
