"""The keys of a record, read off the literal that makes it: the CSV file of a list without rows has a head, too."""

import ast
import linecache
from collections.abc import Callable
from typing import Any


def keys_of(record: Callable[..., Any]) -> tuple[str, ...]:
    """Of what a function returns: a literal whose keys are written out, or stand in another such function (``**_at(place)``).

    Raises ``ValueError`` for any other: ``Table.keys`` then says them.
    """
    code = record.__code__
    tree = ast.parse("".join(linecache.getlines(code.co_filename, record.__globals__)))
    made = {node.lineno: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}.get(code.co_firstlineno)
    last = made.body[-1] if made is not None else None
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Dict):
        raise ValueError(f"{code.co_qualname} does not end in a literal")
    found: list[str] = []
    for key, value in zip(last.value.keys, last.value.values, strict=True):
        match key, value:
            case ast.Constant(value=str(text)), _:
                found.append(text)
            case None, ast.Call(func=ast.Name(id=name)):
                found += keys_of(record.__globals__[name])
            case _:
                raise ValueError(f"{code.co_qualname} has a key that is not written out")
    return tuple(found)
