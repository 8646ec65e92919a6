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
