"""`deploy/.env.example`: everything that the compose files let operators say, from those files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chassis.settings import Setting, declared, setting
from samskab.parts import PARTS
from samskab.settings import classes

HEAD = """\
# What the compose files in this folder are told; written by `make contracts`, a test compares.
# `deploy/secrets` copies it to .env and fills in every secret. A line that is commented out says
# what holds without it. Whoever reads .env can speak as any part: it is for its owner alone.
"""
ASKED = re.compile(r"(?<!\$)\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True, kw_only=True)
class Containers:
    """What only the compose files are told, and no part."""

    images: str = setting(
        "SAMSKAB_IMAGES", doc="How the names of the parts' images begin: a registry's, or none."
    )
    version: str = setting("SAMSKAB_VERSION", doc="The version of the parts' images.")
    mongo_image: str = setting("MONGO_IMAGE", doc="The image of MongoDB.")
    kafka_image: str = setting("KAFKA_IMAGE", doc="The image of Apache Kafka.")
    mongo_password: str = setting(
        "MONGO_ROOT_PASSWORD", doc="MongoDB's own: for who looks after it, no part has it."
    )
    mongo_data: str = setting("MONGO_DATA", doc="A volume, or a folder of the user 999.")
    kafka_data: str = setting("KAFKA_DATA", doc="A volume, or a folder of the user 1000.")
    cluster: str = setting("KAFKA_CLUSTER_ID", doc="Kafka's id; never another one on old data.")
    advertised: str = setting(
        "KAFKA_ADVERTISED",
        doc="HOST:PORT at which every part reaches Kafka.",
    )
    ca: str = setting(
        "CA_FILE",
        doc="The certificate of who vouches for Kafka and MongoDB, for a URL with "
        "`ca=/run/samskab/ca.pem` or `tlsCAFile=/run/samskab/ca.pem` in it.",
    )
    mongo_published: str = setting(
        "MONGO_PUBLISHED", doc="mongo.yaml alone: where this machine answers for MongoDB."
    )
    kafka_published: str = setting(
        "KAFKA_PUBLISHED", doc="kafka.yaml alone: where this machine answers for Kafka."
    )
    gateway_published: str = setting(
        "GATEWAY_PUBLISHED",
        doc="Where this machine has the door, for the proxy with TLS.",
    )


def env_example(folder: Path) -> str:
    """Return the file; raises LookupError where a file asks for what nobody explains."""
    asked, known = _asked(folder), _known()
    if unknown := asked.keys() - known.keys():
        raise LookupError(f"The compose files ask for {sorted(unknown)}, which nobody explains.")
    told = (_lines(known[name], asked[name]) for name in known if name in asked)
    return "\n".join([HEAD, *told])


def _asked(folder: Path) -> dict[str, str | None]:
    """Return what the files ask for and what holds without it; None where it must be said."""
    found: dict[str, str | None] = {}
    for file in sorted(folder.glob("*.yaml")):
        text = re.sub(r"^\s*#.*", "", file.read_text(), flags=re.MULTILINE)
        for name, sign, value in ASKED.findall(text):
            told = None if sign == "?" else value
            if found.setdefault(name, told) != told:
                raise LookupError(f"{name} is {told!r} in {file.name} and {found[name]!r} before.")
        for name in _passed_on(yaml.safe_load(text)):
            found.setdefault(name, "")
    return found


def _passed_on(said: Any) -> Iterator[str]:
    """Give the names of the variables that go into a container as they are."""
    for each in said["services"].values():
        yield from (name for name, value in each["environment"].items() if value is None)


def _known() -> dict[str, Setting]:
    """Return everything that can be said, in the order in which it is told."""
    settings = {said.name: said for said in declared(Containers)}
    for part in PARTS:
        settings |= {said.name: said for said in _placed(part)}
    for cls in classes():
        for said in declared(cls):
            settings.setdefault(said.name, said)
    return settings


def _placed(part: str) -> Iterator[Setting]:
    """Give what is said of a part's containers."""
    name = part.upper()
    yield Setting(f"{name}_LOG_URL", f"Where {part} writes and reads events: its LOG_URL.")
    yield Setting(f"{name}_DATA", f"A volume, or a folder of the user 10001, for {part}.")
    if part != "gateway":
        alone = f"{part}.yaml alone: where this machine answers for {part}"
        yield Setting(f"{name}_PUBLISHED", f"{alone}.")
        yield Setting(f"{name}_WORK_PUBLISHED", f"{alone}'s work.")


def _lines(said: Setting, default: str | None) -> str:
    doc = said.doc
    if said.name.endswith("_STORE_URL"):
        doc += " mongodb://USER:PASSWORD@HOST:27017/DATABASE, each part with its own user."
    if default is None:
        return f"# {doc} It must be said.\n{said.name}=\n"
    default = default or ("" if "{" in said.default or said.default == "no" else said.default)
    return f"# {doc}\n#{said.name}={default}\n"
