"""The calculator of the page Dark number, run without a browser."""

import re
import time
from html import unescape
from pathlib import Path

from elements import words_of
from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).parents[2]
OWN = b"politie;opvang;ngo;count\n1;0;0;120\n0;1;0;45\n0;0;1;60\n1;1;0;14\n1;0;1;9\n0;1;1;3\n1;1;1;2\n"
"""A synthetic table of three lists."""


def open_calculator(language="nl", **address):
    """The page in a language; what follows stands in the address."""
    shown = AppTest.from_file(str(PROJECT / "dashboard" / "main.py"), default_timeout=120)
    shown.context = {"theme": "light", "url": "http://127.0.0.1/"}
    for key, value in {"lang": language, **address}.items():
        shown.query_params[key] = value
    shown.run()
    return shown.switch_page("views/dark_number.py").run()


def finished(shown, key="mse-job"):
    """The page when the computation on it has ended."""
    until = time.monotonic() + 120
    while shown.session_state[key].running and time.monotonic() < until:
        time.sleep(0.1)
    return shown.run()


def compute(shown):
    return finished(shown.button(key="mse-compute").click().run())


def simulate(shown):
    return finished(shown.button(key="mse-simulate").click().run(), "mse-simulation")


def own_table(shown, raw, name="tabel.csv"):
    shown.button_group(key="tabel").set_value("own").run()
    shown.file_uploader(key="mse-upload").upload(name, raw, "text/csv").run()
    return shown


def told(shown):
    html = (unescape(re.sub(r"<[^>]+>", "", one.value)) for one in shown.get("html"))
    return "\n".join([*(one.value for one in shown.markdown), *(one.value for one in shown.caption), *html])


def spoken(shown, beginning):
    """The words of the last chart that begins so: what it shows, for who does not see it."""
    told = [words_of(one) for one in shown.get("vega_lite_chart")]
    return [one for one in told if one.startswith(beginning)][-1]


def chosen(shown):
    """What stands in the address, but for the language: key to its values."""
    found = {key: value for key, value in shown.query_params.items() if key != "lang"}
    return {key: value if isinstance(value, list) else [value] for key, value in found.items()}
