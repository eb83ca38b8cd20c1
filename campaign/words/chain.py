"""Words about the chain map, trips, promotion events and new private firms."""


from campaign.core.chain import Firms
from campaign.core.trips import Brought
from campaign.text import _, ngettext
from campaign.words import labels


def leads_text(n: int) -> str:
    return ngettext("{n} lead", "{n} leads", n).format(n=n)


def brought_text(found: Brought) -> str:
    """``4 leads, 2 of them signed 3.20亿, 1 landed``; what there is nothing of is left out."""
    if not found.leads:
        return _("no lead")
    said = [leads_text(len(found.leads))]
    if found.signed:
        said.append(_("{n} signed {money}").format(n=len(found.signed), money=labels.money(found.signed_money)))
    if found.landed:
        said.append(_("{n} landed").format(n=len(found.landed)))
    if found.dropped:
        said.append(_("{n} given up").format(n=len(found.dropped)))
    return labels.listed(said)


def firms_text(found: Firms) -> str:
    """``new private firms in 2026, up to 2026-10: 1,204 of 1,300 aimed at, 92.6%``; who said nothing is counted."""
    if not found.counties:
        return _("new private firms: no county has said how many")
    if found.target:
        told = _("new private firms in {year}, up to {period}: {n} of {target} aimed at, {percent}%").format(
            year=found.year, period=found.latest[0], n=firms_number(found.compared), target=firms_number(found.target),
            percent=percent(found.compared, found.target))
    else:
        told = _("new private firms in {year}, up to {period}: {n}").format(
            year=found.year, period=found.latest[0], n=firms_number(found.value))
    if found.silent:
        told += "  " + ngettext("{n} county has not said it", "{n} counties have not said it", len(found.silent)).format(
            n=len(found.silent))
    return told


def firms_short(found: Firms) -> str:
    """``new private firms 1,204/1,300``; empty while no county has said how many."""
    if not found.counties:
        return ""
    told = firms_number(found.compared if found.target else found.value)
    return _("new private firms {told}").format(told=f"{told}/{firms_number(found.target)}" if found.target else told)


def firms_number(figure: int) -> str:
    """Of a figure in 1/100 of a firm."""
    return f"{figure // 100:,}"


def percent(value: int, target: int) -> str:
    """With one decimal, rounded half up."""
    tenths = (value * 2000 + target) // (2 * target)
    return f"{tenths // 10}.{tenths % 10}"
