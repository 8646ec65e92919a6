"""The description of an extract that programs read: a Data Package (version 1), made from the field dictionary."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from etl.model import Field

TYPES = {"text": "string", "whole": "integer", "number": "number", "flag": "boolean", "day": "date", "period": "string"}
LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-NC-ND 4.0": ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "public law, no copyright": ("other-pd", None),
    "public record, cite the source": ("other-at", None),
    "figures only, cite the source": ("other-closed", None),
}
"""Every licence of the table `source` by its name at licenses.opendefinition.org, and its address where it has one."""


def schema(fields: Iterable[Field], key: tuple[str, ...] = (), language: str = "en") -> dict[str, Any]:
    """A Table Schema: what may stand in each column, as the warehouse enforces it."""
    told: dict[str, Any] = {"fields": [_field(field, language) for field in fields], "missingValues": [""]}
    return {**told, "primaryKey": list(key)} if key else told


def _field(field: Field, language: str) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    if field.required:
        rules["required"] = True
    if field.allowed:
        rules["enum"] = list(field.allowed)
    if field.pattern:
        rules["pattern"] = f"(?:{field.pattern})"
    told: dict[str, Any] = {"name": field.name, "type": TYPES[field.type]}
    told["description"] = field.nl if language == "nl" else field.en
    if field.unit:
        told["unit"] = field.unit
    return {**told, "constraints": rules} if rules else told


def resource(path: str, content: bytes, title: str, described: Mapping[str, Any]) -> dict[str, Any]:
    """One CSV with its checksum and its schema."""
    return {
        "name": path.removesuffix(".csv"),
        "path": path,
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": dict(described),
    }


def document(
    *,
    title: str,
    description: str,
    build: str,
    link: str,
    sources: pd.DataFrame,
    keywords: Iterable[str],
    resources: Iterable[Mapping[str, Any]],
) -> bytes:
    """datapackage.json; `build` is the name of the warehouse file, which starts with its day."""
    cited = [
        {"title": f"{row['producer']}, {row['title']}"} | ({"path": row["url"]} if isinstance(row["url"], str) else {})
        for _i, row in sources.iterrows()
    ]
    told = {
        "profile": "tabular-data-package",
        "name": "mensenhandelmonitor",
        "id": link,
        "title": title,
        "description": description,
        "version": build,
        "created": f"{build[:10]}T00:00:00Z",
        "homepage": link,
        "keywords": list(keywords),
        "licenses": [_licence(one) for one in LICENCES if one in set(sources["licence"])],
        "sources": cited,
        "contributors": [{"title": "Mensenhandelmonitor", "role": "publisher"}],
        "resources": list(resources),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _licence(words: str) -> dict[str, str]:
    name, path = LICENCES[words]
    return {"name": name, "title": f"{words}; see sources.csv"} | ({"path": path} if path else {})


def archive(files: Mapping[str, bytes], vintage: str) -> bytes:
    """Files in one ZIP, dated by the vintage (YYYY-MM-DD): the same files give the same bytes on any day."""
    year, month, day = map(int, vintage.split("-"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # or the bytes would tell on which system they were made
            folder.writestr(entry, content)
    return buffer.getvalue()
