"""What a reader of the app is shown, and what the folder it reads from points to."""

import json
from pathlib import Path

from tests.load.protocol import Frame, Reader, alone
from tests.load.serving import App


def page(app: App, path: str = "/") -> Frame:
    async def visit() -> Frame:
        async with Reader(app.address) as reader:
            return await reader.open(path)

    return alone(visit())


def alerts(frame: Frame) -> list[str]:
    return [alert.body for alert in frame.kinds("alert")]  # type: ignore[attr-defined]


def point_to(folder: Path, **other: object) -> None:
    """The pointer of a folder of builds with other values."""
    told = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    (folder / "current.json").write_text(json.dumps({**told, **other}), encoding="utf-8")
