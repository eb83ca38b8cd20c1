"""The yardstick for commands: the least that a program with this version of typer can be."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def hello(name: str) -> None:
    print(name)


if __name__ == "__main__":
    app()
