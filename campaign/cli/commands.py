"""Every command: where it lives, how help introduces it, and an example. The one list that help, completion and README follow.

A command's module is imported, and its options are built, only when it is called: building all of them costs as much as
running one.
"""

from typing import NamedTuple

from campaign.text import N_

LOOK, PROJECTS, BLOCKERS, GROUND, ADD, CAMPAIGN, SERVER = (
    N_("Look"), N_("Work on projects"), N_("Work on blockers"), N_("Land and approvals"), N_("Add"), N_("The campaign"),
    N_("A shared server"))
"""Sections of the help."""


class Entry(NamedTuple):
    module: str
    """File in ``campaign.cli``; the function is named like the command."""
    section: str
    help: str
    example: str


COMMANDS: dict[str, Entry] = {
    "tui": Entry("tui", LOOK, N_("open the dashboard (plain board without a terminal)"), "campaign tui"),
    "web": Entry("web", LOOK, N_("the dashboard in a browser of this machine, for a meeting room"), "campaign web --wallboard"),
    "status": Entry("campaign", LOOK, N_("which day it is, the money, and what needs someone"), "campaign status --json"),
    "projects": Entry("projects", LOOK, N_("list projects, with light and reasons"),
                      "campaign projects --light red,yellow --county 临江 --json"),
    "lights": Entry("lights", LOOK, N_("the light of every project on a day that is over, and why"),
                    "campaign lights --at D+20 --light red"),
    "blockers": Entry("blockers", LOOK, N_("list blockers: whose bucket, how long, what they freeze"),
                      "campaign blockers --overdue --unit 市林业局"),
    "leaders": Entry("people", LOOK, N_("list leaders, with their projects and lights"), "campaign leaders --unclaimed"),
    "counties": Entry("people", LOOK, N_("list counties and zones"), "campaign counties --csv"),
    "units": Entry("people", LOOK, N_("list units, with the blockers in their hands"), "campaign units --json"),
    "people": Entry("people", LOOK, N_("list everyone"), "campaign people --unit 市林业局"),
    "today": Entry("questions", LOOK, N_("where a leader should go today, and why there"), "campaign today 王"),
    "presence": Entry("questions", LOOK, N_("whose site had nobody today, streaks, visits without result"),
                      "campaign presence --absent\ncampaign presence --leaders"),
    "blast": Entry("questions", LOOK, N_("which blocker or land task freezes most, and what solving it frees"),
                   "campaign blast\ncampaign blast B0107"),
    "too-late": Entry("questions", LOOK, N_("what the statutory clocks no longer allow, step by step"),
                      "campaign too-late --risk"),
    "rates": Entry("questions", LOOK, N_("the four rates and registration, of the city or by group"),
                   "campaign rates --by county"),
    "forecast": Entry("forecast", LOOK, N_("what will be done by the last day at this pace, and how likely the plan is"),
                      "campaign forecast --by county\ncampaign forecast --project P0042"),
    "dossier": Entry("questions", LOOK, N_("what a leader has done, day by day"), "campaign dossier 王"),
    "reserve": Entry("reserve", LOOK, N_("the reserve: its funnel, and candidates ranked with maturity and score"),
                     "campaign reserve --untaken --county 临江"),
    "gaps": Entry("reserve", LOOK, N_("what a target list still requires of projects, and whether the clocks allow it"),
                  "campaign gaps --list special_bond --all\ncampaign gaps P0042"),
    "taskforces": Entry("task_forces", LOOK,
                        N_("task forces, and what each has moved; --match: skills that are wanted elsewhere"),
                        "campaign taskforces\ncampaign taskforces --match"),
    "dispatches": Entry("task_forces", LOOK, N_("who is sent to which body, until when, and what they brought back"),
                        "campaign dispatches --running\ncampaign dispatches --uncovered"),
    "merits": Entry("merits", LOOK, N_("praise, rewards promised and paid, steps of supervision with evidence and answers"),
                    "campaign merits --unpaid\ncampaign merits --kind reminder,supervision --unanswered"),
    "explain": Entry("merits", LOOK, N_("who must explain: passed around, slow, long overdue, on the black list"),
                     "campaign explain --json"),
    "leads": Entry("leads", LOOK, N_("firms that might come: how far each has got, and whose next step is overdue"),
                   "campaign leads --overdue\ncampaign leads --stage talks,signed --leader 王 --json"),
    "chain": Entry("chain", LOOK, N_("the chain map: how the city stands with each node, and what lies and is sought there"),
                   "campaign chain 新材料\ncampaign chain --gap\ncampaign chain --firms"),
    "trips": Entry("chain", LOOK, N_("who set out to where, and the leads that each trip brought"),
                   "campaign trips --leader 王 --since D+10\ncampaign trips --without"),
    "events": Entry("chain", LOOK, N_("promotion events, and the leads that each brought"), "campaign events --json"),
    "indicators": Entry("indicators", LOOK, N_("indicators of the counties by period, against the year's target"),
                        "campaign indicators --county 临江 --metric investment --period 2026"),
    "parity": Entry("indicators", LOOK, N_("growth of fixed investment beside GDP and industry, and money still needed a day"),
                    "campaign parity --json"),
    "honours": Entry("leaderboards", LOOK, N_("who earns praise this week, and who must explain"), "campaign honours --json"),
    "leaderboards": Entry("leaderboards", LOOK, N_("best expropriation, deepest pre-work, fastest approvals, most signings"),
                          "campaign leaderboards --top 3\ncampaign leaderboards expropriation --json"),
    "cases": Entry("cases", LOOK, N_("model cases and study visits, the latest first"),
                   "campaign cases --kind model --county 临江"),
    "news": Entry("news", LOOK, N_("what has changed since you last looked, in groups"),
                  "campaign news\ncampaign news --since yesterday --all"),
    "view": Entry("saved_words", LOOK, N_("a list saved under a name, or one of the questions"),
                  "campaign view 临江红灯 --json\ncampaign view q4"),
    "view save": Entry("saved_words", LOOK, N_("save a filter under a name, for yourself"),
                       'campaign view save 临江红灯 --screen projects --filter "red 临江"\n'
                       "campaign view save 大项目 --filter 'stage=building major=yes'"),
    "view list": Entry("saved_words", LOOK, N_("your saved lists, and the questions that are built in"),
                       "campaign view list --json"),
    "view remove": Entry("saved_words", LOOK, N_("remove a saved list"), "campaign view remove 临江红灯"),
    "bulletin": Entry("bulletin", LOOK, N_("the campaign of a day as a paper: what stands, what has changed, who goes where"),
                      "campaign bulletin --weekly --format docx -o 简报.docx\ncampaign bulletin --date D+20"),
    "export": Entry("exports", LOOK, N_("give a list, or all of them, out as a file: a workbook, CSV, JSON"),
                    "campaign export projects --light red -o 红灯项目.xlsx\n"
                    "campaign export all --format csv -o 全市.zip"),
    "requests": Entry("requests", LOOK, N_("changes of targets that wait for headquarters, and who asks for them"),
                      "campaign requests\ncampaign requests --all --json"),
    "unconfirmed": Entry("results", LOOK, N_("results that wait for headquarters, the oldest first"),
                         "campaign unconfirmed --county C05\ncampaign unconfirmed --county C05 --plain | campaign confirm -"),
    "spot-check": Entry("results", LOOK, N_("reports of a week that are looked at: drawn, so that nobody can choose"),
                        "campaign spot-check --week 5\ncampaign confirm seq:812\ncampaign return seq:815 --why 现场未见"),
    "show": Entry("campaign", LOOK, N_("everything about one thing"), "campaign show P0042"),
    "log": Entry("log", LOOK, N_("who did what; --verify checks that nothing was altered"), "campaign log --verify"),

    "progress": Entry("projects", PROJECTS, N_("report money, work, crew of a project"),
                      "campaign progress P0042 +300万 --crew 120/150\ncampaign progress P0042 --to 3200万"),
    "fund": Entry("projects", PROJECTS, N_("report funds that came in for a project"),
                  "campaign fund P0042 +2000万 --source 专项债\ncampaign fund P0042 --to 3200万"),
    "register": Entry("projects", PROJECTS, N_("say what statistics registered for a month"),
                      "campaign register P0042 2026-10 1800万"),
    "visit": Entry("projects", PROJECTS, N_("note who was there, and what was solved"),
                   "campaign visit P0042 --by 王 --resolved B0107"),
    "indicator": Entry("indicators", PROJECTS, N_("enter an indicator of a county, or its target"),
                       "campaign indicator 临江 investment 2026-10 7.3%\ncampaign indicator 临江 investment 2026 --target 9%"),
    "claim": Entry("projects", PROJECTS, N_("give a project its responsible leader"), "campaign claim P0042 -l 王"),
    "handover": Entry("projects", PROJECTS, N_("pass everything of one person to another"), "campaign handover L03 L07"),
    "list-add": Entry("reserve", PROJECTS, N_("put a project on its way to a target list"),
                      "campaign list-add P0042 special_bond --deadline 2026-12-01"),
    "list-set": Entry("reserve", PROJECTS, N_("say how far a project has got with a target list"),
                      "campaign list-set P0042 special_bond --state submitted"),
    "taskforce": Entry("task_forces", PROJECTS, N_("change a task force: members and skills, projects, head, end"),
                       "campaign taskforce T04 --add-member 赵某松:forest,land --add-project P0042"),
    "dispatch": Entry("task_forces", PROJECTS, N_("send somebody to a ministry or department; note the return"),
                      "campaign dispatch 赵某松 --to 省林业局 --until D+60\ncampaign dispatch D003 --returned today"),
    "learned": Entry("task_forces", PROJECTS, N_("note what a dispatch brought back: an approval that moved, a policy"),
                     "campaign learned D003 用林报件补正一次告知 --approval A0031"),
    "merit": Entry("merits", PROJECTS, N_("praise, promise a reward, take a step of supervision, or exempt a county"),
                   "campaign merit 市林业局 reminder --why 用林报件一拖再拖 --evidence B0107\n"
                   "campaign merit 王 reward --why 红线征迁提前 --project P0042 --promised 5万"),
    "pay": Entry("merits", PROJECTS, N_("note that a promised reward was paid"), "campaign pay H0003"),
    "answer": Entry("merits", PROJECTS, N_("answer a step of supervision that names you"),
                    "campaign answer H0003 补正件已于昨日报出"),
    "advance": Entry("leads", PROJECTS, N_("bring a lead on; one that lands becomes a project"),
                     "campaign advance K0009 signed --note 已签框架协议 --next 选址 --next-on +10d\n"
                     "campaign advance K0009 landed"),
    "chain-set": Entry("chain", PROJECTS, N_("say how the city stands with a node of a chain; a new node comes onto the map"),
                       "campaign chain-set 新材料 膜材料 weak --note 缺龙头"),
    "case": Entry("cases", PROJECTS, N_("note a model case or a study visit, or correct one"),
                  "campaign case 拆迁五步工作法 --kind model --project P0042 --text 一户一策\n"
                  "campaign case S001 --on D+36"),
    "edit": Entry("people", PROJECTS, N_("change anything that has a code"),
                  'campaign edit P0042 --stage building --started today\ncampaign edit B0107 --due D+50 --why "..."'),
    "approve": Entry("requests", PROJECTS, N_("agree to requests; what was asked for is in force"),
                     "campaign approve Q0001 Q0002 --note 已会商\ncampaign requests | campaign approve -"),
    "reject": Entry("requests", PROJECTS, N_("refuse requests; the values stay as they are"),
                    "campaign reject Q0001 --why 年度计划不予调减"),
    "confirm": Entry("results", PROJECTS, N_("confirm results that were entered below headquarters; from then on they count"),
                     "campaign confirm P0042 --what start --on D+36\n"
                     "campaign unconfirmed --county C05 --plain | campaign confirm -"),
    "return": Entry("results", PROJECTS, N_("return a result, and why; it is as if it had not been entered"),
                    "campaign return P0042 --what finish --why 现场仍在施工"),
    "excuse": Entry("projects", PROJECTS, N_("days that break no streak: storms, study weeks"),
                    "campaign excuse D+12..D+14 --why 台风 --county 临江"),
    "undo": Entry("campaign", PROJECTS, N_("take back your own last write"), "campaign undo"),

    "assign": Entry("blockers", BLOCKERS, N_("pass a blocker on to another unit"),
                    "campaign assign B0107 --unit 市林业局 --did 补正材料已交"),
    "note": Entry("blockers", BLOCKERS, N_("note what was done"), "campaign note B0107 已约省厅周三会商"),
    "contact": Entry("blockers", BLOCKERS, N_("note that whoever holds a blocker or an approval was spoken to"),
                     "campaign contact B0107 省林草局：材料已收\ncampaign contact A0031 已报国家林草局 --next +7d"),
    "escalate": Entry("blockers", BLOCKERS, N_("lift a blocker one level up"), "campaign escalate B0107"),
    "hold": Entry("blockers", BLOCKERS, N_("put a blocker on hold until a review date"),
                  "campaign hold B0107 --reason waiting_higher --review +14d"),
    "resolve": Entry("blockers", BLOCKERS, N_("close a blocker"), "campaign resolve B0107 --how 林地批复已下 --on-site"),
    "reopen": Entry("blockers", BLOCKERS, N_("open again a blocker, a land task that was accepted, or an approval"),
                    "campaign reopen B0107 --why 批复被退回\ncampaign reopen A0031 --why 材料被退回"),

    "land-tasks": Entry("land", GROUND, N_("list land tasks: how much is done, what is late"),
                        "campaign land-tasks --overdue --county 临江"),
    "land-progress": Entry("land", GROUND, N_("report what is done of a land task"),
                           "campaign land-progress G0012 +12.5\ncampaign land-progress G0012 --to 432.87亩"),
    "accept": Entry("land", GROUND, N_("accept or close out a land task"), "campaign accept G0012 --how 已现场验收"),
    "approvals": Entry("approvals", GROUND, N_("list approvals: with whom, how long, against which limit; settled ones too"),
                       "campaign approvals --state needed,submitted --authority province"),
    "submit": Entry("approvals", GROUND, N_("hand in an approval: its statutory limit runs from then on"),
                    "campaign submit A0031 --unit 省林业局"),
    "grant": Entry("approvals", GROUND, N_("note that an approval was granted, and until when it is valid"),
                   "campaign grant A0031 --how 林资许准〔2026〕12号"),
    "waive": Entry("approvals", GROUND, N_("note that an approval is not needed, and why"),
                   "campaign waive A0031 --why 不涉及林地"),
    "calendar": Entry("approvals", GROUND, N_("the campaign's own working days and days off; says one"),
                      "campaign calendar 2026-12-26 --work --why 百日攻坚不休息"),

    "add-project": Entry("projects", ADD, N_("add a project"), "campaign add-project 滨海新材料二期 -l 王 -c 临江 -t 50亿"),
    "add-blocker": Entry("blockers", ADD, N_("open a blocker on projects or on a whole county"),
                         "campaign add-blocker 用林报批缺图 --project P0042 --category forest --unit 市林业局\n"
                         "campaign add-blocker 用林卡住 --about A0031"),
    "add-land-task": Entry("land", ADD, N_("add a land task on projects or on a whole county"),
                           "campaign add-land-task 一号地块征收 --kind expropriation --project P0042 --target 434.9亩"),
    "add-approval": Entry("approvals", ADD, N_("record what a project needs; all that its investor type needs if none is named"),
                          "campaign add-approval P0042 forest --submitted D+20 --unit 省林业局\ncampaign add-approval P0042"),
    "add-taskforce": Entry("task_forces", ADD, N_("set up a task force"),
                           "campaign add-taskforce 临江要素专班 --head 王 --member 赵某松:forest,land --project P0042"),
    "add-lead": Entry("leads", ADD, N_("add a firm that might come"),
                      "campaign add-lead 膜材料总部 -l 王 -c 临江 -t 5亿 --firm 东岸新材 --next 回访 --next-on +5d"),
    "add-trip": Entry("chain", ADD, N_("note a trip of a leader to where the firms are"),
                      "campaign add-trip 长三角 -l 王 --from today --to +3d --purpose 对接膜材料"),
    "add-event": Entry("chain", ADD, N_("note a promotion event"),
                       "campaign add-event 海洋经济招商推介会 --on D+45 --place 望潮区"),
    "add-leader": Entry("people", ADD, N_("add someone with a column on the board"), "campaign add-leader 王建国 --post 副市长"),
    "add-person": Entry("people", ADD, N_("add someone else"), "campaign add-person 李明 --unit 市林业局"),
    "add-county": Entry("people", ADD, N_("add a county or zone"), "campaign add-county 临江区"),
    "add-unit": Entry("people", ADD, N_("add a unit"), "campaign add-unit 市林业局 --authority city"),

    "demo": Entry("tui", CAMPAIGN, N_("open the dashboard on a throw-away sample city"), "campaign demo"),
    "init": Entry("create", CAMPAIGN, N_("begin an empty campaign"),
                  "campaign init --name 百日攻坚·安澜市 --start 2026-09-23"),
    "seed": Entry("create", CAMPAIGN, N_("begin a campaign from a folder of CSV files"),
                  "campaign seed DIR --start 2026-09-23"),
    "import": Entry("imports", CAMPAIGN, N_("take in the list that an office has, of projects or of a week's reports"),
                    "campaign import 台账.xlsx --create counties,units,people\n"
                    "campaign import 周调度表.xlsx --as progress --on 2026-11-28 --dry-run"),
    "settings": Entry("campaign", CAMPAIGN, N_("show or change name, days and thresholds"), "campaign settings stale_red 10"),
    "info": Entry("program", CAMPAIGN, N_("which database, which program, who you are"), "campaign info"),
    "completion": Entry("program", CAMPAIGN, N_("print a completion script for the shell"),
                        "campaign completion bash > ~/.local/share/bash-completion/completions/campaign"),
    "man": Entry("manual", CAMPAIGN, N_("print the manual page"), "campaign --lang en man > campaign.1"),

    "whoami": Entry("membership", SERVER, N_("who you are here, and what you may do"), "campaign whoami"),
    "who": Entry("membership", SERVER, N_("who has the dashboard open now"), "campaign who"),
    "member add": Entry("members", SERVER, N_("let a person come in, with a role"),
                        "campaign member add 赵某松 --role staff --county 临江\ncampaign member add 王某山 --role leader"),
    "member list": Entry("membership", SERVER, N_("list members, their roles and keys"), "campaign member list --json"),
    "member role": Entry("members", SERVER, N_("change a member's role"), "campaign member role 赵某松 hq"),
    "member key": Entry("members", SERVER, N_("add a public SSH key of a member, or remove one"),
                        "campaign member key 赵某松 - < id_ed25519.pub\n"
                        "campaign member key 王某山 'ssh-ed25519 AAAA...' --readonly\n"
                        "campaign member key --remove SHA256:abcd..."),
    "member remove": Entry("members", SERVER, N_("let a member in no more; open sessions end"), "campaign member remove 赵某松"),
    "keys": Entry("gate", SERVER, N_("print the lines that sshd wants: of all keys, or of one that it asks about"),
                  "campaign keys\ncampaign keys campaign SHA256:abcd... ssh-ed25519 AAAA..."),
    "gate": Entry("gate", SERVER, N_("what sshd runs for a member: the dashboard, or the one command asked for"),
                  "campaign gate --member L03 --key SHA256:abcd..."),
    "server setup": Entry("server", SERVER, N_("print all that makes a shared server, with the reason for each line"),
                          "campaign server setup > setup.sh"),
    "server warm": Entry("server", SERVER, N_("keep a session ready for whoever comes in through the gate: log-ins take no time"),
                         "campaign server warm --most 80"),
    "doctor": Entry("doctor", SERVER, N_("check the database and the server; each finding says what to type"),
                    "campaign doctor --json"),
    "backup": Entry("backup", SERVER, N_("write a verified copy of the database, to a folder or to stdout"),
                    "campaign backup /srv/campaign/backups --keep 48\ncampaign backup - > copy.db"),
    "restore": Entry("backup", SERVER, N_("put a backup back; what is there now is kept beside it"),
                     "campaign restore /srv/campaign/backups/campaign-20261122-030000-812.db"),
}
ASSURED = frozenset({
    "progress", "fund", "land-progress", "visit", "resolve", "claim", "edit", "advance", "approve", "add-project", "add-lead",
    "add-blocker", "add-leader", "add-person", "seed", "import"})
"""Commands that may write what is unlikely: they take --yes, and ask without it."""
SHOWN = {
    "project": "records.projects:project", "blocker": "records.blockers:blocker", "land_task": "records.land:land_task",
    "approval": "records.land:approval", "person": "records.people:person", "county": "records.people:county",
    "unit": "records.people:unit", "lead": "records.leads:lead", "trip": "records.leads:trip", "event": "records.leads:event",
    "task_force": "records.task_forces:task_force", "dispatch": "records.task_forces:dispatch",
    "merit": "records.merits:merit", "case": "records.merits:case",
    "request": "records.merits:request"}
"""Kind → module and function in ``campaign.cli`` that gives what ``show`` prints of one; ``tests/cli/test_show.py`` looks at
every one."""
FAMILIES = {"view": N_("Lists saved under a name, each person's own; the questions are built in."),
            "export": N_("A list, with the filters of the command that shows it, or all of them, as a file for others."),
            "member": N_("Who may come in to a shared server, as what, and with which keys."),
            "server": N_("What an administrator installs for a shared server.")}
"""Commands of two words, by their first."""
DERIVED = {"export": "exports"}
"""Those whose second words are other commands: the module in ``campaign.cli`` with ``members()`` (word → what it is),
``derived(word)`` (the function, None for an unknown word) and ``meant(text)`` (the word that was typed another way)."""
