"""The documents hold: links lead somewhere, excerpts are real, what they name exists."""

import json
import re
import subprocess
import textwrap
import tomllib
from pathlib import Path
from urllib.parse import unquote

import yaml

from chassis.words import Words
from samskab.cli import COMMANDS

HERE = Path(__file__).parent.parent
ELSEWHERE = {"data", "dist"}
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
LEFT_OUT = re.compile(r"^\s*(?:#\s*)?…\s*$", re.MULTILINE)
SETTING = re.compile(r"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b")
NO_SETTINGS = {"CODE_OF_CONDUCT", "PIP_CERT", "PIP_INDEX_URL"}


def pages():
    tops = (p for p in HERE.iterdir() if not p.name.startswith(".") and p.name not in ELSEWHERE)
    found = [p for top in tops for p in ([top] if top.is_file() else top.rglob("*.md"))]
    return sorted(p.relative_to(HERE) for p in found if p.suffix == ".md")


def text_of(page):
    return (HERE / page).read_text()


def prose_of(page):
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text_of(page)))


def blocks_of(page):
    return [(m[2].split(), textwrap.dedent(m[3])) for m in FENCE.finditer(text_of(page))]


def anchors_of(text):
    """Return the anchors of a page's headings, as the usual viewers make them."""
    found = {}
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")
        found[anchor] = found.get(anchor, -1) + 1
    return {a if n == 0 else f"{a}-{n}" for a, last in found.items() for n in range(last + 1)}


def test_every_link_leads_somewhere():
    broken = []
    for page in pages():
        for link in LINK.findall(prose_of(page)):
            path, _, anchor = unquote(link).partition("#")
            target = (HERE / page).parent / path if path else HERE / page
            if re.match(r"[a-z]+:", link):
                continue
            if not target.exists() or (anchor and anchor not in anchors_of(target.read_text())):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_every_excerpt_stands_in_the_file_it_names():
    wrong = []
    for page in pages():
        for info, block in blocks_of(page):
            if len(info) > 1 and "/" in info[1]:
                source = flat((HERE / info[1]).read_text())
                parts = [part for part in LEFT_OUT.split(block) if flat(part) not in source]
                wrong += [f"{page}: {info[1]}: {part}" for part in parts]
    assert wrong == []


def flat(code):
    """Return code without its indentation and empty lines, as one text of whole lines."""
    lines = (line.strip() for line in code.splitlines())
    return "\n" + "".join(f"{line}\n" for line in lines if line)


def test_every_command_named_is_one_that_there_is():
    targets = set(re.findall(r"^([a-z][\w-]*):", text_of("Makefile"), re.MULTILINE))
    unknown = []
    for page in pages():
        made = re.findall(r"(?:`|^|&& )make ([a-z][\w-]*)", text_of(page), re.MULTILINE)
        typed = re.findall(r"(?:`|bin/|^)samskab ([a-z]+)", text_of(page), re.MULTILINE)
        unknown += [f"{page}: make {each}" for each in made if each not in targets]
        unknown += [f"{page}: samskab {each}" for each in typed if each not in COMMANDS]
    assert unknown == []


def test_every_setting_named_is_one_that_there_is():
    told = text_of("docs/settings.md") + text_of("deploy/.env.example")
    known = set(SETTING.findall(told)) | NO_SETTINGS
    unknown = []
    for page in pages():
        words = re.findall(r"`([^`\n]+)`", FENCE.sub("", text_of(page)))
        named = {each for word in words for each in SETTING.findall(word.partition("=")[0])}
        unknown += [f"{page}: {each}" for each in sorted(named - known)]
    assert unknown == []


def test_one_version_is_told_everywhere():
    version = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]["version"]
    told = yaml.safe_load((HERE / "publiccode.yml").read_text())
    assert told["softwareVersion"] == version
    assert re.findall(r"^## (\S+)", text_of("CHANGELOG.md"), re.MULTILINE)[0] == version


def test_publiccode_tells_the_truth_and_fits_its_standard():
    told = yaml.safe_load((HERE / "publiccode.yml").read_text())
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["legal"]["license"] == "MPL-2.0"
    assert set(told["localisation"]["availableLanguages"]) == set(Words().languages)
    for its in told["description"].values():
        assert len(its["shortDescription"]) <= 150 <= len(its["longDescription"]) <= 10_000
        assert len(its["genericName"]) <= 35


def test_the_licence_is_the_whole_of_it():
    licence = (HERE / "LICENSE").read_text()
    assert licence.startswith("Mozilla Public License Version 2.0\n")
    assert licence.rstrip().endswith("defined by the Mozilla Public License, v. 2.0.")


def test_portals_are_told_of_every_field_that_they_may_send():
    told = set(re.findall(r"\w+", text_of("docs/portals.md")))
    ours = {"trackingHash"}  # the door refuses it: the answer has the code
    for schema in (HERE / "gateway" / "intake").glob("*.json"):
        assert set(json.loads(schema.read_text())["properties"]) - ours <= told


def test_what_portals_are_told_to_type_works_as_it_is_written(own_city):
    steps = steps_of("docs/portals.md")
    mark = "=====8<====="
    script = "\n".join(f"{typed}\necho '{mark}'" for typed, _ in steps)
    done = subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=HERE,
        env=own_city.env | {"DOOR": own_city.url},
        capture_output=True,
        text=True,
        timeout=90,
    )
    answers = done.stdout.split(f"{mark}\n")[: len(steps)]
    assert len(answers) == len(steps), done.stderr
    wrong = [f"{t}\n{a}" for (t, told), a in zip(steps, answers, strict=True) if not fits(told, a)]
    assert wrong == []


def steps_of(page):
    """Return what is to be typed, each with what is shown below it (None where that is nothing)."""
    steps = []
    for info, block in blocks_of(page):
        if info[:1] == ["sh"]:
            steps.append((block, None))
        elif info[:1] in (["json"], ["text"]) and steps and steps[-1][1] is None:
            steps[-1] = (steps[-1][0], block)
    return steps


def fits(told, answer):
    """Tell whether an answer is what the page shows, where … may be anything."""
    if told is None:
        return True
    pattern = ".*".join(re.escape(part) for part in told.strip().split("…"))
    return re.fullmatch(pattern, answer.strip(), re.DOTALL) is not None
