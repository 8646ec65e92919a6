"""Answers in pages: which rows they have, and where the next link of each leads."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from etl.faults import ForeignLink, NoRows, PagingLoop, TooMuch
from etl.wellformed import outline

if TYPE_CHECKING:
    from etl.download import Download
    from etl.transport import Answer


def pages(get: Callable[[int, str], Any], url: str, where: str, ceiling: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of each page, from `url` along the next links in either spelling; `get(number, url)` gives a document.

    Raises PagingLoop, ForeignLink, TooMuch, and NoRows for a page without rows: what we ask for has some, and a link
    to a next page promises some.
    """
    seen: set[str] = set()
    for number in range(1, ceiling + 1):
        seen.add(url)
        document = get(number, url)
        yield rows_of(document, where)
        following = _following(url, _link(document), where, seen, number)
        if following is None:
            return
        url = following
    raise TooMuch(where, f"{ceiling} pages at most", "more")


def keep_all(download: "Download", name: Callable[[int], str], url: str, where: str) -> None:
    """Fetch and keep every page, and read none: that is done from disk. Raises what `pages` does.

    While one page is written away, the next one is on its way; never more than one at once.
    """
    seen: set[str] = set()
    ceiling = download.transport.settings.pages
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(download.ask, name(1), url, rows=True)
        for number in range(1, ceiling + 1):
            seen.add(url)
            answer = asked.result()
            following = _following(url, next_link(answer, where), where, seen, number)
            if following and number < ceiling:
                asked = beside.submit(download.ask, name(number + 1), following, rows=True)
            download.keep(name(number), answer)
            if following is None:
                return
            url = following
    raise TooMuch(where, f"{ceiling} pages at most", "more")


def next_link(answer: "Answer", where: str) -> str:
    """The next link of a page that has rows; empty on the last one. Raises NoRows."""
    link = outline(answer.body)
    if link is not None:
        return link
    rows_of(answer.document, where)
    return _link(answer.document)


def _link(document: dict[str, Any]) -> str:
    return str(document.get("@odata.nextLink") or document.get("odata.nextLink") or "")


def _following(url: str, link: str, where: str, seen: set[str], number: int) -> str | None:
    """The address of the page after page `number`, None where there is none. Raises PagingLoop and ForeignLink."""
    if not link:
        return None
    there = following(url, link, where)
    if there in seen:
        raise PagingLoop(where, "a next link that leads on", f"page {number + 1} again")
    return there


def following(url: str, link: str, where: str) -> str:
    """Where a next link leads; the services write http where they were asked over https. Raises ForeignLink."""
    here, there = urlsplit(url), urlsplit(urljoin(url, link))
    if here.hostname != there.hostname or (here.scheme == there.scheme and here.port != there.port):
        raise ForeignLink(where, f"a next link to {here.netloc}", f"one to {there.netloc}")
    return there._replace(scheme=here.scheme, netloc=here.netloc).geturl()


def rows_of(document: Any, where: str) -> list[dict[str, Any]]:
    """The rows of one document. Raises NoRows."""
    rows = document.get("value") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        raise NoRows(where, "a list of rows in 'value'", "status 200 and none")
    return rows
