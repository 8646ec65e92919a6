"""Builds of the bundled facts with some of them changed or taken away: synthetic, as no check of the facts saw them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from etl.build import assemble
from etl.load import load
from etl.rules import Frames
from etl.sources import Inputs

PROJECT = Path(__file__).parent.parent


def build_changed(folder: Path, change: Callable[[Frames], None]) -> None:
    """Build into a folder the bundled facts, whose tables are changed once they are checked."""
    inputs = Inputs(PROJECT / "data", today=date.today().isoformat())
    frames, parts, findings = load(inputs)
    assert not findings.failures
    change(frames)
    assemble(inputs, frames, parts, folder, "2026-11-20")


def without(*names: str) -> Callable[[Frames], None]:
    """Takes all rows of some tables away."""

    def take_away(frames: Frames) -> None:
        for name in names:
            frames[name] = frames[name].iloc[:0]

    return take_away
