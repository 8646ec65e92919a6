"""A document as one HTML file that needs nothing else, and as PDF with vectors, fonts and tags in it (PDF/UA-1)."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import jinja2
import typst

from etl.report.blocks import Document, Picture
from etl.report.figures import FONTS

_HERE = Path(__file__).parent


def html(document: Document) -> str:
    return _template().render(d=document)


def pdf(document: Document) -> tuple[bytes, int]:
    """The same words and pictures on A4, and the number of pages. The same document gives the same bytes."""
    told = asdict(document)
    for one, block in zip(told["blocks"], document.blocks, strict=True):
        one["block"] = type(block).__name__
        if isinstance(block, Picture):
            del one["rows"]  # the page gives them away; in the file stands the table of them
    # a compiler of its own: the inputs stay with a compiler, and pages are drawn by several threads
    compiler = typst.Compiler(
        _HERE / "report.typ",
        root=_HERE,
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made, int(json.loads(compiler.query("<pages>", field="value", one=True)))


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("report.html.j2")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
