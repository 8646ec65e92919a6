"""The command line: python -m etl COMMAND. One module a command in etl/commands/."""

import argparse
import importlib
import os
import pkgutil
import sys

from etl import commands
from etl.clock import ClockError


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Every command with its options, or the one that is asked for: none waits for what only another imports.

    A command module has HELP, add_arguments(parser) and run(arguments).
    """
    top = argparse.ArgumentParser(prog="python -m etl", description="From sources to a published warehouse.")
    choices = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    names = [found.name for found in pkgutil.iter_modules(commands.__path__)]
    for name in [asked] if asked in names else names:
        module = importlib.import_module(f"{commands.__name__}.{name}")
        one = choices.add_parser(name, help=module.HELP, description=module.__doc__)
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return top


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    chosen = parser(given[0] if given else None).parse_args(given)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()  # here, where a closed pipe can still be told apart
        return status
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ClockError as error:
        print(f"error: {error}; nothing was published", file=sys.stderr)
        return 1
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"error: {error.strerror or error}{where}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
