"""The words of every enumeration, marked for the catalogue; ``labels.label`` says one."""

from collections.abc import Mapping
from enum import StrEnum

from campaign.core.model.blocker import BlockerState, Category, EventKind, HoldReason, Scope
from campaign.core.model.campaign import CampaignState
from campaign.core.model.consent import RequestState, ResultState, What
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.model.land import ApprovalEventKind, ApprovalKind, ApprovalState, LandEventKind, LandKind, Measure
from campaign.core.model.leads import LeadEventKind, LeadStage, NodeState, TripState
from campaign.core.model.light import Light
from campaign.core.model.merits import Board, CaseKind, MeritKind
from campaign.core.model.people import Authority, Barred, Rank, Role
from campaign.core.model.project import Channel, Investor, ListState, Mark, Sector, Stage, TargetList
from campaign.core.spot_check import Checked, ReportKind
from campaign.text import N_

WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    CampaignState: {"before": N_("not begun yet"), "running": N_("running"), "after": N_("over")},
    Stage: {
        "planning": N_("idea"), "reserve": N_("reserve"), "prework": N_("pre-work"), "permitted": N_("ready to start"),
        "building": N_("building"), "completed": N_("completed"), "producing": N_("in operation")},
    Sector: {
        "industry": N_("industry"), "transport": N_("transport"), "energy": N_("energy"),
        "urban": N_("urban and environment"), "social": N_("social"), "services": N_("services"),
        "rural": N_("farming, forest and water")},
    Investor: {
        "private": N_("private"), "state": N_("state-owned"), "government": N_("government"), "foreign": N_("foreign")},
    Category: {
        "expropriation": N_("expropriation"), "land": N_("land approval"), "forest": N_("forest approval"),
        "farmland": N_("farmland balance"), "redline": N_("farmland or ecology red line"),
        "rectification": N_("inspection rectification"), "eia": N_("environment assessment"),
        "planning": N_("plan adjustment"), "funding": N_("funding"), "pipeline": N_("pipeline relocation"),
        "utilities": N_("water, power, gas"), "tender": N_("tender"), "design": N_("design change"), "crew": N_("crew"),
        "materials": N_("materials and machines"), "developer": N_("developer's will"), "dispute": N_("dispute"),
        "safety": N_("safety and quality"), "sea": N_("use of the sea"), "other": N_("other")},
    Authority: {
        "county": N_("county level"), "city": N_("city level"), "province": N_("province level"),
        "national": N_("national level")},
    HoldReason: {
        "waiting_higher": N_("waiting for a higher authority"), "force_majeure": N_("force majeure"),
        "weather": N_("weather"), "developer": N_("the developer's decision"), "funding": N_("funding"),
        "other": N_("other")},
    Channel: {"site": N_("on site"), "phone": N_("by phone"), "meeting": N_("in a meeting")},
    Mark: {
        "site": N_("on site"), "remote": N_("by phone only"), "nobody": N_("nobody there"), "excused": N_("excused day"),
        "none": N_("not working")},
    Rank: {
        "principal": N_("principal leader"), "city": N_("city leader"), "county": N_("county leader"),
        "unit": N_("head of a unit"), "staff": N_("staff")},
    Role: {
        "viewer": N_("viewer"), "staff": N_("staff of a county or unit"), "leader": N_("leader"), "hq": N_("headquarters"),
        "admin": N_("administrator")},
    Scope: {"projects": N_("named projects"), "county": N_("whole county")},
    BlockerState: {"open": N_("open"), "on_hold": N_("on hold"), "resolved": N_("resolved")},
    EventKind: {
        "open": N_("opened"), "move": N_("passed on"), "note": N_("note"), "contact": N_("contact"),
        "due": N_("due day changed"), "level": N_("escalated"), "hold": N_("put on hold"), "resolve": N_("resolved"),
        "reopen": N_("reopened"), "return": N_("returned by headquarters")},
    LandKind: {
        "expropriation": N_("expropriation"), "resettlement": N_("resettlement"), "forest": N_("forest adjustment"),
        "satellite": N_("satellite patch"), "inspection": N_("inspection finding"), "farmland": N_("farmland rectification")},
    Measure: {"mu": N_("mu"), "households": N_("households"), "structures": N_("structures")},
    ReportKind: {"progress": N_("report"), "funds": N_("funds"), "land": N_("land delivered")},
    Checked: {"confirmed": N_("confirmed"), "returned": N_("returned by headquarters"), "undone": N_("taken back")},
    Barred: {"no_plan": N_("no plan for the 100 days"), "missed": N_("has missed its target"),
             "returned": N_("results returned")},
    LandEventKind: {
        "open": N_("set"), "progress": N_("progress"), "due": N_("due day changed"), "accept": N_("accepted"),
        "reopen": N_("reopened"), "return": N_("returned by headquarters")},
    ApprovalKind: {
        "proposal": N_("project proposal"), "feasibility": N_("feasibility study"),
        "design": N_("preliminary design and estimate"),
        "authorisation": N_("project authorisation"), "filing": N_("project filing"), "site": N_("site and land pre-review"),
        "pre_notice": N_("pre-notice of expropriation"), "compensation_notice": N_("compensation notice"),
        "land": N_("land for construction"), "expropriation_notice": N_("expropriation notice"),
        "forest": N_("use of forest land"),
        "temporary_land": N_("temporary use of land"), "temporary_forest": N_("temporary use of forest land"),
        "eia_report": N_("environment report"), "eia_form": N_("environment form"),
        "land_planning": N_("land planning permit"), "works_planning": N_("works planning permit"),
        "permit": N_("construction permit"), "energy": N_("energy review"), "water": N_("soil and water plan"),
        "sea": N_("sea area permit")},
    ApprovalState: {
        "needed": N_("not submitted"), "submitted": N_("submitted"), "granted": N_("granted"), "not_needed": N_("not needed")},
    ApprovalEventKind: {
        "submit": N_("submitted"), "contact": N_("contact"), "due": N_("due day changed"), "grant": N_("granted"),
        "waive": N_("not needed"), "reopen": N_("reopened"), "return": N_("returned by headquarters")},
    TargetList: {
        "provincial_key": N_("provincial key projects"), "special_bond": N_("special bonds"),
        "central_budget": N_("central budget")},
    ListState: {
        "candidate": N_("to apply"), "submitted": N_("applied"), "listed": N_("listed"), "rejected": N_("not listed")},
    RequestState: {
        "asked": N_("asked for"), "approved": N_("agreed"), "rejected": N_("refused"), "withdrawn": N_("called off")},
    What: {
        "start": N_("start"), "registration": N_("registration"), "finish": N_("finish"), "resolution": N_("resolution"),
        "acceptance": N_("acceptance"), "grant": N_("grant"), "signing": N_("signing"), "landing": N_("landing"),
        "added": N_("new record"), "opened": N_("blocker from elsewhere"), "taken": N_("correction from elsewhere"),
        "authority": N_("higher authority")},
    ResultState: {
        "waiting": N_("unconfirmed"), "confirmed": N_("confirmed"), "returned": N_("returned by headquarters"),
        "withdrawn": N_("called off")},
    NodeState: {"have": N_("there"), "weak": N_("weak"), "missing": N_("lacking")},
    TripState: {"coming": N_("about to leave"), "running": N_("under way"), "over": N_("returned")},
    LeadStage: {"lead": N_("lead"), "talks": N_("in talks"), "signed": N_("signed"), "landed": N_("landed")},
    LeadEventKind: {
        "open": N_("lead found"), "note": N_("note"), "stage": N_("moved on"), "next": N_("next step"),
        "project": N_("became a project"), "drop": N_("given up"), "reopen": N_("taken up again"),
        "return": N_("returned by headquarters")},
    Metric: {
        "investment": N_("fixed investment"), "gdp": N_("GDP"), "industry": N_("industrial output"),
        "tax_per_mu": N_("tax per mu"), "assessment": N_("provincial assessment"),
        "private_firms": N_("new private firms")},
    IndicatorMeasure: {"yoy_cum": N_("cumulative growth"), "value": N_("amount of the period"), "rank": N_("rank")},
    MeritKind: {
        "praise": N_("praise"), "reward": N_("reward"), "reminder": N_("reminder"),
        "supervision": N_("formal supervision"), "interview": N_("summoned to explain"), "sanction": N_("sanction"),
        "exemption": N_("exempt: force majeure")},
    CaseKind: {"model": N_("model case"), "visit": N_("study visit")},
    Board: {
        "expropriation": N_("best expropriation"), "prework": N_("deepest pre-work"), "approvals": N_("fastest approvals"),
        "signings": N_("most signings"), "signings_county": N_("most signings, by county")},
    Light: {
        "red": N_("red"), "yellow": N_("yellow"), "green": N_("green"), "none": N_("not assessed"),
        "suspended": N_("suspended")},
}
CODED: Mapping[str, tuple[type[StrEnum], ...]] = {
    "stage": (Stage, LeadStage), "sector": (Sector,), "investor": (Investor,), "category": (Category,), "authority": (Authority,),
    "channel": (Channel,), "rank": (Rank,), "scope": (Scope,),
    "state": (BlockerState, ApprovalState, ListState, NodeState, RequestState, ResultState),
    "kind": (ApprovalKind, LandKind, MeritKind, CaseKind), "measure": (Measure, IndicatorMeasure), "metric": (Metric,),
    "reason": (HoldReason,), "hold_reason": (HoldReason,),
    "light": (Light,), "list": (TargetList,)}
"""What the values of a name may be."""
