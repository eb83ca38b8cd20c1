"""The filters of a list that is given out, as who gets the file reads them."""

import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from typer.models import ParameterInfo

from campaign import words
from campaign.core.errors import BadInput
from campaign.service import names
from campaign.service.exports import Exported
from campaign.service.session import Session
from campaign.tables import filter_words
from campaign.text import _
from campaign.words import reading
from campaign.words.enumerations import CODED
from campaign.words.labels import message

KINDS = ("county", "unit", "leader", "person", "project")
"""Of what is named in a filter."""
SCREENS = {"land-tasks": "land"}
"""List → the screen whose filter words it knows, where that is called otherwise."""


def told(session: Session, one: Exported, body: Callable[..., None], given: Mapping[str, Any]) -> str:
    """As who gets the file reads it: ``Light: red, yellow; County: 临江区; overdue``."""
    found = []
    for name, parameter in inspect.signature(body).parameters.items():
        typed, label = given.get(name), "name" if name == "text" else name
        if typed in (None, False, "", []):
            continue
        if typed is True:
            found.append(_(declared(parameter).help or label))
            continue
        values = words.listed([said for each in (typed if isinstance(typed, list | tuple) else [typed])
                               for said in _said(session, one, name, str(each))])
        found.append(values if message(label) == label else _("{what}: {parts}").format(what=words.field(label), parts=values))
    return _("; ").join(found)


def _said(session: Session, one: Exported, option: str, typed: str) -> list[str]:
    """The words, or the name, that were meant by what was typed into a filter."""
    field = one.kind.by_name.get(option) if one.kind is not None else None
    kind = str(field.holds) if field is not None and field.reference else option
    if kind in KINDS:
        code = names.leader(session, typed) if kind == "leader" else session.code(kind, typed)
        return [names.name_of(session, "person" if kind == "leader" else kind, code) or code]
    known = filter_words.WORDS.get(SCREENS.get(one.name, one.name), {}).get(option)
    if known is None and field is not None:
        known = field.words
    for coded in CODED.get(option, ()) if known is None else (known,):
        with suppress(BadInput):  # a word of another list, or a text
            return [_(reading.labelled(next(word for word in coded if word == code))) for code in reading.words(coded, typed)]
    return [typed]


def declared(parameter: inspect.Parameter) -> ParameterInfo:
    if isinstance(parameter.default, ParameterInfo):
        return parameter.default
    found: ParameterInfo = next(each for each in parameter.annotation.__metadata__ if isinstance(each, ParameterInfo))
    return found
