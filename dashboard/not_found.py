"""What one gets at an address that is no page. Streamlit would show its first page, with a box in English."""

from html import escape
from pathlib import Path

import streamlit as st

from dashboard.pages import PAGES
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES, text

_STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def below(path: str) -> str:
    """The path below where the app is served (`server.baseUrlPath`), without a slash round it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return path.strip("/").removeprefix(base).strip("/")


def is_page(path: str) -> bool:
    """Whether a page has the address with this path."""
    return below(path) in PAGES.values()


def page(path: str, language: str) -> bytes:
    """A page of its own in every language, that of the address first, with the way to the first page: relative, as the
    app may stand behind another address than it knows."""
    home = "../" * (path.lstrip("/").count("/")) or "./"
    told = "".join(
        f'<section lang="{one}"><h1>{escape(text(one, "not_found.title"))}</h1>'
        f"<p>{escape(text(one, 'not_found.told'))}</p>"
        f'<p><a href="{home}{"" if one == DEFAULT_LANGUAGE else f"?lang={one}"}">'
        f"{escape(text(one, 'not_found.home'))}</a></p></section>"
        for one in sorted(LANGUAGES, key=lambda one: one != language)
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(text(language, 'not_found.title'))} · {escape(text(language, 'frame.name'))}</title>"
        f"<style>{_STYLE}</style></head><body><main>{told}</main></body></html>"
    ).encode()
