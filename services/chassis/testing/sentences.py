"""Every sentence a package can say, found in its code and templates, and what its catalog lacks.

def test_everything_is_said_in_danish():
    assert gaps(Path(ideas.__file__).parent) == []
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from chassis import errors
from chassis.words import CHASSIS, NAMES

MARKS = ("_", "_n")
REFUSALS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.Refusal)
}
AT_A_TERMINAL = {"settings", "settings.py"}
"""What is said to those who run it, in English only."""
TABLES = ("error_messages", "default_error_messages")


@dataclass
class Said:
    """The sentences of a package, each with where it is said; and what cannot be translated."""

    sentences: dict[tuple[str, ...], str] = field(default_factory=dict)
    mute: list[str] = field(default_factory=list)


def said(package: Path) -> Said:
    """Return every sentence of a package, its subpackages and its templates."""
    found = Said()
    files = [file for file in sorted(package.rglob("*.py")) if not AT_A_TERMINAL & set(file.parts)]
    trees = {file: ast.parse(file.read_text()) for file in files}
    refusals = _refusals(trees.values())
    for file, tree in trees.items():
        _Python(found, str(file.relative_to(package.parent)), refusals).visit(tree)
    for file in sorted(package.glob("templates/**/*.*")):
        _template(found, file, str(file.relative_to(package.parent)))
    return found


def gaps(package: Path, lang: str = "da") -> list[str]:
    """Return what is wrong with a package's catalog, a line for each; nothing if complete."""
    here, shared = said(package), _messages(CHASSIS, lang)
    mine = _messages(package, lang)
    lines = [f"cannot be translated: {where}" for where in here.mute]
    for key, where in here.sentences.items():
        message = mine.get(key) or shared.get(key)
        lines += [f"{where}: {fault}: {key[0]!r}" for fault in _faults(key, message)]
    lines += [f"said nowhere: {key[0]!r}" for key in mine.keys() - here.sentences.keys()]
    return lines


def _faults(key: tuple[str, ...], message: Message | None) -> Iterator[str]:
    if message is None:
        yield "not in the catalog"
        return
    forms = _key(message.string or "")
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "not translated"
    wanted, *names = [set(NAMES.findall(text)) for text in (key[-1], *forms) if text]
    if any(each - wanted for each in names) or (names and wanted - names[-1]):
        yield "other {names} than the English one"


def _messages(package: Path, lang: str) -> dict[tuple[str, ...], Message]:
    file = package / "words" / f"{lang}.po"
    if not file.exists():
        return {}
    with file.open("rb") as text:
        catalog = read_po(text, locale=lang, abort_invalid=True)
    return {_key(m.id): m for m in catalog if m.id}


def _key(id: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (id,) if isinstance(id, str) else tuple(id)


def _refusals(trees: Iterable[ast.AST]) -> set[str]:
    """Return the names of all refusals: those of the chassis, and those made from them."""
    known, classes = set(REFUSALS), list[ast.ClassDef]()
    for tree in trees:
        classes += [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in classes:
        known |= {c.name for c in classes if known & {_name(base) for base in c.bases}}
    return known


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class _Python(ast.NodeVisitor):
    """Notes the sentences in a module."""

    def __init__(self, found: Said, file: str, refusals: set[str]) -> None:
        self.found, self.file, self.refusals = found, file, refusals

    def visit_Call(self, node: ast.Call) -> None:
        """Note what is marked, refused or said to be invalid."""
        name = _name(node.func)
        if name in MARKS and node.args:
            self.note(*node.args[: 2 if name == "_n" else 1])
        elif name in self.refusals and node.args:
            self.loose(node.args[0])
        elif name == "ValidationError" and node.args:
            self.loose(node.args[0], plain=True)
        for word in node.keywords:
            if word.arg == "error":
                self.loose(word.value, plain=True)
            elif word.arg in TABLES:
                self.table(word.value)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Note the titles of refusals."""
        for each in node.body if node.name in self.refusals else []:
            if isinstance(each, ast.Assign):
                self.titles(each.targets[0], each.value)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Note the messages of fields."""
        if any(_name(target) in TABLES for target in node.targets):
            self.table(node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Note the messages of fields."""
        if node.value and _name(node.target) in TABLES:
            self.table(node.value)
        self.generic_visit(node)

    def titles(self, target: ast.expr, value: ast.expr) -> None:
        """Note `title = "…"`, alone or beside others."""
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=True):
                self.titles(one, its)
        elif _name(target) == "title":
            self.note(value)

    def table(self, node: ast.expr) -> None:
        """Note the values of a dict."""
        for value in node.values if isinstance(node, ast.Dict) else []:
            self.loose(value, plain=True)

    def loose(self, node: ast.expr, plain: bool = False) -> None:
        """Note a sentence that need not be marked; marshmallow fills a `plain` one in too early."""
        if isinstance(node, ast.IfExp):
            self.loose(node.body, plain)
            self.loose(node.orelse, plain)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if plain and NAMES.search(node.value):
                self.found.mute.append(f"{self.file}:{node.lineno}: mark it with _(…)")
            self.note(node)
        elif isinstance(node, ast.JoinedStr | ast.BinOp):
            self.found.mute.append(f"{self.file}:{node.lineno}: not one constant sentence")

    def note(self, *nodes: ast.expr) -> None:
        """Keep a sentence (or its two forms) with where it was found."""
        parts = [n.value for n in nodes if isinstance(n, ast.Constant)]
        key = tuple(part for part in parts if isinstance(part, str) and part)
        if len(parts) < len(nodes):
            self.loose(nodes[0])
        elif len(key) == len(nodes):
            self.found.sentences.setdefault(key, f"{self.file}:{nodes[0].lineno}")


def _template(found: Said, file: Path, name: str) -> None:
    tree = Environment(extensions=["jinja2.ext.do"]).parse(file.read_text())
    for line, function, text in extract_from_ast(tree, MARKS):
        forms = (text,) if isinstance(text, str) else (text or ())[: 2 if function == "_n" else 1]
        key = tuple(form for form in forms if form)
        if len(key) < len(forms) or not key:
            found.mute.append(f"{name}:{line}: not one constant sentence")
        else:
            found.sentences.setdefault(key, f"{name}:{line}")
