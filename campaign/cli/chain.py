"""Commands about the chain map, trips and promotion events: where a node is lacking, and what travelling and fairs brought."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.feedback import added, said
from campaign.cli.options import some, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.core.model.leads import NodeState
from campaign.kinds.field import word
from campaign.text import N_, _
from campaign.words import label


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


def chain_set(
    chain: Annotated[str, Argument(metavar="CHAIN", help=N_("the chain, in full; one that is not there is added"))],
    node: Annotated[str, Argument(metavar="NODE", help=N_("its node, in full; one that is not there is added"))],
    state: Annotated[str, Argument(metavar="STATE", help=N_("have, weak or missing"))],
    note: opt.Note = None,
    place: Annotated[str | None, Option("--place", metavar="N", help=N_("which node of the chain it is; 1 is the most upstream"))]
    = None,
) -> None:
    from campaign.service import chain as service

    now = current()
    session = now.session()
    chain, node = words(chain), words(node)
    new = not service.node_there(session, chain, node)
    done = service.set_node(session, chain, node, state, note=some(note), position=place, request=now.request)
    said(done, "chain-set", "", label(NodeState(word(NodeState, state))), _("a new node") if new else "")


def add_trip(
    place: Annotated[str, Argument(metavar="PLACE", help=N_("where to; - reads stdin"))],
    leader: Annotated[str | None, Option("--leader", "-l", metavar="LEADER", help=N_("who travels"))] = None,
    first: Annotated[str | None, Option("--from", metavar="DATE", help=N_("first day, if not today"))] = None,
    last: Annotated[str | None, Option("--to", metavar="DATE", help=N_("last day, if it takes more than one"))] = None,
    purpose: opt.Purpose = None, as_json: opt.Json = False,
) -> None:
    from campaign.service import chain as service

    if leader is None:
        raise opt.missing("--leader", "add-trip")
    now = current()
    done = service.add_trip(now.session(), {"place": words(place), "leader": leader, "first": first, "last": last,
                                            "purpose": some(purpose)}, now.request)
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


def add_event(
    name: Annotated[str, Argument(metavar="NAME", help=N_("name; - reads stdin"))],
    on: Annotated[str | None, Option("--on", metavar="DATE", help=N_("the day of it"))] = None,
    place: Annotated[str | None, Option("--place", metavar="TEXT", help=N_("where"))] = None,
    note: opt.Note = None, as_json: opt.Json = False,
) -> None:
    from campaign.service import chain as service

    if on is None:
        raise opt.missing("--on", "add-event")
    now = current()
    typed = {"name": words(name), "on": on, "place": some(place), "note": some(note)}
    done = service.add_event(now.session(), typed, now.request)
    said(done, "add-event")
    added(done, as_json)


def events(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import chain_lists

    chain_lists.events(as_json, as_csv, plain)
