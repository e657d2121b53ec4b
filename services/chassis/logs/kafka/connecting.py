"""What a `kafka://` URL says about the way to the brokers.

    kafka://host:9092,other:9092
    kafka://user:password@host:9093?ca=/run/secrets/ca.pem&replication=3

With a user SASL is spoken (SCRAM-SHA-512), with `ca` or `tls=yes` TLS.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kafka.errors import KafkaError

KNOWN = {"ca", "tls", "replication"}


@dataclass(frozen=True)
class Brokers:
    """The way to the brokers, and how often they keep each record."""

    servers: tuple[str, ...]
    user: str = ""
    password: str = ""
    ca: str = ""
    tls: bool = False
    replication: int = 1

    def options(self) -> dict[str, Any]:
        """Return what every client is told."""
        told: dict[str, Any] = {
            "bootstrap_servers": list(self.servers),
            "request_timeout_ms": 5000,
            "bootstrap_timeout_ms": 5000,
            "reconnect_backoff_max_ms": 1000,
            "metadata_max_age_ms": 2000,
        }
        if self.user:
            told |= {
                "sasl_mechanism": "SCRAM-SHA-512",
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password,
            }
        security = ("SASL_" if self.user else "") + ("SSL" if self.tls else "PLAINTEXT")
        return told | {"security_protocol": security} | ({"ssl_cafile": self.ca} if self.ca else {})


def brokers(url: str) -> Brokers:
    """Read a URL; raises ValueError, without repeating the password."""
    parts = urlsplit(url)
    said = parse_qs(parts.query, strict_parsing=bool(parts.query))
    login, _, hosts = parts.netloc.rpartition("@")
    servers = tuple(host for host in hosts.split(",") if host)
    tls = said.get("tls", ["no"])
    odd = parts.path.strip("/") or parts.fragment or tls not in (["yes"], ["no"])
    if not servers or odd or not said.keys() <= KNOWN:
        raise ValueError("The URL of Kafka must look like kafka://host:9092,other:9092?ca=…")
    user, _, password = login.partition(":")
    return Brokers(
        servers,
        unquote(user),
        unquote(password),
        said.get("ca", [""])[0],
        "ca" in said or tls == ["yes"],
        int(said.get("replication", ["1"])[0]),
    )


def check(client: Any) -> None:
    """Raise what kafka-python 3.0.12 does not: that it learns of topics and leaders no more.

    It does so in a loop of its own. A refresh that fails while the loop waits for it ends the loop,
    and the client goes on for ever with what it knew. Whoever is told makes another client.
    """
    loop = client._cluster._refresh_loop_future
    if loop is not None and loop.is_done:
        raise KafkaError("The client has stopped to ask the brokers where things are.")


def keep_joining(consumer: Any) -> None:
    """Have a consumer finish what it has begun, which kafka-python 3.0.12 forgets.

    Where it joins anew because topics came, and the poll ends before that is done, it sees no
    reason any more to look how it went: it would stand still for ever, thrown out of its group.
    """
    coordinator = consumer._coordinator
    if coordinator.rejoining or coordinator.need_rejoin():
        coordinator.request_rejoin()
