"""What the house's order comes to, counted in the source: ``python -m tests.house_figures``, ``--where`` for the places too.

Each line says what it is, how much it is today, and how much it may be at most once a kind is declared once. Nothing of the
program is imported: every figure is read from the syntax tree, so a figure can be had of code that does not run. ``--time``
adds the one that is measured.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CODE = ROOT / "campaign"
LINES_BEFORE = 53114
"""Of ``campaign/`` when the figures were first written down."""
LETTERS_ALLOWED = re.compile(r"campaign\.(kinds(\.|$)|core\.(codes|dates|periods)$)")
"""Where they belong; and where letters are those of days and periods: ``D+20``, ``2026Q3``."""
LETTERS_AS_TEXT = re.compile(r"""
    \[(?::1|0)\]\s*(?:==|!=|(?:not\s+)?in\b)\s*[\[({]*"[A-Z]+"   # code[0] == "P", code[:1] in ("B", "G")
  | \.startswith\(\s*(?:"[A-Z]"|\(\s*"[A-Z]")           # code.startswith("P")
  | \bmatch\s+\w[\w.]*\[(?::1|0)\]                      # match code[:1]
  | \bcase\s+"[A-Z]"                                    # … and its branches
""", re.VERBOSE)
ASKED = re.compile(r"\b(page|screen|pane|focused)\b")
"""What the dashboard should know by its type instead of asking it for a name."""


class Module(NamedTuple):
    name: str
    """With dots; a package is its ``__init__``."""
    path: Path
    text: str
    tree: ast.Module


class Figure(NamedTuple):
    label: str
    today: str
    most: str
    places: list[str]
    """``path:line``, or names: what ``--where`` shows."""


def modules() -> dict[str, Module]:
    """Every module of the program, by its name."""
    found = {}
    for path in sorted(CODE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found[name] = Module(name, path, text, ast.parse(text))
    return found


# Imports ----------------------------------------------------------------------------------------------------------------


def imported(module: Module, known: Iterable[str]) -> set[str]:
    """Modules of ours that it imports anywhere: at its head, inside functions, and for type checkers only."""
    names, found = set(known), set()
    package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[:len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in names else base)
    return (found & names) - {module.name}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected components of more than one module, the largest first (Tarjan's algorithm)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = stack.index(name)
            found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10_000)
    for name in sorted(graph):
        if name not in order:
            visit(name)
    return sorted((group for group in found if len(group) > 1), key=lambda group: (-len(group), group))


# Letters of codes -------------------------------------------------------------------------------------------------------


def is_first(node: ast.expr) -> bool:
    """``x[0]`` or ``x[:1]``."""
    if not isinstance(node, ast.Subscript):
        return False
    at = node.slice
    if isinstance(at, ast.Constant):
        return at.value == 0
    return (isinstance(at, ast.Slice) and at.lower is None and at.step is None
            and isinstance(at.upper, ast.Constant) and at.upper.value == 1)


def letters(node: ast.AST | None, named: frozenset[str] = frozenset()) -> bool:
    """A capital letter, several in one string, a collection of such, a table by such, or a name that stands for one of these."""
    match node:
        case ast.Constant(value=str(text)):
            return bool(re.fullmatch("[A-Z]+", text))
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            return bool(parts) and all(letters(part, named) for part in parts)
        case ast.Dict(keys=keys):
            return bool(keys) and all(letters(key, named) for key in keys)
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=[only]):
            return letters(only, named)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in named
        case ast.MatchValue(value=value):
            return letters(value, named)
        case ast.MatchOr(patterns=patterns):
            return all(letters(pattern, named) for pattern in patterns)
    return False


def constants(known: dict[str, Module]) -> frozenset[str]:
    """Names in capitals that stand for letters of codes anywhere in the program."""
    found: set[str] = set()
    for module in known.values():
        for node in module.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value):
                    if name.isupper() and letters(value) and not (isinstance(value, ast.Constant) and len(str(value.value)) > 1):
                        found.add(name)
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    found |= {name.id for name, value in zip(names, values, strict=False)
                              if isinstance(name, ast.Name) and letters(value) and isinstance(value, ast.Constant)
                              and len(str(value.value)) == 1}
    return frozenset(found)


def letter_tests(named: frozenset[str], tree: ast.Module) -> Iterator[int]:
    """Lines on which the first letter of something is compared with a letter, or picks from a table by letters."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others) if any(is_first(side) for side in (left, *others)):
                if any(letters(side, named) for side in (left, *others)):
                    yield node.lineno
            case ast.Call(func=ast.Attribute(attr="startswith"), args=[first, *_]) if letters(first, named):
                if not isinstance(first, ast.Constant) or len(str(first.value)) == 1:
                    yield node.lineno
            case ast.Match(subject=subject, cases=cases) if is_first(subject):
                yield from (case.pattern.lineno for case in cases if letters(case.pattern, named))
            case ast.Subscript(value=table, slice=at) if is_first(at) and letters(table, named):
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr="get", value=table), args=[at, *_]) if is_first(at) and letters(table, named):
                yield node.lineno


def letters_tested(known: dict[str, Module]) -> list[str]:
    """``path:line`` of every letter test outside the places where they belong."""
    return places(known, partial(letter_tests, constants(known)), lambda name: not LETTERS_ALLOWED.match(name))


# Classes ----------------------------------------------------------------------------------------------------------------


def base_names(module: Module, known: dict[str, Module]) -> dict[str, tuple[str, str]]:
    """What a name in this module means: its module and its name there."""
    meant = {node.name: (module.name, node.name) for node in module.tree.body if isinstance(node, ast.ClassDef)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module in known:
            meant |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
    return meant


def ancestry(where: str, name: str, known: dict[str, Module]) -> dict[tuple[str, str], int]:
    """The class and all its bases of ours, each with how many methods it has."""
    found: dict[tuple[str, str], int] = {}
    waiting = [(where, name)]
    while waiting:
        place = waiting.pop()
        if place in found or place[0] not in known:
            continue
        module = known[place[0]]
        meant = base_names(module, known)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and node.name == place[1]:
                found[place] = sum(isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) for inner in node.body)
                for base in node.bases:
                    plain = base.value if isinstance(base, ast.Subscript) else base
                    if isinstance(plain, ast.Name) and plain.id in meant:
                        waiting.append(meant[plain.id])
                    elif isinstance(plain, ast.Attribute) and isinstance(plain.value, ast.Name):
                        waiting += [(other, plain.attr) for other in known if other.endswith("." + plain.value.id)]
        if place not in found and place in meant.values() and meant.get(place[1], place) != place:
            waiting.append(meant[place[1]])
    return found


def home_of(name: str, inside: str, known: dict[str, Module]) -> str | None:
    """The module under ``inside`` that defines this class."""
    return next((module.name for module in known.values() if module.name.startswith(inside)
                 for node in module.tree.body if isinstance(node, ast.ClassDef) and node.name == name), None)


# What the dashboard asks ------------------------------------------------------------------------------------------------


def asked(tree: ast.Module) -> Iterator[int]:
    """``getattr``, ``hasattr``, ``cast`` and ``__name__`` of pages, screens, panes and the focused widget."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="getattr" | "hasattr"), args=[about, *_]) if ASKED.search(ast.unparse(about)):
                yield node.lineno
            case ast.Call(func=ast.Name(id="cast"), args=[_, about]) if ASKED.search(ast.unparse(about)):
                yield node.lineno
            case ast.Attribute(attr="__name__", value=about) if ASKED.search(ast.unparse(about)):
                yield node.lineno


def store_calls(tree: ast.Module) -> Iterator[int]:
    """``….store.method(…)``, ``store.method(…)``, and ``query(….store, …)``."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="store") | ast.Name(id="store"))):
                yield node.lineno
            case ast.Call(args=[ast.Attribute(attr="store") | ast.Name(id="store"), *_]):
                yield node.lineno


# The table --------------------------------------------------------------------------------------------------------------


def places(known: dict[str, Module], find: Callable[[ast.Module], Iterator[int]],
           where: Callable[[str], bool] = lambda name: True) -> list[str]:
    return [f"{module.path.relative_to(ROOT)}:{line}" for module in known.values() if where(module.name)
            for line in sorted(find(module.tree))]


def imports_counted(known: dict[str, Module]) -> list[tuple[int, str]]:
    """How many modules of ours each imports anywhere in it, most first. A floor's one registry may import all."""
    return sorted(((len(imported(module, known)), name) for name, module in known.items() if not name.endswith(".registry")),
                  reverse=True)


def lines_counted(known: dict[str, Module]) -> list[tuple[int, str]]:
    """How long each file is, the longest first; data aside."""
    return sorted(((module.text.count("\n"), name) for name, module in known.items() if not name.startswith("campaign.data")),
                  reverse=True)


def classes(label: str, where: str | None, name: str, most: str, known: dict[str, Module], *, methods: bool) -> Figure:
    found = ancestry(where, name, known) if where is not None else {}
    told = f"{len(found)}, {sum(found.values())}" if methods else str(len(found))
    return Figure(label, told, most, [f"{place}.{inner}: {n} methods" for (place, inner), n in found.items()])


def figures() -> list[Figure]:
    known = modules()
    graph = {name: imported(module, known) for name, module in known.items()}
    rings = circles(graph)
    tests = letters_tested(known)
    as_text = [f"{module.path.relative_to(ROOT)}:{number}" for module in known.values() if not LETTERS_ALLOWED.match(module.name)
               for number, line in enumerate(module.text.splitlines(), 1) for _ in LETTERS_AS_TEXT.finditer(line)]
    dashboard = lambda name: name.startswith("campaign.tui")  # noqa: E731
    asks = places(known, asked, dashboard)
    reads = places(known, store_calls, dashboard)
    busy, sizes = imports_counted(known), lines_counted(known)
    lines = sum(module.text.count("\n") for module in known.values())
    return [
        Figure("circles of imports, type-only and local ones included (files in each)",
               f"{len(rings)} ({', '.join(str(len(ring)) for ring in rings)})" if rings else "0", "0",
               [" ".join(ring) for ring in rings]),
        Figure("comparisons of a code's first letter outside kinds and core/codes: in the tree", str(len(tests)), "0", tests),
        Figure("… as text", str(len(as_text)), "0", as_text),
        classes("app: classes of ours, itself included, and their methods", home_of("CampaignApp", "campaign.tui", known),
                "CampaignApp", "4, 35", known, methods=True),
        classes("store: classes", home_of("Store", "campaign.store", known), "Store", "1", known, methods=False),
        Figure("getattr, hasattr, cast, __name__ asked of pages, screens, panes, the focused widget", str(len(asks)), "0", asks),
        Figure("uses of the store's methods by the dashboard", str(len(reads)), "0", reads),
        Figure("most modules of ours that one module imports, registries aside", str(busy[0][0]), "18",
               [f"{name}: {n}" for n, name in busy[:8]]),
        Figure("longest file, data aside (lines)", str(sizes[0][0]), "320", [f"{name}: {n}" for n, name in sizes if n > 320]),
        Figure("lines of campaign/, and of what they were at first", f"{lines}, {lines / LINES_BEFORE:.3f}", "0.93", []),
        Figure("modules of campaign/", str(len(known)), "-", []),
    ]


def registry_cost() -> Figure:
    """What the registry costs over the model, in milliseconds: the least of nine interpreters."""
    model = [f"campaign.core.model.{path.stem}" for path in sorted((CODE / "core" / "model").glob("[a-z]*.py"))]
    script = f"import time, {', '.join(model)}\nat = time.perf_counter()\nimport campaign.kinds.registry\n" \
             "print(time.perf_counter() - at)"
    took = min(float(subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
               for _ in range(9))
    return Figure("import campaign.kinds.registry over campaign.core.model, ms", f"{took * 1000:.1f}", "10", [])


def main(arguments: list[str]) -> None:
    found = [*figures(), *([registry_cost()] if "--time" in arguments else [])]
    width = max(len(figure.label) for figure in found)
    print(f"{'':{width}}  {'today':>22}  at most")
    for figure in found:
        print(f"{figure.label:{width}}  {figure.today:>22}  {figure.most}")
        if "--where" in arguments:
            for place in figure.places:
                print(f"    {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
