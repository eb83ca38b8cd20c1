"""Words about the leaderboards: what a place rests on."""

from campaign.core.leaderboards import Entry
from campaign.core.model.merits import Board
from campaign.core.money import format_percent
from campaign.core.quantity import format_quantity
from campaign.text import _, ngettext
from campaign.words import labels


def figure_text(entry: Entry) -> str:
    """What it is ranked by: ``84.3%``, ``3 leads``."""
    if entry.share is None:
        return ngettext("{n} lead", "{n} leads", entry.counted).format(n=entry.counted)
    return format_percent(entry.share)


def basis_text(entry: Entry) -> str:
    """What that is made from: ``2 land tasks: 71.4/79.5 mu``, ``7 of 25 approvals, 3 projects``."""
    n = entry.counted
    match entry.board:
        case Board.EXPROPRIATION:
            parts = [labels.measured(f"{format_quantity(part.done)}/{format_quantity(part.target)}", part.measure)
                     for part in entry.parts]
            return _("{what}: {parts}").format(what=ngettext("{n} land task", "{n} land tasks", n).format(n=n),
                                               parts=labels.listed(parts))
        case Board.PREWORK:
            return labels.listed([_("{granted} of {required} approvals").format(granted=entry.granted, required=entry.required),
                                  ngettext("{n} project", "{n} projects", n).format(n=n)])
        case Board.APPROVALS:
            return ngettext("{n} approval granted", "{n} approvals granted", n).format(n=n)
    return labels.money(entry.money)


def formula_text(board: Board) -> str:
    """How it is worked out, in a sentence."""
    return {
        Board.EXPROPRIATION: _("Expropriation and resettlement done in the campaign, of what was left on day 1."),
        Board.PREWORK: _("Approvals granted of those required, of projects in reserve or pre-work."),
        Board.APPROVALS: _("Median of days used, of the statutory limit; at least 2 approvals granted in the campaign."),
        Board.SIGNINGS: _("Leads signed in the campaign and not given up, by who promotes them."),
        Board.SIGNINGS_COUNTY: _("Leads signed in the campaign and not given up, by county."),
    }[board]
