"""A list that is saved, printed as its own command prints it."""

from campaign.cli import formatting
from campaign.cli.blocker_lists import show_blockers
from campaign.cli.output import Style
from campaign.cli.people_lists import show_leaders
from campaign.cli.project_lists import show_projects
from campaign.cli.run import nested
from campaign.cli.saved_panes import command, is_pane
from campaign.cli.state import current
from campaign.core.filters import project_filter
from campaign.core.saved import TEXT, unpacked
from campaign.service import saved_lists
from campaign.tables.saved import selected
from campaign.text import _


def show(name: str, how: Style) -> None:
    """Raises ``NotFound`` for a name under which nothing is saved."""
    session = current().session()
    view = saved_lists.named(session, name)
    words = unpacked(view.words)
    if is_pane(view.screen, words):
        formats = [option for option, on in (("--json", how.json), ("--csv", how.csv), ("--plain", how.plain)) if on]
        typed, rest, _options = command(view.screen, words)
        with formatting.only(words.get(TEXT, ""), rest):
            nested([*typed, *formats])
        return
    situation = session.situation()
    chosen = selected(session, situation, view)
    told = situation.snapshot
    match view.screen:
        case "projects":
            asked = project_filter(words)
            show_projects(session, situation, how, [told.projects[code] for code in chosen], asked)
        case "blockers":
            show_blockers(session, situation, how, [told.blockers[code] for code in chosen])
        case "land":
            from campaign.cli.land_lists import show_land

            show_land(situation, how, [told.lands[code] for code in chosen])
        case "reserve":
            from campaign.cli.reserve_lists import show_reserve
            from campaign.service import reserve

            wanted = set(chosen)
            show_reserve(situation, how, [row for row in reserve.overview(session, situation).candidates
                                          if row.project.code in wanted])
        case "presence":
            from campaign.cli.answers.presence import show_sites

            show_sites(session, situation, how, [told.projects[code] for code in chosen], empty=_("No site is working here."))
        case _:
            show_leaders(situation, how, chosen)
