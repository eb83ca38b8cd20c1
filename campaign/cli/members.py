"""Commands about members: who may come in to a shared server, as what and with which keys."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output, question
from campaign.cli import params as opt
from campaign.cli.feedback import said
from campaign.cli.names import name_of
from campaign.cli.params import words
from campaign.cli.state import State, current
from campaign.core.errors import BadInput
from campaign.store.queries.members import member_keys
from campaign.store.write import Done
from campaign.text import N_, ngettext
from campaign.words import verb

Who = Annotated[str, Argument(metavar="PERSON", help=N_("code, name, its beginning or its pinyin"))]
NewRole = N_("viewer, staff, leader, hq or admin")
County = Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("county whose staff the person is"))]
Unit = Annotated[str | None, Option("--unit", "-u", metavar="UNIT", help=N_("unit whose staff the person is"))]


def member_add(
    person: Who, role: Annotated[str, Option("--role", metavar="ROLE", help=NewRole)], county: County = None, unit: Unit = None,
    key: Annotated[str | None, Option("--key", metavar="KEY", help=N_("the line of the id_*.pub; - reads stdin"))] = None,
) -> None:
    from campaign.service import members

    state = current()
    done = members.add(state.session(), person, role, county=county, unit=unit, line=None if key is None else words(key),
                       request=state.request)
    _told(state, done, "member add")


def member_role(
    person: Who, role: Annotated[str, Argument(metavar="ROLE", help=NewRole)], county: County = None, unit: Unit = None,
) -> None:
    from campaign.service import members

    state = current()
    _told(state, members.set_role(state.session(), person, role, county=county, unit=unit, request=state.request), "member role")


def member_key(
    person: Annotated[str | None, Argument(metavar="[PERSON]", help=N_("whose it is"))] = None,
    key: Annotated[str | None, Argument(metavar="[KEY]", help=N_("the line of the id_*.pub; - reads stdin"))] = None,
    readonly: Annotated[bool, Option("--readonly", help=N_("whoever comes in with it only looks: a leader's office"))] = False,
    remove: Annotated[str | None, Option("--remove", metavar="SHA256:...", help=N_("take this key away"))] = None,
) -> None:
    from campaign.service import members

    state = current()
    if remove is not None:
        if person is not None or readonly:
            raise BadInput("twice", text=" ".join(["--remove", "--readonly" if person is None else person]))
        done = members.remove_key(state.session(), remove, request=state.request)
    elif person is None or key is None:
        raise opt.missing("PERSON" if person is None else "KEY", "member key")
    else:
        done = members.add_key(state.session(), person, words(key), readonly=readonly, request=state.request)
    _told(state, done, "member key")


def member_remove(
    person: Who, yes: Annotated[bool, Option("--yes", "-y", help=N_("do not ask"))] = False,
) -> None:
    from campaign.service import members

    state = current()
    session = state.session()
    code = session.code("person", person)
    if not yes:
        question.somebody(BadInput("remove_unasked", person=code))
        keys = len(member_keys(session.store, code))
        question.agreed(ngettext("{person} and {n} key will be let in no more; what was done by them stays. Type yes to go on:",
                            "{person} and {n} keys will be let in no more; what was done by them stays. Type yes to go on:",
                            keys).format(person=f"{code} {name_of(code)}", n=keys))
    _told(state, members.remove(session, code, request=state.request), "member remove")


def _told(state: State, done: Done, act: str) -> None:
    """Publish the keys for sshd, where that is configured, then confirm. What was done stands if publishing fails."""
    from campaign.service import keyfile

    keyfile.renew(state.config, state.session().store)
    if done.replayed or not done.seq:
        said(done, act)
    else:  # nothing that undo takes back
        output.talk(f"{done.subject} {name_of(done.subject)}: {verb(act)}")
