"""What the gateway is told from outside."""

import ipaddress
from dataclasses import dataclass

from limits import parse
from marshmallow import ValidationError, validate

from chassis.settings import Codes, PartSettings, Secret, setting


def _limit(value: str) -> None:
    try:
        parse(value)
    except ValueError:
        raise ValidationError("A limit is written such as 100/minute or 5 per second.") from None


def _networks(values: list[str]) -> None:
    for value in values:
        try:
            ipaddress.ip_network(value.strip(), strict=False)
        except ValueError:
            raise ValidationError(f"{value} is neither an address nor a network.") from None


@dataclass(frozen=True, kw_only=True)
class Settings(Codes, PartSettings, part="gateway"):
    """Where the door is, whom it trusts, and how much it takes from whom."""

    host: str = setting(
        "GATEWAY_HOST", default="127.0.0.1", doc="The address of this machine that the door is on."
    )
    address: str = setting(
        "GATEWAY_ADDRESS",
        default="{GATEWAY_HOST}:{GATEWAY_PORT}",
        doc="Where the door listens: HOST:PORT or unix:PATH.",
    )
    secret: Secret = setting(
        "GATEWAY_SECRET",
        secret=True,
        doc="The gateway's own: makes the words under which its limits count strangers.",
    )
    trusted_proxies: tuple[str, ...] = setting(
        "GATEWAY_TRUSTED_PROXIES",
        default="",
        check=_networks,
        doc="Proxies in front of the door (addresses, networks) whose X-Forwarded-For counts.",
    )
    limit_key: str = setting(
        "GATEWAY_LIMIT_KEY",
        default="60000/minute",
        check=_limit,
        doc="The most requests of one key or one signed-in person.",
    )
    limit_address: str = setting(
        "GATEWAY_LIMIT_ADDRESS",
        default="1200/minute",
        check=_limit,
        doc="The most requests without key or sign-in from one address (IPv6: one /64 network).",
    )
    limit_ideas: str = setting(
        "GATEWAY_LIMIT_IDEAS",
        default="60/minute",
        check=_limit,
        doc="The most that is given or changed from one address without key or sign-in.",
    )
    limit_guesses: str = setting(
        "GATEWAY_LIMIT_GUESSES",
        default="30/minute",
        check=_limit,
        doc="The most tries with tracking codes, unknown keys and sign-in links from one address.",
    )
    body_seconds: float = setting(
        "GATEWAY_BODY_SECONDS",
        default=20.0,
        check=validate.Range(0.1, 600),
        doc="How long a client may take to send its request, or to take a part of an answer.",
    )
    streams: int = setting(
        "GATEWAY_STREAMS",
        default=500,
        check=validate.Range(1, 3000),
        doc="The most event streams open at a time.",
    )
    streams_each: int = setting(
        "GATEWAY_STREAMS_EACH",
        default=20,
        check=validate.Range(1, 3000),
        doc="The most event streams open at a time for one key, person or address.",
    )
