"""Finds where Python or SQL puts rounds in an order by their ids, or by releases' ids, which begin with them.

Python is read as its syntax tree, and so are the strings in it, which may be SQL: parts that stand on several
lines are one there.
"""

import ast
import re
from collections.abc import Iterator

NAME = re.compile(r"\w*(round|release)_id")
_ID = r'(?:"?\w+"?\.)*"?\w*(?:round|release)_id\b"?'
_INSIDE = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*?"
_LESS_OR_MORE = r"(?:<=|<(?![>=])|(?<![-=<])>=?)"
SQL = {
    "a comparison": rf"{_ID}(?:::\w+)? ?{_LESS_OR_MORE}|{_LESS_OR_MORE} ?\$?{_ID}",
    "between": rf"{_ID} (?:not )?between\b|\bbetween {_ID}|\bbetween \S+ and {_ID}",
    "the largest or smallest": rf"\b(?:max|min|greatest|least|list_max|list_min)\((?:{_INSIDE}|[^)]*?){_ID}",
    "the first or last by it": rf"\b(?:arg_max|arg_min|max_by|min_by)\({_INSIDE},{_INSIDE}{_ID}",
    "an order by it": rf"\border by (?:{_INSIDE}|[^);]*?){_ID}",
    "an order by whatever stands first": r"\border by (?:all|\d+)\b",
    "sorted values of it": rf"\b(?:list|array)_(?:reverse_)?sort\((?:{_INSIDE}|[^)]*?){_ID}",
}
"""Forms of an ordering in SQL, where all white space is one space."""

_ORDERING_CALLS = frozenset({"sorted", "min", "max", "nlargest", "nsmallest", "bisect", "sort"})


def in_sql(text: str) -> list[str]:
    """Return what in a text of SQL orders by the id of a round or release."""
    # the place in a list of rounds is an order of its own
    plain = re.sub(r"\blist_position\([^()]*\)", "place", re.sub(r"\s+", " ", text.lower()))
    return [f"{what}: {found.group(0)}" for what, form in SQL.items() for found in re.finditer(form, plain)]


def in_python(text: str) -> list[str]:
    """Return what in a text of Python orders by such an id, in Python or in the SQL of its strings."""
    tree = ast.parse(text)
    of_code = [ast.unparse(node) for node in ast.walk(tree) if _orders(node)]
    return of_code + [found for said in _strings(tree) for found in in_sql(said)]


def _orders(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        sides = zip(node.ops, [node.left, *node.comparators], node.comparators, strict=False)
        return any(
            isinstance(how, ast.Lt | ast.LtE | ast.Gt | ast.GtE) and (_is_id(left) or _is_id(right))
            for how, left, right in sides
        )
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "id", getattr(node.func, "attr", ""))
    keys = [given.value for given in node.keywords if given.arg == "key"]
    return called in _ORDERING_CALLS and any(map(_is_id, [*node.args, *keys]))


def _is_id(node: ast.AST) -> bool:
    """Say whether a value is such an id, or holds one that an ordering would compare."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            return NAME.fullmatch(name) is not None
        case ast.Subscript(slice=ast.Constant() as part):
            return _is_id(part)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Call(args=parts):
            return any(map(_is_id, parts))
        case (
            ast.GeneratorExp(elt=part)
            | ast.ListComp(elt=part)
            | ast.SetComp(elt=part)
            | ast.DictComp(key=part)
            | ast.Lambda(body=part)
            | ast.Starred(value=part)
        ):
            return _is_id(part)
        case _:
            return False


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
