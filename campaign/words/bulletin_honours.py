"""Sections of a bulletin about who stands out: the red and the black list, model cases, praise and rewards."""


from campaign.core.bulletin import Figures
from campaign.core.document import Paragraph, Row, Section
from campaign.core.leagues import LeagueStanding
from campaign.core.model.merits import Case, Merit
from campaign.core.money import format_percent
from campaign.text import _
from campaign.words import labels
from campaign.words.bulletin_parts import called, counted, or_none, table
from campaign.words.labels import NOTHING, label, listed
from campaign.words.league import places_text, unlisted_text, why_text
from campaign.words.merits import reward_text


def lists(figures: Figures) -> Section:
    heads = (_("Standing"), _("County"), _("Score"), _("Invested"), _("In 7 days"))
    right = frozenset({0, 2, 3, 4})
    found, told = figures.lists, figures.situation.snapshot
    parts = [] if found.unlisted is not None else [
        Section(counted(title, len(some)), table(heads, some, lambda item: _place(figures, item), right))
        for title, some in ((_("Red list"), found.red), (_("Black list"), found.black))]
    parts += [Section(counted(title, len(some)), table((_("Standing"), _("County"), _("Why")), some,
                                                         lambda item: _place_why(figures, item), frozenset({0})))
              for title, some in ((_("High enough, not on the red list"), found.barred),
                                  (_("Exempt by force majeure"), found.exempt)) if some]
    first = () if found.unlisted is None else (Paragraph(unlisted_text(found.unlisted, told.campaign.settings)),)
    return Section(_("Red and black list"), first, tuple(parts))


def _place(figures: Figures, item: LeagueStanding) -> Row:
    change = NOTHING if item.change_all is None else places_text(item.change_all) if item.change_all else _("level")
    return Row((str(item.rank_all), called(figures.situation.snapshot.counties, item.county),
                f"{item.score // 10}.{item.score % 10}", format_percent(item.completion.pct), change), item.county)


def _place_why(figures: Figures, item: LeagueStanding) -> Row:
    return Row((str(item.rank_all), called(figures.situation.snapshot.counties, item.county), why_text(item)), item.county)


def cases(figures: Figures) -> Section:
    return Section(_("Model cases"), or_none([_case(figures, case) for case in figures.cases]))


def _case(figures: Figures, case: Case) -> Paragraph:
    told = figures.situation.snapshot
    about = [name for name in (called(told.projects, case.project) if case.project else "",
                               called(told.counties, case.county) if case.county else "") if name]
    facts = listed([label(case.kind), *about, labels.day(case.on)])
    return Paragraph(_("{title} ({facts}). {text}").format(title=case.title, facts=facts, text=case.text or "").rstrip(),
                     case.code)


def praise(figures: Figures) -> Section:
    return Section(_("Praise and rewards"), or_none([_praise(figures, row) for row in figures.praise]))


def _praise(figures: Figures, row: Merit) -> Paragraph:
    told, who = figures.situation.snapshot, row.person or row.unit or row.county
    name = called({**told.people, **told.units, **told.counties}, who)
    facts = listed([part for part in (label(row.kind), labels.day(row.on), reward_text(row)) if part])
    return Paragraph(_("{who} ({facts}): {text}").format(who=name, facts=facts, text=row.text), row.code)
