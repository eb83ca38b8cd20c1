"""What is wrong with a list, and what is said of one that was taken in."""

from collections.abc import Mapping

from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.text import N_, _
from campaign.words import labels
from campaign.words.indicators import figure_text, series_text
from campaign.words.sheets import SHEETS_ERRORS

INTAKE_ERRORS = {
    **SHEETS_ERRORS,
    "bad_amount": N_("“{text}” is not an amount: type it like 3.2亿, 5000万, 5000 or 1,200.50"),
    "bad_list_day": N_("“{text}” is no day, month, quarter, half-year or year: type it like 2026-11-22, 2026.10 or 2026年四季度"),
    "unclear_month": N_("{text} as a number may be January or October: type the month as text, like 2024-10"),
    "unclear_order": N_("“{text}” may be day first or month first: say --dates dmy or --dates mdy"),
    "cell_fault": N_("The cell has the error {text} and no value"),
    "code_spoilt": N_("{text} is a code that a spreadsheet has spoilt: type it again as text"),
    "row_without_name": N_("The row has no name"),
    "twin_listed": N_("The same stands in {places}, with another {fields}: leave one of them"),
    "unknown_listed": N_("“{text}” is not here (near: {near}): correct it, or add it with --create {word}"),
    "reported_otherwise": N_("{code} has another report for {day} already: --yes adds this one"),
    "map_form": N_("“{text}” maps nothing: type it like --map 列=field"),
    "no_such_column": N_("{name} has no column “{text}”"),
    "no_such_sheet": N_("{name} has no sheet “{text}”: there are {names}"),
    "no_such_profile": N_("There is no profile “{text}”: there are {names}"),
    "no_such_row": N_("{name} has no row {text}"),
    "no_heads": N_(
        "{name} has no row of headings that is known here, with one like {heads}: say --header N or --map 列=field"),
    "no_heads_aside": N_("{name} has its rows side by side in columns: say --transpose"),
    "sheets_encoding_aside": N_(
        "{name} is neither UTF-8 nor Chinese in GB18030: if it is {guess}, type --encoding {guess}; and its rows "
        "stand side by side in columns: say --transpose"),
    "import_file": N_("{path} cannot be read: {why}"),
    "import_stdin": N_("No file of the server can be named from elsewhere: campaign import - takes the list from stdin"),
    "lead_day_otherwise": N_("{code} has {day} as its day already ({field}): that is not changed by a list"),
    "figure_metric": N_("No column, heading or line above says which indicator it is"),
    "figure_period": N_("No column, heading or line above says the period: add a column 时期, like 2026-10, 2026Q3 or 2026"),
    "figure_summed": N_(
        "The amount has been summed up since January, and those of each period are kept: give that of the month or quarter"),
    "figure_unit": N_("{text} has no unit: say it in the heading or with --unit"),
}
TOLD = {
    "stage_stands": N_("{text} is behind what the project has reached: it stays at {stage}"),
    "rounded": N_("{text} is rounded to {amount}万"),
    "duration": N_("{text} says how long and not when: no day is taken"),
    "no_day": N_("{text} says no day: none is taken"),
    "zero": N_("taken as 0, not as unknown"),
    "second_person": N_("only the first person is recorded, not {text}"),
    "hidden_rows": N_("{n} hidden rows are read, the first is row {first}"),
    "hidden_column": N_("the hidden column {text} is read"),
    "wide_row": N_("the line {text} is of no county: its figures are left"),
    "registered_without_day": N_("{n} rows say registered without a day: nothing was filled in"),
}
LEFT = {
    "unknown": N_("no field is called so"), "twice": N_("another column fills the same field"),
    "other_year": N_("it is of another year"), "foreign": N_("in another currency"), "mapped_away": N_("left out by --map"),
    "unread": N_("none of its words is known here"),
    "no_unit": N_("its amounts have no unit: --unit"),
    "other_figure": N_("it is another figure than those that are kept"),
    "no_metric": N_("it does not say of which indicator"),
    "summed_up": N_("its amounts are summed up since January; those of each month or quarter are kept"),
    "hidden": N_("hidden"), "summary": N_("a summary"), "empty": N_("empty"), "no_heads": N_("no headings that are known"),
    "no_rows": N_("no rows"), "not_asked": N_("not asked for"),
}
WHATS = {"new": N_("new to the campaign"), "changed": N_("changed by the list"), "unchanged": N_("as it was"),
         "merged": N_("merged"), "refused": N_("refused")}
LINES = {"title": N_("title lines"), "header": N_("heading lines"), "section": N_("section lines"), "sum": N_("sum lines"),
         "note": N_("note lines"), "blank": N_("blank lines")}


ADDED = {"county": N_("counties added"), "unit": N_("units added"), "person": N_("people added"), "leader": N_("leaders added")}


def added(kind: str) -> str:
    return _(ADDED[kind])


def told(key: str, facts: Mapping[str, object]) -> str:
    return _(TOLD[key]).format(**facts)


def left(why: str) -> str:
    return _(LEFT[why])


def what(word: str) -> str:
    return _(WHATS[word])


def line(kind: str) -> str:
    return _(LINES[kind])


def named(field: str) -> str:
    """A field of a list; of indicators a figure is named as ``investment yoy_cum 2026-10 value``, a column as
    ``investment yoy_cum value - -`` (``service.intake.figures``).
    """
    match field.split():
        case [metric, measure, period, part]:
            return f"{series_text(Metric(metric), IndicatorMeasure(measure))} {period} {labels.field(part)}"
        case [metric, measure, part, _span, _summed]:
            said = [labels.label(Metric(metric))] if metric != "-" else []
            said += [labels.label(IndicatorMeasure(measure))] if measure != "-" else []
            return " ".join((*said, labels.field(part)))
    return labels.field(field)


def value(field: str, size: object, *, money: bool) -> str:
    """What a change of a field says."""
    if len(pieces := field.split()) == 4 and (isinstance(size, int) or size is None):
        return figure_text(Metric(pieces[0]), IndicatorMeasure(pieces[1]), size)
    if money and isinstance(size, int):
        return f"{size:,}万"
    return labels.coded(field, size) or str(size)


def check(field: str, said: str, found: str, *, agrees: bool, typed: bool) -> str:
    """A sum or count of the list beside what its rows give."""
    name = labels.field(field) if field else _("rows")
    if agrees:
        return _("{name} {said} agrees with the rows").format(name=name, said=said)
    sentence = _("{name} says {said}, the rows give {found}").format(name=name, said=said, found=found)
    return _("{told}: amounts typed as text are not in a spreadsheet's sum").format(told=sentence) if typed else sentence
