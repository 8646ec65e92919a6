"""Parts of Streamlit's page that the browser is told of in its head.

Streamlit fetches what draws an element when the first such element comes: some forty files, a megabyte and a half, of
which charts are the most. That is when the server is busy with the page; before it, while modules load or a build is
made, the browser waits for nothing.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit

DRAWS = ("ArrowVegaLiteChart", "ButtonGroup", "Checkbox", "Html", "rehype-raw")
"""By their names in Streamlit's build: what draws charts, filters and HTML, and reads HTML within Markdown."""


@cache
def links() -> bytes:
    """For the head of the page, a `modulepreload` for each file; none for what this Streamlit does not have."""
    try:
        text = (Path(streamlit.__file__).parent / "static" / "manifest.json").read_text(encoding="utf-8")
    except OSError:
        return b""
    told = json.loads(text)
    first = {one for key, part in told.items() if part.get("isEntry") for one in _with_imports(told, key)}
    parts = [key for key, part in told.items() if part.get("isDynamicEntry") and part.get("name") in DRAWS]
    files = dict.fromkeys(told[one]["file"] for key in parts for one in _with_imports(told, key) if one not in first)
    return "".join(f'<link rel="modulepreload" crossorigin href="./{file}" />' for file in files).encode()


def _with_imports(told: dict[str, Any], key: str) -> dict[str, None]:
    """A part of Streamlit's build and all that it imports, however far, in the order found."""
    found: dict[str, None] = {}
    ahead = [key]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found[one] = None
            ahead += told[one].get("imports", [])
    return found
