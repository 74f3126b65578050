"""The table of commands: each has its module, its help, and arguments named as the parameters of what it does."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from kg.cli import HOMES, PROGRAM, SUMMARIES, find_command, run
from kg.cli.parsing import Command, Group, Parser, between
from kg.errors import ConfigError


def all_commands(group: Group = PROGRAM, name: str = "kg") -> Iterator[tuple[str, Command]]:
    for word in group.summaries:
        found = group.find(word)
        if isinstance(found, Group):
            yield from all_commands(found, f"{name} {word}")
        else:
            yield f"{name} {word}", found


COMMANDS = dict(all_commands())


def test_each_name_has_a_home_and_the_first_sentence_of_its_help() -> None:
    assert HOMES.keys() == SUMMARIES.keys()
    for name, summary in SUMMARIES.items():
        assert find_command(name).description.startswith(summary.removesuffix("."))


@pytest.mark.parametrize("name", COMMANDS)
def test_arguments_are_the_parameters(name: str) -> None:
    command = COMMANDS[name]
    parser = command.make_parser(name)
    declared = {action.dest for action in parser._actions} - {"help"} | ({"extra"} if command.open else set())
    parameters = inspect.signature(command.run).parameters
    if all(parameter.kind is not parameter.VAR_KEYWORD for parameter in parameters.values()):
        assert declared == set(parameters)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_every_argument(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split()[1:], "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Usage: {name}")
    for action in COMMANDS[name].make_parser(name)._actions:
        assert action.help, f"{name} {action.dest}: says nothing"
        shown = action.option_strings[-1] if action.option_strings else str(action.metavar)
        assert shown in printed
    assert all(len(line) <= 100 for line in printed.splitlines() if " " in line.strip())


def test_options_may_stand_before_between_and_after() -> None:
    taken: list[tuple[str, list[str]]] = []

    def take(one: str, more: list[str], flag: str) -> None:
        taken.append((one, [*more, flag]))

    def declare(parser: Parser) -> None:
        add = parser.add_argument
        add("one", help="1")
        add("more", nargs="+", help="2")
        add("--flag", default="", help="3")

    command = Command(take, declare)
    for words in (["--flag", "x", "a", "b", "c"], ["a", "--flag=x", "b", "c"], ["a", "b", "c", "--flag", "x"]):
        command("kg take", words)
    assert taken == [("a", ["b", "c", "x"])] * 3
    with pytest.raises(ConfigError, match=r"kg take: unrecognized arguments: --fla; kg take --help shows"):
        command("kg take", ["--fla", "x", "a", "b"])


@pytest.mark.parametrize("text", ["0.05", "-1", "nan", "x", ""])
def test_numbers_out_of_bounds_are_refused(text: str) -> None:
    with pytest.raises(Exception, match=r"is no number of at least 0.1$"):
        between(float, 0.1)(text)
    assert between(float, 0.1)("0.1") == 0.1
    assert between(int, 0, 65535)("65535") == 65535
