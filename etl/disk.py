"""Small files that are whole or not there, also after a power cut."""

import json
import os
from pathlib import Path
from typing import Any


def write_json(path: Path, told: dict[str, Any]) -> None:
    """A JSON file, at one stroke and on the disk. Raises OSError."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote. Raises OSError, and ValueError where it is anything else than a JSON object."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:  # thousands of brackets
        raise ValueError(f"{path.name} is no JSON") from error
    if not isinstance(told, dict):
        raise ValueError(f"{path.name} is no JSON object")
    return told
