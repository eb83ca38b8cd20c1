"""Run the dashboard in a terminal that ``launch.prepare`` has approved."""

from campaign.service import Session
from campaign.store.online import Online
from campaign.tui.app import CampaignApp
from campaign.tui.hangup import HangupGuard


def run(session: Session, *, plain_signs: bool = False, mouse: bool = True) -> int:
    """Until the person leaves; the exit code. A terminal that vanishes ends it within a second."""
    app = CampaignApp(session, plain_signs=plain_signs)
    with Online(session.store.path, session.actor), HangupGuard(app):
        app.run(mouse=mouse)
    return app.return_code or 0
