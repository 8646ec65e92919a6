"""Numbers, days and periods in the reader's convention (CLDR, through Babel)."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}


@lru_cache(10_000)  # pages print the same few again and again, and the pattern is read anew each time
def number(value: float, language: str, decimals: int = 0) -> str:
    """1106 -> 1.106 in Dutch, 1,106 in English; always `decimals` places."""
    places = "0" if decimals == 0 else "0." + "0" * decimals
    value += 0  # a negative zero is the same key as zero, which would be kept as -0
    return str(format_decimal(value, format=f"#,##{places}", locale=_LOCALE[language]))


def percent(share: float, language: str) -> str:
    """0.0891 -> 9%."""
    return f"{number(share * 100, language)}%"


def between(low: float, high: float, language: str, decimals: int = 0) -> str:
    """A range with an en dash."""
    return f"{number(low, language, decimals)}–{number(high, language, decimals)}"


def years(first: object, last: object) -> str:
    """A span of years with an en dash; of one year, that year."""
    return str(first) if str(first) == str(last) else f"{first}–{last}"


def day(value: date, language: str) -> str:
    return str(format_date(value, format="d MMMM yyyy", locale=_LOCALE[language]))


def period(text: str, language: str) -> str:
    """2007/2011 -> 2007–2011, 2012-06 -> juni 2012; anything else as it is."""
    if "/" in text:
        return "–".join(period(part, language) for part in text.split("/"))
    if len(text) == 7 and text[4] == "-":
        return str(format_date(date.fromisoformat(text + "-01"), format="MMMM yyyy", locale=_LOCALE[language]))
    if len(text) == 10 and text[4] == "-":
        return day(date.fromisoformat(text), language)
    return text


def either(names: list[str], language: str) -> str:
    """['Polen', 'Roemenië'] -> Polen of Roemenië."""
    return str(format_list(names, style="or", locale=_LOCALE[language]))
