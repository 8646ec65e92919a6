"""The builds that are kept beside the published one: which there are, and how long they stay."""

from datetime import UTC, date, datetime
from pathlib import Path

from etl.model import SCHEMA_VERSION
from etl.warehouse import NAMED, Published, WarehouseError, published


def kept(folder: Path) -> list[Published]:
    """Every named build in `folder`, the published one first, then from the latest to the oldest.

    `built` is the moment the pointer says for the published one, and for the others the time of the file, which is
    that moment unless the file was copied without its time.
    Where the pointer is damaged or leads nowhere, no build is the published one.
    """
    try:
        now = published(folder)
    except WarehouseError:
        now = None
    builds = [
        Published(
            file.name,
            file.name[:10],
            SCHEMA_VERSION,
            datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds"),
        )
        for file in folder.glob("*.duckdb")
        if NAMED.fullmatch(file.name) and (now is None or file.name != now.file)
    ]
    ordered = sorted(builds, key=lambda one: (one.vintage, one.built, one.file), reverse=True)
    return [*([now] if now else []), *ordered]


def vintages(folder: Path) -> dict[str, Path]:
    """The last build of every day that is kept, by day, oldest first; of its own day the published one."""
    found = {one.vintage: folder / one.file for one in reversed(kept(folder))}
    return dict(sorted(found.items()))


def before(folder: Path, day: str) -> list[Path]:
    """The last build of every earlier day, newest first."""
    return [path for vintage, path in reversed(vintages(folder).items()) if vintage < day]


def oldest_kept(days: int) -> str:
    """The first day of which builds are kept when they are kept for so many days, as YYYY-MM-DD."""
    return date.fromordinal(max(date.today().toordinal() - days, 1)).isoformat()


def retire(folder: Path, current: Published, days: int) -> None:
    """Remove builds of more than so many days ago, never the one that is published."""
    oldest = oldest_kept(days)
    for one in kept(folder):
        if one.vintage < oldest and one.file != current.file:
            (folder / one.file).unlink()
