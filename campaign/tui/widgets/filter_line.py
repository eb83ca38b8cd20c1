"""The line in which a filter is typed. Hidden until it is asked for."""

from textual.widgets import Input


class FilterLine(Input):
    """Letters are text here; Enter keeps the filter, Esc (the page's) drops it. Posts ``Input.Changed`` while one types."""

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; border: none; padding: 0 1; background: $panel; background-tint: transparent; }
    FilterLine:focus { background-tint: transparent; }
    FilterLine:focus { border: none; }
    FilterLine:ansi > .input--placeholder { text-style: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)

    @property
    def is_open(self) -> bool:
        return self.has_class("open")

    def open(self, placeholder: str) -> None:
        self.placeholder = placeholder
        self.add_class("open")
        self.display = True  # at once, as a class of the style sheet would not: only what is displayed can have the focus
        self.screen.set_focus(self)  # what was typed in the same burst belongs into it
        self.focus()  # once more, later: a page that has just come gives the keys to its list, later too

    def close(self) -> None:
        self.remove_class("open")
        self.display = False
