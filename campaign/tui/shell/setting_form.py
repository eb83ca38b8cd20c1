"""One setting of the campaign, changed from the commands."""

from campaign.kinds.campaign import SETTINGS
from campaign.kinds.field import Field
from campaign.service import Session, settings
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.host import Host
from campaign.tui.shell.verb_writing import ask_write


async def change(host: Host, key: str) -> None:
    setting = SETTINGS[key]
    name = _(setting.label)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return settings.set_value(session, key, typed.get("text") or "", request=request)

    line = Field("text", required=not setting.optional, label=N_("Value"), hint=setting.about)
    form = Form(_("Setting: {name}").format(name=name), [line], save, values={"text": settings.settings(host.session)[key]},
                key=f"setting {key}")
    await ask_write(host, form, _("{name} is set").format(name=name))
