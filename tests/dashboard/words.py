"""What the code of the dashboard says: its keys of sentences, and the words that stand in it."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "dashboard"
ETL = DASHBOARD.parent / "etl"
CALLED = ("t", "text")
"""Functions that take the key of a sentence: t(key, …) and text(language, key, …)."""


@dataclass(frozen=True)
class Call:
    """A sentence that is asked for: its key as a pattern (a variable part is a group), and the values it is given."""

    place: str
    key: re.Pattern[str]
    given: frozenset[str] | None


@cache
def modules(folder: Path = DASHBOARD) -> dict[str, ast.Module]:
    """Every module of the dashboard, or of another folder, by its path."""
    return {
        str(path.relative_to(folder)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }


@cache
def spoken() -> frozenset[str]:
    """Every text in the code, of which a key may be put together; a code may come from the ETL."""
    trees = [*modules().values(), *modules(ETL).values()]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return frozenset(one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str))


def calls() -> list[Call]:
    found = in_templates()
    for place, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
                position = CALLED.index(node.func.id)
                if len(node.args) > position and (key := pattern(node.args[position])):
                    starred = any(word.arg is None for word in node.keywords)
                    given = None if starred else frozenset(str(word.arg) for word in node.keywords)
                    found += [Call(f"{place}:{node.lineno}", one, given) for one in key]
    return found


def put_together() -> list[re.Pattern[str]]:
    """Every text in the code with parts filled in, and a point in its first part: f"value.{part}" asks for a word."""
    nodes = (node for tree in modules().values() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return [one for node in nodes for one in pattern(node) if re.match(r"\w+\\\.", one.pattern)]


def in_templates() -> list[Call]:
    """Sentences that a template asks for: {{ t("key") }}, {{ t("section." ~ name ~ "_title") }}."""
    found = []
    for path in sorted(DASHBOARD.rglob("*.html")):
        template = path.read_text(encoding="utf-8")
        for asked in re.finditer(r"""\bt\(((?:["'][^"']+["']|[\w.]+)(?: ~ (?:["'][^"']+["']|[\w.]+))*)""", template):
            parts = [one.strip() for one in asked[1].split("~")]
            if any(one[0] in "\"'" for one in parts):
                key = "".join(re.escape(one[1:-1]) if one[0] in "\"'" else "(.+)" for one in parts)
                place = f"{path.relative_to(DASHBOARD)}:{template.count(chr(10), 0, asked.start()) + 1}"
                found.append(Call(place, re.compile(key), None))
    return found


def in_lists_of_templates() -> set[str]:
    """Texts in the templates, which a key may be put together from."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(DASHBOARD.rglob("*.html"))]
    return {word for template in templates for word in re.findall(r"""["']([\w ]+)["']""", template)}


def pattern(node: ast.expr) -> list[re.Pattern[str]]:
    """The keys an expression can be: a text, a text with parts filled in, two texts added, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.compile(re.escape(node.value))]
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else "(.+)" for p in node.values]
        return [re.compile("".join(parts))]
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
        return [re.compile(re.escape(str(node.left.value)) + "(.+)")]
    if isinstance(node, ast.IfExp):
        return pattern(node.body) + pattern(node.orelse)
    return []


def constants(tree: ast.AST) -> list[ast.Constant]:
    """Every text in the code that is not a docstring, nor what is said to a programmer who errs."""
    explained = {
        id(statement.value)
        for node in ast.walk(tree)
        if hasattr(node, "body") and isinstance(node.body, list)
        for statement in node.body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }
    errors = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Assert)]
    explained |= {id(part) for error in errors for part in ast.walk(error)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained
    ]
