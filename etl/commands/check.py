"""Run every check on the facts and print each failure as file:row:column: expected …, got …"""

import argparse

from etl import commands
from etl.load import load
from etl.sources import Inputs

HELP = "check the facts without building"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_data(parser)


def run(arguments: argparse.Namespace) -> int:
    _frames, _parts, findings = load(Inputs(arguments.data), commands.show_progress)
    commands.end_progress()
    if findings.failures:
        print(*findings.failures, sep="\n")
    print(f"{commands.counted(findings.checks, 'check')}, {commands.counted(len(findings.failures), 'failure')}")
    return 1 if findings.failures else 0
