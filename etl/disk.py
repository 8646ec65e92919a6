"""Files that are whole or not there, also after a power cut, and of when they are."""

import errno
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any


def answer(said: str) -> str | None:
    """What the system answered, out of an error that quotes it beside paths: `no space left on device`; None where it
    quotes nothing of the kind."""
    known = map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS, errno.EIO))
    return next((one.lower() for one in known if one in said), None)


def write_json(path: Path, told: dict[str, Any]) -> None:
    """A JSON file, at one stroke and on the disk. Raises OSError."""
    write_all({path: json.dumps(told, ensure_ascii=False, indent=1).encode()})


def write_all(files: dict[Path, bytes]) -> None:
    """Files that belong together, each at one stroke and on the disk, and none before there is room for all. Raises
    OSError; what there was then stays."""
    parts = {path: path.with_name(f"{path.name}.part") for path in files}
    try:
        for path, body in files.items():
            with parts[path].open("wb") as stream:
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
        for path, part in parts.items():
            part.replace(path)
    except BaseException as error:
        for path, part in parts.items():
            with suppress(OSError):  # the first error is the one to tell
                part.unlink()
            if isinstance(error, OSError) and str(error.filename) == str(part):  # of a file that nobody asked for
                error.filename = str(path)
        raise


def to_disk(folder: Path) -> None:
    """Names in a folder outlast a power cut only once the folder itself is written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def date_as(file: Path, moment: str) -> None:
    """Let the time of a file be a moment in ISO format, as that of a build is when it was built."""
    seconds = datetime.fromisoformat(moment).timestamp()
    os.utime(file, (seconds, seconds))


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote. Raises OSError, and ValueError where it is anything else than a JSON object."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:  # thousands of brackets
        raise ValueError(f"{path.name} is no JSON") from error
    if not isinstance(told, dict):
        raise ValueError(f"{path.name} is no JSON object")
    return told
