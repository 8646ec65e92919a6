"""The command line: python -m etl COMMAND. One module a command in etl/commands/."""

import argparse
import importlib
import os
import pkgutil
import sys

from etl import commands


def parser() -> argparse.ArgumentParser:
    """Every command with its options; a command module has HELP, add_arguments(parser) and run(arguments)."""
    top = argparse.ArgumentParser(prog="python -m etl", description="From sources to a published warehouse.")
    choices = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{found.name}")
        one = choices.add_parser(found.name, help=module.HELP, description=module.__doc__)
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return top


def main(arguments: list[str] | None = None) -> int:
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"error: {error.strerror}: {error.filename}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
