"""Arguments of commands, read with argparse, whose import costs a tenth of what richer libraries take.

A command is a function whose parameters are its arguments, its docstring the help. Modules of commands are imported
when their command is asked for.
"""

from __future__ import annotations

import os
from argparse import Action, ArgumentParser, ArgumentTypeError, HelpFormatter
from collections.abc import Callable, Mapping, Sequence

from kg.cli.console import MISUSED
from kg.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

WIDEST = 100
"""Columns of help; as many as the terminal has, when it has fewer."""


class _Formatter(HelpFormatter):
    """Help of a fixed look: every line of a text begins a new one, and long ones are wrapped."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_find_width())

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = "Usage: ") -> None:
        super().add_usage(usage, actions, groups, prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        return "\n".join(fill(line, width, indent) for line in text.splitlines())


class Parser(ArgumentParser):
    """The arguments of one command. What is wrong with them is raised as ConfigError."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog, description=description, epilog=epilog, formatter_class=_Formatter, allow_abbrev=False, add_help=False
        )
        self.add_argument("-h", "--help", action="help", help="Show this message and exit.")

    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{self.prog}: {message}; {self.prog} --help shows what it takes.")

    def describe_usage(self) -> str:
        """What has to be given, in one line."""
        required = (
            f"{action.option_strings[-1]} {action.metavar}"
            for action in self._actions
            if action.required and action.option_strings
        )
        positionals = (_show_positional(action) for action in self._actions if not action.option_strings)
        return " ".join((self.prog, *positionals, *required, "[options]"))


class Command:
    """What ``run`` does, whose docstring is the help; ``declare`` adds its arguments to a parser, named as its
    parameters are; ``epilog`` ends the help. An ``open`` command gets the arguments that it does not declare as
    ``extra``."""

    __slots__ = ("declare", "epilog", "open", "run")

    def __init__(
        self,
        run: Callable[..., None],
        declare: Callable[[Parser], None] = lambda parser: None,
        epilog: str = "",
        *,
        open: bool = False,  # noqa: A002
    ) -> None:
        self.run, self.declare, self.epilog, self.open = run, declare, epilog, open

    @property
    def description(self) -> str:
        """The docstring, one line a paragraph."""
        paragraphs = (self.run.__doc__ or "").split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    def make_parser(self, prog: str) -> Parser:
        parser = Parser(prog, self.description, self.epilog)
        self.declare(parser)
        parser.usage = parser.usage or parser.describe_usage()
        return parser

    def __call__(self, prog: str, arguments: Sequence[str]) -> None:
        parser = self.make_parser(prog)
        if self.open:
            known, extra = parser.parse_known_args(arguments)
            self.run(**vars(known), extra=extra)
        else:
            self.run(**vars(parser.parse_intermixed_args(arguments)))


class Group:
    """Commands under one name; ``find`` gives the one called so, ``summaries`` says in a line what each does."""

    __slots__ = ("description", "epilog", "find", "summaries", "version")

    def __init__(
        self,
        description: str,
        summaries: Mapping[str, str],
        find: Callable[[str], Command | Group],
        epilog: str = "",
        version: str = "",
    ) -> None:
        self.description, self.summaries, self.find = description, summaries, find
        self.epilog, self.version = epilog, version

    def make_parser(self, prog: str) -> Parser:
        parser = Parser(prog, self.description, self.epilog)
        parser.usage = f"{prog} COMMAND [options]"
        if self.version:
            parser.add_argument("--version", action="version", version=self.version, help="Show the version and exit.")
        commands = parser.add_argument_group("commands")
        for name, summary in self.summaries.items():
            commands.add_argument(dest=name, nargs="?", metavar=name, help=summary.replace("%", "%%"))
        return parser

    def __call__(self, prog: str, arguments: Sequence[str]) -> None:
        name = arguments[0] if arguments else ""
        if name in self.summaries:
            self.find(name)(f"{prog} {name}", arguments[1:])
            return
        parser = self.make_parser(prog)
        if name.startswith("-"):
            parser.parse_args([name])
        if not arguments or name.startswith("-"):
            parser.print_help()
            raise SystemExit(MISUSED)
        from difflib import get_close_matches

        near = get_close_matches(name, self.summaries, n=1)
        meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(self.summaries)}"
        parser.error(f"no such command {name!r}; {meant}".rstrip("?"))


def make_group(description: str, commands: Mapping[str, Command]) -> Group:
    """A group of commands that stand in one module."""
    summaries = {name: summarize(command.description) for name, command in commands.items()}
    return Group(description, summaries, commands.__getitem__)


def summarize(description: str) -> str:
    """Its first sentence."""
    return description.split("\n")[0].split(". ")[0].rstrip(".") + "."


def between(kind: type[int] | type[float], least: float, most: float = float("inf")) -> Callable[[str], float]:
    """What reads a number of ``least`` to ``most`` from an argument."""

    def read(text: str) -> float:
        wanted = f"from {least:g} to {most:g}" if most < float("inf") else f"of at least {least:g}"
        name = "whole number" if kind is int else "number"
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            raise ArgumentTypeError(f"{text!r} is no {name} {wanted}")
        return value

    return read


def _show_positional(action: Action) -> str:
    name = str(action.metavar or action.dest)
    return {"?": f"[{name}]", "+": f"{name}..."}.get(str(action.nargs), name)


def _find_width() -> int:
    for stream in (1, 2):
        try:
            return min(os.get_terminal_size(stream).columns, WIDEST)
        except OSError:
            continue
    return WIDEST
