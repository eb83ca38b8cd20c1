"""What may stand where a line is being typed: names and codes from the database, words of the campaign in the reader's language.

Only read, and only what a quick command loads; whatever is wrong ends in nothing, without a word.
Source: docs/decisions/0227-completing-values.md.
"""

import os
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from typer._click.shell_completion import CompletionItem

from campaign import text, words
from campaign.cli.state import current
from campaign.kinds import registry
from campaign.store.queries.names import named
from campaign.store.store import Store
from campaign.text import _

MOST = 200
"""Candidates that are offered at once."""
KINDS = {"PROJECT": "project", "BLOCKER": "blocker", "LAND-TASK": "land_task", "COUNTY": "county", "UNIT": "unit",
         "PERSON": "person", "LEADER": "leader", "TRIP": "trip", "EVENT": "event", "LEAD": "lead", "TASK-FORCE": "task_force",
         "CASE": "case", "FROM": "person", "TO": "person", "G": "land_task"}
"""What help calls a value → the kinds whose names and codes it takes."""
SEVERAL = {"CODE": ("project", "blocker", "person", "county", "unit", "land_task", "lead"),
           "SUBJECT": ("person", "unit", "county"), "CODE|NAME": ("person", "unit", "county")}
BY_NAME = ("county", "unit", "person", "leader", "trip", "event", "task_force")
"""Offered by name while nothing is typed; of others there are too many, and their codes are what one types."""
WORDS = {
    "light": "light:Light", "stage": "project:Stage", "sector": "project:Sector", "investor": "project:Investor",
    "category": "blocker:Category", "authority": "people:Authority", "rank": "people:Rank", "role": "people:Role",
    "channel": "project:Channel", "list": "project:TargetList", "which": "project:TargetList", "metric": "indicators:Metric",
    "board": "merits:Board", "measure": "land:Measure", "hold reason": "blocker:HoldReason", "leads stage": "leads:LeadStage",
    "add-lead stage": "leads:LeadStage", "advance stage": "leads:LeadStage", "merits kind": "merits:MeritKind",
    "merit kind": "merits:MeritKind", "cases kind": "merits:CaseKind", "case kind": "merits:CaseKind",
    "land-tasks kind": "land:LandKind", "add-land-task kind": "land:LandKind", "approvals kind": "land:ApprovalKind",
    "add-approval kinds": "land:ApprovalKind", "approvals state": "land:ApprovalState", "list-set state": "project:ListState",
    "blockers state": "blocker:BlockerState", "chain state": "leads:NodeState", "chain-set state": "leads:NodeState",
    "indicator measure": "indicators:IndicatorMeasure", "confirm what": "consent:What", "return what": "consent:What"}
"""Parameter, or command and parameter → module of ``core.model`` and its words."""
PLAIN = {"started": ("new", "continued"), "lapsing": ("soon", "yes"), "shell": ("bash", "zsh", "fish"), "lang": text.LANGUAGES,
         "rates by": ("county", "sector", "leader"), "forecast by": ("county", "leader", "sector"),
         "wall by": ("county", "leader"),
         "paper": ("A0", "A3", "A4")}
_CJK = re.compile("[^\x00-\x7f]")


def offered(ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
    """For one option or argument, as typer asks."""
    try:
        _listen(ctx)
        command = ctx.command_path.partition(" ")[2]
        before, _comma, typed = incomplete.rpartition(",") if "," in incomplete else ("", "", incomplete)
        found = []
        for value, told in _candidates(command, param, typed):
            found.append(CompletionItem(_quoted(f"{before},{value}" if before else value), help=told))
            if len(found) == MOST:
                break
        return found
    except Exception:  # a line that is being typed is no place for an error
        return []


def _listen(ctx: Any) -> None:
    """The options before the command; they were not carried out."""
    state, given = current(), ctx.find_root().params
    state.db, state.language = given.get("db") or state.db, given.get("lang") or state.language
    state.__dict__.pop("config", None)


def _candidates(command: str, param: Any, typed: str) -> Iterator[tuple[str, str | None]]:
    name = param.name or ""
    metavar = (param.metavar or "").replace("...", "").strip("[]").removesuffix("|-")
    plain = PLAIN.get(f"{command} {name}") or PLAIN.get(name)
    where = WORDS.get(f"{command} {name}") or (WORDS.get(name) if metavar not in ("TEXT", "NAME") else None)
    if plain is not None:
        yield from ((word, None) for word in plain if word.startswith(typed))
        return
    kinds = SEVERAL.get(metavar) or tuple(KINDS[part] for part in metavar.partition("[")[0].split("|") if part in KINDS)
    if not (where or kinds or (command, name) == ("settings", "key")):
        return
    state = current()
    store = Store(state.config.db, readonly=True)
    try:
        text.use(state.config.language or store.campaign().language)
        if where is not None:
            module, _colon, enum = where.partition(":")
            known = getattr(import_module(f"campaign.core.model.{module}"), enum)
            yield from _words(((str(word), words.label(word)) for word in known), typed)
        elif not kinds:
            from campaign.kinds.campaign import SETTINGS

            yield from _words(((key, _(setting.label)) for key, setting in SETTINGS.items()), typed)
        for kind in kinds:
            yield from _things(store, kind, typed)
    finally:
        store.close()


def _words(known: Iterable[tuple[str, str]], typed: str) -> Iterator[tuple[str, str]]:
    """By their codes, or by their labels where such a one is begun."""
    for code, label in known:
        if code.startswith(typed.lower()):
            yield code, label
        elif typed and label.startswith(typed):
            yield label, code


def _things(store: Store, kind: str, typed: str) -> Iterator[tuple[str, str]]:
    """By code, by the beginning of the name, or by its pinyin."""
    upper, lower = typed.upper(), typed.lower()
    letter = registry.kind("person" if kind == "leader" else kind).letter
    for code, name, key in named(store, kind):
        if not typed:
            yield (name, code) if kind in BY_NAME and name else (code, name)
        elif letter and code.startswith(upper):
            yield code, name
        elif name.startswith(typed) or (not _CJK.search(typed) and any(part.startswith(lower) for part in key.split())):
            yield name, code


def _quoted(value: str) -> str:
    """As bash wants it, which puts it on the line as it is; within a quote that is open, and in the other shells, unchanged."""
    if "COMP_WORDS" not in os.environ:
        return value
    raw = os.environ["COMP_WORDS"].split("\n")
    at = int(os.environ.get("COMP_CWORD") or 0)
    if at < len(raw) and raw[at][:1] in ("'", '"'):
        return value
    return re.sub(r"([^\w\-.,/:=@%+\u0080-\U0010ffff])", r"\\\1", value)
