"""What is wrong with a command line, in one line that says what to type; and help in the language spoken."""

import re
from importlib import import_module
from keyword import iskeyword
from typing import Any

from typer import _click
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from campaign.clean import printable
from campaign.cli import output
from campaign.cli.commands import ASSURED, COMMANDS, DERIVED, FAMILIES
from campaign.cli.params import Taking, assurable
from campaign.cli.state import current
from campaign.core.errors import BadInput, CampaignError
from campaign.core.roles import ONLY_HERE
from campaign.text import N_, _

GLOBAL = ("--db", "--lang", "--readonly", "--request")
_NEGATIVE = re.compile(r"-[0-9]")
_SHIELD = "\0"
"""Put before a negative amount so that it is not taken for an option; no argument of a process can contain it."""
_CODES = {"projects": re.compile("[Pp][0-9]+"), "resolved": re.compile("[Bb][0-9]+")}
"""Options that take several codes in a row (``--project P1 P2``), by parameter."""
HELP_COMMAND = "help"
HELP = N_("show this help and exit")
HELP_NAMES = {"help_option_names": ["--help", "-h"]}


class Verb(TyperCommand):
    """One command. Its ``epilog`` is an example that is printed with its help and with what is wrong with a call."""

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # the shell completes a line that is not finished: nothing lacks yet
            from campaign.cli.completing import offered

            for param in self.params:
                if not (isinstance(param, TyperOption) and param.is_flag):
                    param._custom_shell_complete = offered
            return super().parse_args(ctx, args)
        ctx.allow_extra_args = True
        end = args.index("--") if "--" in args else len(args)
        shielded = [_SHIELD + arg if _NEGATIVE.match(arg) else arg for arg in args[:end]]
        try:
            super().parse_args(ctx, self._spread(shielded) + args[end:])
        except _click.exceptions.UsageError as error:
            error.ctx = ctx  # the parser leaves it out where an option lacks its value
            raise
        options = {name for param in self.params if isinstance(param, TyperOption) for name in param.opts}
        for param in self.params:
            value = ctx.params.get(param.name or "")
            if isinstance(value, str):
                value = ctx.params[param.name or ""] = value.removeprefix(_SHIELD)
            elif isinstance(value, (list, tuple)):
                ctx.params[param.name or ""] = [part.removeprefix(_SHIELD) for part in value]
            if isinstance(param, TyperOption) and isinstance(value, str) and value in options:
                raise BadInput("option_value", text=param.opts[0], usage=usage(ctx))
        if ctx.args:
            raise BadInput("extra", text=ctx.args[0].removeprefix(_SHIELD), usage=usage(ctx))
        return ctx.args

    def _spread(self, args: list[str]) -> list[str]:
        """``--project P1 P2`` → ``--project P1 --project P2``: only codes that follow at once are taken along."""
        for param in self.params:
            code = _CODES.get(param.name or "")
            if code is None or not isinstance(param, TyperOption) or not param.multiple:
                continue
            spread: list[str] = []
            for arg in args:
                if len(spread) > 1 and spread[-2] in param.opts and code.fullmatch(spread[-1]) and code.fullmatch(arg):
                    spread.append(param.opts[0])
                spread.append(arg)
            args = spread
        return args

    def get_help(self, ctx: _click.Context) -> str:
        current().speak()
        return super().get_help(ctx)

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        _format_head(self, ctx, formatter)
        self.format_options(ctx, formatter)
        _format_example(self.epilog, formatter)

    def format_options(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        _format_params(self, ctx, formatter)


def built(name: str) -> _click.Command | None:
    """Import and build one command; ``member add`` is the function ``member_add``, ``return`` is ``return_``."""
    entry = COMMANDS.get(name)
    if entry is None:
        family, _blank, word = name.partition(" ")
        return _derived(family, word) if family in DERIVED and word else None
    module = import_module(f"campaign.cli.{entry.module}")
    body = getattr(module, re.sub("[- ]", "_", f"{name}_" if iskeyword(name) else name))
    callback = body.command() if isinstance(body, Taking) else body
    info = CommandInfo(name=name.split()[-1], cls=Verb, callback=assurable(callback) if name in ASSURED else callback,
                       help=entry.help, epilog=entry.example, context_settings=HELP_NAMES)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def _derived(family: str, word: str) -> _click.Command | None:
    """``export projects``: made from the command ``projects``."""
    module = import_module(f"campaign.cli.{DERIVED[family]}")
    callback = module.derived(word)
    if callback is None:
        return None
    entry = COMMANDS[family]
    info = CommandInfo(name=word, cls=Verb, callback=callback, help=entry.help, short_help=module.members()[word],
                       epilog=entry.example, context_settings=HELP_NAMES)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def _family(name: str) -> dict[str, str]:
    """The second words of the commands that begin with this one → the whole name."""
    if name in DERIVED:
        return {word: f"{name} {word}" for word in import_module(f"campaign.cli.{DERIVED[name]}").members()}
    return {full.split()[1]: full for full in COMMANDS if full.startswith(name + " ")}


class Family(TyperGroup):
    """Commands of two words: ``member add``, ``member list``, … Called alone it shows its help. ``view`` is a command of one word
    besides, for whatever is not the second word of another."""

    def list_commands(self, ctx: _click.Context) -> list[str]:
        return list(_family(self.name or ""))

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:
        return built(f"{self.name} {cmd_name}")

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: _click.Context, args: list[str]) -> tuple[str | None, _click.Command | None, list[str]]:
        if f"{self.name} {args[0]}" in COMMANDS:
            current().admit(f"{self.name} {args[0]}", args[1:])
        command = self.get_command(ctx, args[0])
        if command is None and self.name in DERIVED:
            word = import_module(f"campaign.cli.{DERIVED[self.name]}").meant(args[0])
            return word, self.get_command(ctx, word), args[1:]
        if command is None and self.name in COMMANDS:  # ``view NAME`` beside ``view list``
            return self.name, built(self.name), args
        if command is None:
            raise _near("no_command", args[0], {f"{self.name} {word}": word for word in self.list_commands(ctx)})
        return args[0], command, args[1:]

    def get_help(self, ctx: _click.Context) -> str:
        current().speak()
        return super().get_help(ctx)

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        _format_head(self, ctx, formatter)
        if self.name in DERIVED:
            rows = list(import_module(f"campaign.cli.{DERIVED[self.name]}").members().items())
        else:
            members = {**({"NAME": self.name} if self.name in COMMANDS else {}), **_family(self.name or "")}
            rows = [(word, _(COMMANDS[full].help)) for word, full in members.items()]
        formatter.write("\n" + output.in_two_columns(rows))
        _format_example(COMMANDS[self.name].example if self.name in COMMANDS else None, formatter)


class Root(TyperGroup):
    """The program itself; it builds a command when that is called for."""

    def list_commands(self, ctx: _click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:
        family = cmd_name in FAMILIES
        return Family(name=cmd_name, help=FAMILIES[cmd_name], context_settings=HELP_NAMES) if family else built(cmd_name)

    def resolve_command(self, ctx: _click.Context, args: list[str]) -> tuple[str | None, _click.Command | None, list[str]]:
        if args[0] == HELP_COMMAND:  # ssh takes --help for itself
            asked = [arg for arg in args[1:] if arg not in (HELP_COMMAND, *HELP_NAMES["help_option_names"])]
            if asked:
                return self.resolve_command(ctx, [*asked, "--help"])
            output.data(self.get_help(ctx))
            ctx.exit()
        name = args[0]
        if name in COMMANDS:  # a family admits its members one by one
            current().admit(name, args[1:])
        command = self.get_command(ctx, name)
        if command is None:
            raise _near("no_command", name, (*COMMANDS, HELP_COMMAND))
        return name, command, args[1:]

    def get_help(self, ctx: _click.Context) -> str:
        current().speak()
        return super().get_help(ctx)

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        _format_head(self, ctx, formatter)
        width = max(map(len, COMMANDS))
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            if current().key is None or name not in ONLY_HERE:
                sections.setdefault(entry.section, []).append((f"{name:{width}}", _(entry.help)))
        for section, rows in sections.items():
            formatter.write(f"\n{_(section)}:\n" + output.in_two_columns(rows))
        _format_params(self, ctx, formatter)

    def format_options(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        _format_params(self, ctx, formatter)


def usage(ctx: _click.Context | None) -> str:
    """The example of the command, else its pattern."""
    if ctx is None:
        return "campaign --help"
    example = getattr(ctx.command, "epilog", None)
    return example.splitlines()[0] if example else f"{ctx.command_path} --help"


def explained(error: _click.exceptions.UsageError) -> CampaignError:
    """The one line for what typer could not parse."""
    ctx = error.ctx
    name = getattr(error, "option_name", "")
    if isinstance(error, _click.exceptions.NoSuchOption):
        return _unknown_option(ctx, name, error.possibilities or ())
    if isinstance(error, _click.exceptions.BadOptionUsage):
        return BadInput("option_no_value" if "not take" in error.message else "option_value", text=name, usage=usage(ctx))
    param = getattr(error, "param", None)
    if isinstance(error, _click.exceptions.MissingParameter) and param is not None:
        return BadInput("missing", text=_name(param), usage=usage(ctx))
    if isinstance(error, _click.exceptions.BadParameter) and param is not None and isinstance(param.type, _click.types.IntRange):
        least, most = param.type.min, param.type.max
        return BadInput("option_range" if most is not None else "option_least", text=_name(param), least=least, most=most,
                        usage=usage(ctx))
    return BadInput("usage", why=error.format_message().rstrip("."), usage=usage(ctx))


def _unknown_option(ctx: _click.Context | None, name: str, near: Any) -> CampaignError:
    command = ctx.command_path if ctx is not None else "campaign"
    if name in GLOBAL and ctx is not None and ctx.parent is not None:
        value = "" if name == "--readonly" else " " + name[2:].upper()
        return BadInput("global_option", text=name, example=f"campaign {name}{value} {ctx.info_name}")
    if near:
        return BadInput("no_option_near", text=name, near=", ".join(sorted(near)))
    return BadInput("no_option", text=name, command=command)


def _near(key: str, text: str, words: Any) -> CampaignError:
    from campaign.core.names import suggest

    near = suggest(text[:40], words)
    return BadInput(f"{key}_near", text=text, near=", ".join(near)) if near else BadInput(key, text=text)


def _name(param: Any) -> str:
    return param.opts[0] if isinstance(param, TyperOption) else (param.metavar or (param.name or "").upper())


def pattern(command: Any, path: str) -> str:
    """``campaign projects [OPTIONS]``: what is typed, required things by name."""
    words = [path]
    for param in command.params:
        if isinstance(param, TyperArgument):
            words.append(_name(param) if param.required or _name(param).startswith("[") else f"[{_name(param)}]")
        elif isinstance(param, TyperOption) and param.required:
            words.append(f"{param.opts[0]} {param.metavar}")
    words.append(_("[OPTIONS]"))
    if isinstance(command, (Root, Family)):
        words.append(_("COMMAND ..."))
    return " ".join(words)


def _format_head(command: Any, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
    width = output.help_width()
    first, *more = output.folded(_("Usage: {line}").format(line=pattern(command, ctx.command_path)), width - 2)
    formatter.write("".join(f"{line}\n" for line in (first, *("  " + line for line in more))))
    if command.help:
        lines = (line for paragraph in _(command.help).splitlines() for line in output.folded(paragraph, width - 2))
        formatter.write("\n" + "".join(f"  {line}\n" for line in lines))


def _format_example(example: str | None, formatter: _click.HelpFormatter) -> None:
    if example:
        formatter.write("\n" + _("Example:") + "\n")
        formatter.write("".join(f"  {line}\n" for line in example.splitlines()))


def params_told(command: Any, ctx: _click.Context) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Arguments and options, each with what is said of it."""
    arguments, options = [], []
    for param in command.get_params(ctx):
        if isinstance(param, TyperArgument):
            if param.help:
                arguments.append((_name(param), printable(_(param.help))))
        elif not param.hidden:
            is_help = "--help" in param.opts
            # Those of help come out of a set: in another order every time.
            names = ", ".join(HELP_NAMES["help_option_names"] if is_help else [*param.opts, *param.secondary_opts])
            said = HELP if is_help else getattr(param, "help", None)
            left = f"{names} {param.metavar}" if param.metavar and not param.is_flag else names
            options.append((left, printable(_(said)) if said else ""))
    return arguments, options


def _format_params(command: Any, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
    for head, rows in zip((_("Arguments"), _("Options")), params_told(command, ctx), strict=True):
        if rows:
            formatter.write(f"\n{head}:\n" + output.in_two_columns(rows))
