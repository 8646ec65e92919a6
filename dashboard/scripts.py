"""The few lines of JavaScript that are ours. What a page may run is listed by checksum (security.py), so all of it
stands here."""

import json

from dashboard.texts import LANGUAGES, text

# else the browser asks for the server under the address of the page first, and reports what it does not find there;
# resolved as the addresses of scripts and styles in the same head are, so that it holds behind a prefix too
BASE = "window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}"
"""In the head of the page: where the server is."""

_DRAWN = """
(() => {
  document.documentElement.lang = '%s';
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.textContent = %s;
})();
"""


def drawn(language: str) -> str:
    """What a page says to the browser once drawn: its language, and what Streamlit's link past the menu says."""
    return _DRAWN % (language, json.dumps(text(language, "frame.skip")))


SAID = """
(() => {
  for (const box of document.querySelectorAll('[class*="st-key-said-"]'))
    box.lang = box.className.match(/st-key-said-(\\w\\w)/)[1];
})();
"""
"""Tells assistive technology the language of a box whose key says it (`said-nl-…`): Streamlit gives no element one."""


def inline() -> list[str]:
    """Every script that a page may bring after it is drawn."""
    return [SAID, *(drawn(language) for language in LANGUAGES)]
