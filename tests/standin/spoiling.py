"""What can be wrong in a document of a service: each changes one document of the stand-in in place."""


def rename(document: dict) -> None:
    """The column of registered crimes is called otherwise."""
    for row in document["value"]:
        row["Misdrijven_1"] = row.pop("GeregistreerdeMisdrijven_1")


def rename_measure(document: dict) -> None:
    for row in document["value"]:
        row["Title"] = row["Title"].replace("Geregistreerde misdrijven", "Misdrijven")
        row["Key"] = row["Key"].replace("GeregistreerdeMisdrijven_1", "Misdrijven_1")


def in_thousands(document: dict) -> None:
    for row in document["value"]:
        if "Unit" in row:
            row["Unit"] = "x 1 000"


def in_millions(document: dict) -> None:
    for row in document["value"]:
        row["Unit"] = "mln"


def other_titles(document: dict) -> None:
    for row in document["value"]:
        row["Title"] = row["Title"].replace("Mensenhandel", "Uitbuiting")


def unlisted_code(document: dict) -> None:
    document["value"][0]["RegioS"] = "GM7777    "


def double(document: dict) -> None:
    document["value"].append(document["value"][0])


def other_total(document: dict) -> None:
    """The national figures are not the sum of their areas any more."""
    for row in document["value"]:
        if row["RegioS"].startswith("NL") and row["GeregistreerdeMisdrijven_1"] is not None:
            row["GeregistreerdeMisdrijven_1"] += 1


def text_for_number(document: dict) -> None:
    document["value"][0]["Aangiften_2"] = "veel"


def negative(document: dict) -> None:
    document["value"][0]["Aangiften_2"] = -1


def no_period(document: dict) -> None:
    document["value"] = [row for row in document["value"] if not row["Perioden"].startswith("2026MM01")]


def no_list(document: dict) -> None:
    document["value"] = {"rows": []}
