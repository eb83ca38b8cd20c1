"""Every command: where it lives, how help introduces it, and an example. The one list that help, completion and README follow.

A command's module is imported, and its options are built, only when it is called: building all of them costs as much as
running one.
"""

from typing import NamedTuple

from campaign.text import N_

LOOK, PROJECTS, BLOCKERS, ADD, CAMPAIGN = (
    N_("Look"), N_("Work on projects"), N_("Work on blockers"), N_("Add"), N_("The campaign"))
"""Sections of the help."""


class Entry(NamedTuple):
    module: str
    """File in ``campaign.cli``; the function is named like the command."""
    section: str
    help: str
    example: str


COMMANDS: dict[str, Entry] = {
    "tui": Entry("tui", LOOK, N_("open the dashboard (plain board without a terminal)"), "campaign tui"),
    "status": Entry("campaign", LOOK, N_("which day it is, the money, and what needs someone"), "campaign status --json"),
    "projects": Entry("projects", LOOK, N_("list projects, with light and reasons"),
                      "campaign projects --light red,yellow --county 临江 --json"),
    "blockers": Entry("blockers", LOOK, N_("list blockers: whose bucket, how long, what they freeze"),
                      "campaign blockers --overdue --unit 市林业局"),
    "leaders": Entry("people", LOOK, N_("list leaders, with their projects and lights"), "campaign leaders --unclaimed"),
    "counties": Entry("people", LOOK, N_("list counties and zones"), "campaign counties --csv"),
    "units": Entry("people", LOOK, N_("list units, with the blockers in their hands"), "campaign units --json"),
    "people": Entry("people", LOOK, N_("list everyone"), "campaign people --unit 市林业局"),
    "show": Entry("campaign", LOOK, N_("everything about one thing"), "campaign show P0042"),
    "log": Entry("campaign", LOOK, N_("who did what; --verify checks that nothing was altered"), "campaign log --verify"),

    "progress": Entry("projects", PROJECTS, N_("report money, work, crew of a project"),
                      "campaign progress P0042 +300万 --crew 120/150\ncampaign progress P0042 --to 3200万"),
    "visit": Entry("projects", PROJECTS, N_("note who was there, and what was solved"),
                   "campaign visit P0042 --by 王 --resolved B0107"),
    "claim": Entry("projects", PROJECTS, N_("give a project its responsible leader"), "campaign claim P0042 -l 王"),
    "handover": Entry("projects", PROJECTS, N_("pass everything of one person to another"), "campaign handover L03 L07"),
    "edit": Entry("people", PROJECTS, N_("change anything that has a code"),
                  'campaign edit P0042 --stage building --started today\ncampaign edit B0107 --due D+50 --why "..."'),
    "excuse": Entry("projects", PROJECTS, N_("days that break no streak: storms, study weeks"),
                    "campaign excuse D+12..D+14 --why 台风 --county 临江"),
    "undo": Entry("campaign", PROJECTS, N_("take back your own last write"), "campaign undo"),

    "assign": Entry("blockers", BLOCKERS, N_("pass a blocker on to another unit"),
                    "campaign assign B0107 --unit 市林业局 --did 补正材料已交"),
    "note": Entry("blockers", BLOCKERS, N_("note what was done"), "campaign note B0107 已约省厅周三会商"),
    "contact": Entry("blockers", BLOCKERS, N_("note that whoever holds it was spoken to"),
                     "campaign contact B0107 省林草局：材料已收"),
    "escalate": Entry("blockers", BLOCKERS, N_("lift a blocker one level up"), "campaign escalate B0107"),
    "hold": Entry("blockers", BLOCKERS, N_("put a blocker on hold until a review date"),
                  "campaign hold B0107 --reason waiting_higher --review +14d"),
    "resolve": Entry("blockers", BLOCKERS, N_("close a blocker"), "campaign resolve B0107 --how 林地批复已下 --on-site"),
    "reopen": Entry("blockers", BLOCKERS, N_("open it again, from resolved or from a hold"),
                    "campaign reopen B0107 --why 批复被退回"),

    "add-project": Entry("projects", ADD, N_("add a project"), "campaign add-project 滨海新材料二期 -l 王 -c 临江 -t 50亿"),
    "add-blocker": Entry("blockers", ADD, N_("open a blocker on projects or on a whole county"),
                         "campaign add-blocker 用林报批缺图 --project P0042 --category forest --unit 市林业局"),
    "add-leader": Entry("people", ADD, N_("add someone with a column on the board"), "campaign add-leader 王建国 --post 副市长"),
    "add-person": Entry("people", ADD, N_("add someone else"), "campaign add-person 李明 --unit 市林业局"),
    "add-county": Entry("people", ADD, N_("add a county or zone"), "campaign add-county 临江区"),
    "add-unit": Entry("people", ADD, N_("add a unit"), "campaign add-unit 市林业局 --authority city"),

    "demo": Entry("tui", CAMPAIGN, N_("open the dashboard on a throw-away sample city"), "campaign demo"),
    "init": Entry("campaign", CAMPAIGN, N_("begin an empty campaign"),
                  "campaign init --name 百日攻坚·安澜市 --start 2026-09-23"),
    "seed": Entry("campaign", CAMPAIGN, N_("begin a campaign from a folder of CSV files"),
                  "campaign seed DIR --start 2026-09-23"),
    "settings": Entry("campaign", CAMPAIGN, N_("show or change name, days and thresholds"), "campaign settings stale_red 10"),
    "info": Entry("campaign", CAMPAIGN, N_("which database, which program, who you are"), "campaign info"),
    "completion": Entry("campaign", CAMPAIGN, N_("print a completion script for the shell"),
                        "campaign completion bash > ~/.local/share/bash-completion/completions/campaign"),
}
