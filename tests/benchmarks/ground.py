"""What benchmarks share: the bundled snapshot built once, and the script they are beside."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.build import build
from tests.conftest import PROJECT, VINTAGE

MINIMAL = Path(__file__).with_name("minimal.py")
BESIDE = "minimal Streamlit script"
PATIENCE = 60_000
"""Milliseconds after which what is waited for will not come."""
_FOLDER = TemporaryDirectory(prefix="benchmarks")


@cache
def bundled() -> Path:
    """A folder in which the bundled snapshot is published; not to be written to."""
    folder = Path(_FOLDER.name) / "bundled"
    build(PROJECT / "data", folder, VINTAGE)
    return folder


def scratch(name: str) -> Path:
    """A path of one's own that goes with the process; nothing is there yet."""
    made = Path(_FOLDER.name) / "scratch"
    made.mkdir(exist_ok=True)
    return made / f"{name}-{len(list(made.iterdir()))}"
