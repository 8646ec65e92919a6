"""What is in a package, read back."""

import io
import zipfile

FILES = [
    "README.md",
    "observations.csv",
    "dictionary.csv",
    "sources.csv",
    "breaks.csv",
    "citation.txt",
    "citation.bib",
    "datapackage.json",
    "SHA256SUMS",
]


def unpack(service, filters: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(service.get(f"package.zip?{filters}").content)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}
