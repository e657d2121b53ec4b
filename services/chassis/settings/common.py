"""The settings that every part has, and those that every part has under its own name."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from marshmallow import validate

from chassis.logs import Topic
from chassis.settings.declared import MARK, setting
from chassis.settings.secret import Secret

INSTANCE = validate.Regexp(
    r"[a-z][a-z0-9-]{0,38}\Z", error="Small letters a-z, digits and dashes only, a letter first."
)
LOG_URL = validate.Regexp(
    r"(sqlite:///.+|kafka://[^/?#\s]+(\?\S*)?)\Z",
    error="sqlite:///path or kafka://host:port,host:port.",
)
STORE_URL = validate.Regexp(
    r"(sqlite:///.+|mongodb(\+srv)?://[^/?#\s]+/[^/?#\s]+(\?\S*)?)\Z",
    error="sqlite:///path or mongodb://host/database.",
)


class Environment(StrEnum):
    """Where this runs: on somebody's machine, or for citizens."""

    LOCAL = "local"
    PRODUCTION = "production"


@dataclass(frozen=True, kw_only=True)
class Common:
    """What every part is told."""

    env: Environment = setting(
        "SAMSKAB_ENV",
        default="local",
        doc="`production` refuses what is only good for trying: missing, short or default secrets.",
    )
    instance: str = setting(
        "INSTANCE",
        default="kommune",
        check=INSTANCE,
        doc="Whose instance this is: the municipality's, or a department's id.",
    )
    instances: tuple[str, ...] = setting(
        "INSTANCES",
        default="{INSTANCE}",
        check=lambda names: [INSTANCE(name.strip()) for name in names],
        doc="The instances whose events are listened to, separated by commas.",
    )
    data_dir: Path = setting(
        "DATA_DIR", default="data", doc="The folder for everything that is kept on this machine."
    )
    log_url: str = setting(
        "LOG_URL",
        default="sqlite:///{DATA_DIR}/log.db",
        check=LOG_URL,
        doc="Where events are written and read.",
    )
    log_partitions: int = setting(
        "LOG_PARTITIONS",
        default=4,
        check=validate.Range(1, 1000),
        doc="How many partitions a topic has when it is made: as many processes can share the work "
        "of one part. A topic that is there keeps those it has.",
    )
    gateway_port: int = setting(
        "GATEWAY_PORT", default=8080, check=validate.Range(1, 65535), doc="The port of the door."
    )
    public_url: str = setting(
        "PUBLIC_URL",
        default="http://127.0.0.1:{GATEWAY_PORT}",
        local_only=True,
        check=validate.Regexp(r"https?://[^/?#\s]+\Z", error="http(s)://host, without a path."),
        doc="The address of the door as people see it; links in pages and mails begin with it.",
    )
    site_name: str = setting(
        "SITE_NAME", default="Samskab", doc="What the site is called, at the top of every page."
    )
    authority: str = setting(
        "AUTHORITY", default="", doc="Who is responsible for the site, at the foot of every page."
    )
    accessibility_url: str = setting(
        "ACCESSIBILITY_URL",
        default="",
        doc="The address of the accessibility statement (lov om tilgængelighed af websteder).",
    )
    example: bool = setting(
        "EXAMPLE",
        default="no",
        doc="`yes` says on every page that all of it is made up; never in production. A data "
        "folder in which the example was played says so by itself.",
    )
    log_level: str = setting(
        "LOG_LEVEL",
        default="info",
        check=validate.OneOf(("debug", "info", "warning", "error")),
        doc="The least important lines that are logged: debug, info, warning or error.",
    )

    @property
    def made_up(self) -> bool:
        """Tell whether what is shown here is an example, also where it was played only just now."""
        if self.env is Environment.PRODUCTION:
            return False
        return self.example or (self.data_dir / "config" / MARK).exists()


@dataclass(frozen=True, kw_only=True)
class Codes:
    """What only those parts are told that make tracking codes and participants' cookies.

    Whoever has it can compute the code of any contribution, so no other part is given it.
    """

    instance_secret: Secret = setting(
        "INSTANCE_SECRET",
        secret=True,
        doc="Makes tracking codes and participants' cookies; at least 32 random characters.",
    )


@dataclass(frozen=True, kw_only=True)
class PartSettings(Common):
    """What every part is told under its own name: `class Settings(PartSettings, part="ideas")`."""

    part: ClassVar[str] = ""

    store_url: str = setting(
        "{PART}_STORE_URL",
        default="sqlite:///{DATA_DIR}/{part}.db",
        check=STORE_URL,
        doc="Where the part keeps its documents.",
    )
    secret: Secret = setting(
        "{PART}_SECRET",
        secret=True,
        doc="Shared by the gateway and this part alone: who is asking is signed with it.",
    )
    address: str = setting(
        "{PART}_ADDRESS",
        default="unix:{DATA_DIR}/run/{part}.sock",
        doc="Where the part answers requests: unix:PATH or HOST:PORT.",
    )
    work_address: str = setting(
        "{PART}_WORK_ADDRESS",
        default="unix:{DATA_DIR}/run/{part}-work.sock",
        doc="Where the part's work tells how it is doing.",
    )

    @property
    def source(self) -> str:
        """Where this part's own facts come from, as they say themselves."""
        return f"/samskab/{self.instance}/{self.part}"

    @property
    def topic(self) -> Topic:
        """The topic of this part's own facts."""
        return self._topic(self.part)

    @property
    def intake(self) -> Topic:
        """The topic of what portals hand in: kept for a week, read by ideas alone."""
        return self._topic("intake", compacted=False)

    def _topic(self, name: str, compacted: bool = True) -> Topic:
        return Topic(f"samskab.{self.instance}.{name}", self.log_partitions, compacted)

    def __init_subclass__(cls, *, part: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        if part:
            cls.part = part
