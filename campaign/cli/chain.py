"""Commands about the chain map, trips and promotion events: where a node is lacking, and what travelling and fairs brought."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.params import Typed, takes
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.core.model.leads import NodeState
from campaign.text import N_, _
from campaign.words import label
from campaign.words.reading import word


def chain(
    name: Annotated[str | None, Argument(metavar="[CHAIN]", help=N_("one chain: its name, the beginning or the pinyin of it"))]
    = None,
    state: Annotated[str | None, Option("--state", metavar="WORD", help=N_("only nodes that are have, weak or missing"))] = None,
    gap: Annotated[bool, Option("--gap", help=N_("only nodes that are weak or missing and have no lead"))] = False,
    firms: Annotated[bool, Option("--firms", help=N_("instead: new private firms of each county this year, against its target"))]
    = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import chain_lists

    if firms:
        for given, text in ((name, name), (state, "--state"), (gap, "--gap")):
            if given:
                raise BadInput("twice", text=f"{text} --firms")
        chain_lists.firms(as_json, as_csv, plain)
    else:
        chain_lists.chain(as_json, as_csv, plain, name=name, state=state, gap=gap)


@takes("node", "CHAIN NODE STATE")
def chain_set(typed: Typed) -> None:
    from campaign.service import chain as service

    now = current()
    session = now.session()
    chain, node, state = (typed[name] or "" for name in ("chain", "node", "state"))
    new = not service.node_there(session, chain, node)
    done = service.set_node(session, chain, node, state, note=typed["note"], position=typed["place"], request=now.request)
    said(done, "chain-set", "", label(NodeState(word(NodeState, state))), _("a new node") if new else "")


@takes("trip", "PLACE", help={"place": N_("where to; - reads stdin"), "first": N_("first day, if not today"),
                              "last": N_("last day, if it takes more than one")})
def add_trip(typed: Typed, as_json: opt.Json = False) -> None:
    from campaign.service import chain as service

    if typed["leader"] is None:
        raise opt.missing("--leader", "add-trip")
    now = current()
    done = service.add_trip(now.session(), typed, now.request)
    said(done, "add-trip")
    added(done, as_json)


def trips(
    leader: Annotated[str | None, Option("--leader", "-l", metavar="LEADER", help=N_("only of this leader"))] = None,
    since: Annotated[str | None, Option("--since", metavar="DATE", help=N_("only those that ended on that day or later"))] = None,
    without: Annotated[bool, Option("--without", help=N_("instead: leaders who have no trip"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import chain_lists

    if without:
        if leader is not None or since is not None:
            raise BadInput("twice", text=f"{'--leader' if leader is not None else '--since'} --without")
        chain_lists.at_home(as_json, as_csv, plain)
    else:
        chain_lists.trips(as_json, as_csv, plain, leader=leader, since=since)


@takes("event", "NAME", help={"on": N_("the day of it"), "place": N_("where")})
def add_event(typed: Typed, as_json: opt.Json = False) -> None:
    from campaign.service import chain as service

    if typed["on"] is None:
        raise opt.missing("--on", "add-event")
    now = current()
    done = service.add_event(now.session(), typed, now.request)
    said(done, "add-event")
    added(done, as_json)


def events(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import chain_lists

    chain_lists.events(as_json, as_csv, plain)
