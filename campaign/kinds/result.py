"""Results (成果) that were entered below headquarters and wait. They have no codes: record and result name them."""

from campaign.core.model.consent import Result
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, headquarters
from campaign.text import N_

VERBS = (
    headquarters("confirm", N_("confirmed a result")),
    headquarters("return", N_("returned a result")),
)
KEYS = {
    "resolve": Key("confirm", N_("confirm"), does=N_("confirm a result")),
    "resolve_all": Key("confirm", N_("confirm all"), foot=Foot.NOWHERE),
    "hold": Key("return", N_("return"), does=N_("return a result")),
    "hold_all": Key("return", N_("return all"), foot=Foot.NOWHERE)}
"""What acts on all that a list shows stands in the footer of that list alone."""
KIND = Kind("result", "results", Result, (), VERBS, KEYS, label=N_("result"), called="subject", lists="unconfirmed", found=False,
            unasked=N_("entered with what it is a result of"))
