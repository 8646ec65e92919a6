"""The filters that the services understand, as SQL; anything else is a bad request."""

import re

_TOKEN = re.compile(
    r"\s*(?:(?P<call>startswith|contains)\((?P<column>\w+),(?P<text>'(?:[^']|'')*')\)"
    r"|substringof\((?P<part>'(?:[^']|'')*'),(?P<within>\w+)\)"
    r"|(?P<left>\w+) (?P<operator>eq|ne|ge|gt|le|lt) (?P<right>'(?:[^']|'')*'|-?\d+)"
    r"|(?P<word>and|or|not)\b|(?P<bracket>[()]))"
)
_OPERATORS = {"eq": "=", "ne": "<>", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


class BadFilter(Exception):  # noqa: N818
    """Not a filter the services know."""


def to_sql(text: str, columns: set[str], protocol: str) -> str:
    """SQL condition for an OData filter. Raises BadFilter, also for the functions of the other protocol."""
    parts, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            raise BadFilter(text[at:])
        at = match.end()
        named = match["column"] or match["within"] or match["left"]
        if named and named not in columns:
            raise BadFilter(named)
        if (match["call"] == "contains" and protocol == "v3") or (match["part"] and protocol == "v4"):
            raise BadFilter(match[0])
        if match["call"]:
            function = {"startswith": "starts_with", "contains": "contains"}[match["call"]]
            parts.append(f'{function}("{named}", {match["text"]})')
        elif match["part"]:
            parts.append(f'contains("{named}", {match["part"]})')
        elif match["left"]:
            parts.append(f'"{named}" {_OPERATORS[match["operator"]]} {match["right"]}')
        else:
            parts.append(match["word"] or match["bracket"])
    return " ".join(parts) or "true"
