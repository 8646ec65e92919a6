"""What an extract says about itself in words, in both languages: the readme, and what each licence asks."""

LICENCES = {
    "CC BY 4.0": {
        "nl": "Vrij te gebruiken met naamsvermelding, bijvoorbeeld ‘Bron: CBS StatLine’ met het nummer van de tabel. "
        "Wek niet de indruk dat de maker uw gebruik steunt.",
        "en": "Free to use with attribution, for example ‘Source: CBS StatLine’ with the number of the table. "
        "Do not suggest that the maker endorses your use.",
    },
    "CC BY-NC-ND 4.0": {
        "nl": "Cijfers mogen met bron genoemd worden; de tekst zelf niet bewerken of verkopen.",
        "en": "Figures may be cited with their source; the text itself may not be adapted or sold.",
    },
    "CC0 1.0": {"nl": "Vrij te gebruiken, zonder voorwaarden.", "en": "Free to use, without conditions."},
    "figures only, cite the source": {
        "nl": "Noem losse cijfers met hun bron. Neem geen tabellen, figuren of tekst van het rapport over.",
        "en": "Cite single figures with their source. Do not copy tables, figures or text of the report.",
    },
    "public law, no copyright": {
        "nl": "Wetten en officiële regels: geen auteursrecht.",
        "en": "Laws and official rules: no copyright.",
    },
    "public record, cite the source": {
        "nl": "Stukken van de overheid: vrij te noemen, met bron.",
        "en": "Public records: free to cite, with the source.",
    },
}
"""What each licence of the table `source` asks of who uses its figures."""

README = {
    "nl": {
        "title": "Mensenhandelmonitor: uittreksel",
        "caveat": "Geregistreerd is niet hetzelfde als werkelijk: de cijfers laten ook zien hoeveel er gezocht, gemeld "
        "en geregistreerd is. Weinig registraties betekent niet weinig mensenhandel.",
        "selection": "Selectie",
        "indicators": "Wat is geteld",
        "regions": "Gebieden",
        "period": "Periode",
        "rows": "Rijen",
        "build": "Stand van",
        "link": "Link naar deze selectie",
        "all": "alles",
        "absent": "Gevraagd, maar zonder rijen in deze selectie",
        "years": "Een periode die eerder begint of later eindigt, zoals een totaal over meer jaren, is weggelaten, en "
        "wat geen jaar heeft ook.",
        "from": "vanaf {year}",
        "until": "tot en met {year}",
        "files": "Bestanden",
        "holds_observations": "de cijfers, één per rij",
        "holds_dictionary": "wat elke kolom van `{observations}` betekent",
        "holds_estimates": "gepubliceerde schattingen, één per rij",
        "holds_dictionary-estimates": "wat elke kolom van `{estimates}` betekent",
        "holds_sources": "de bronnen, met licentie en adres",
        "holds_breaks": "breuken en gebeurtenissen die in een periode van deze cijfers vallen, en die schattingen "
        "onvergelijkbaar maken",
        "holds_blind_spots": "waar een dienst niet naar zocht: een nul is daar geen uitkomst",
        "file_list": "- `citation.txt` en `citation.bib`: dit uittreksel en zijn bronnen in een zin, in APA en in "
        "BibTeX\n"
        "- `datapackage.json`: beschrijving voor programma's (Data Package)\n"
        "- `SHA256SUMS`: controlegetallen van de bestanden",
        "guarded": "CSV is UTF-8, met een komma tussen de cellen en een punt als decimaalteken. "
        "In de CSV-bestanden krijgt tekst die een rekenblad als formule zou uitvoeren (begin: =, +, -, @ of "
        "een stuurteken) één ' ervoor. Haal dat teken weg en de tekst is weer als voorheen; getallen blijven getallen.",
        "file_observations": "Cijfers",
        "file_dictionary": "Betekenis van de kolommen",
        "file_estimates": "Schattingen",
        "file_dictionary-estimates": "Betekenis van de kolommen van de schattingen",
        "file_sources": "Bronnen",
        "file_breaks": "Breuken en gebeurtenissen",
        "file_blind_spots": "Waar niet naar gezocht is",
        "methods": "Methoden en aannames",
        "no_method": "Wat deze schatting aanneemt, is hier niet vastgelegd.",
        "breaks": "Breuken en gebeurtenissen",
        "no_breaks": "Geen.",
        "data_set": "Gegevensset",
        "no_date": "z.d.",
        "meaning": "Wat de cijfers betekenen",
        "unit": "Eenheid",
        "region": "Gebied",
        "caveat_name": "Let op",
        "series": "Reeksen",
        "series_rule": "Twee publicaties die verschillen zijn twee reeksen. Tel ze niet op en verbind ze niet.",
        "caveats": "Wat u uit deze cijfers niet mag afleiden",
        "reading": "Lezen",
        "cite": "Citeren",
        "citation": "Mensenhandelmonitor ({year}). {names}. Stand van {vintage} ({file}). "
        "Oorspronkelijke bronnen: {sources}. {link}",
        "as_of": "Stand van {vintage}",
        "ages": "Let op de datum van de cijfers van deze bronnen:",
        "more_sources": "en {count} andere, zie sources.csv",
        "more_areas": "en {count} andere, zie observations.csv",
        "bibtex": "In BibTeX: zie `citation.bib`.",
        "licences": "Licenties",
        "code": "Code van de Mensenhandelmonitor: EUPL-1.2",
    },
    "en": {
        "title": "Mensenhandelmonitor: extract",
        "caveat": "Registered is not actual: the figures also show how much was looked for, reported and recorded. "
        "Few registrations does not mean little trafficking.",
        "selection": "Selection",
        "indicators": "What is counted",
        "regions": "Areas",
        "period": "Period",
        "rows": "Rows",
        "build": "As of",
        "link": "Link to this selection",
        "all": "all",
        "absent": "Asked for, but without rows in this selection",
        "years": "A period that begins earlier or ends later, such as a total over several years, is left out, and so "
        "is what has no year.",
        "from": "from {year}",
        "until": "up to and including {year}",
        "files": "Files",
        "holds_observations": "the figures, one a row",
        "holds_dictionary": "what each column of `{observations}` means",
        "holds_estimates": "published estimates, one a row",
        "holds_dictionary-estimates": "what each column of `{estimates}` means",
        "holds_sources": "the sources, with licence and address",
        "holds_breaks": "breaks and events that fall in a period of these figures, and those that make estimates "
        "incomparable",
        "holds_blind_spots": "what a service did not look for: a zero there is no outcome",
        "file_list": "- `citation.txt` and `citation.bib`: this extract and its sources in a sentence, in APA and in "
        "BibTeX\n"
        "- `datapackage.json`: description for programs (Data Package)\n"
        "- `SHA256SUMS`: checksums of the files",
        "guarded": "CSV is UTF-8, with a comma between cells and a point as decimal mark. "
        "In the CSV files, text that a spreadsheet would run as a formula (it begins with =, +, -, @ or a control "
        "character) has one ' before it. Take that off and the text is as it was. Numbers stay numbers.",
        "file_observations": "Figures",
        "file_dictionary": "Meaning of the columns",
        "file_estimates": "Estimates",
        "file_dictionary-estimates": "Meaning of the columns of the estimates",
        "file_sources": "Sources",
        "file_breaks": "Breaks and events",
        "file_blind_spots": "What was not looked for",
        "methods": "Methods and assumptions",
        "no_method": "What this estimate assumes is not recorded here.",
        "breaks": "Breaks and events",
        "no_breaks": "None.",
        "data_set": "Data set",
        "no_date": "n.d.",
        "meaning": "What the figures mean",
        "unit": "Unit",
        "region": "Area",
        "caveat_name": "Note",
        "series": "Series",
        "series_rule": "Two publications that differ are two series. Do not add or join them.",
        "caveats": "What these figures do not allow you to conclude",
        "reading": "Reading",
        "cite": "Citing",
        "citation": "Mensenhandelmonitor ({year}). {names}. As of {vintage} ({file}). "
        "Original sources: {sources}. {link}",
        "as_of": "As of {vintage}",
        "ages": "Mind the date of the figures of these sources:",
        "more_sources": "and {count} others, see sources.csv",
        "more_areas": "and {count} others, see observations.csv",
        "bibtex": "In BibTeX: see `citation.bib`.",
        "licences": "Licences",
        "code": "Code of the Mensenhandelmonitor: EUPL-1.2",
    },
}

AGE = {
    "nl": {
        "kept": "opgehaald op {downloaded}: de laatste poging om nieuwere op te halen, op {attempted}, mislukte",
        "late": "versie van {version}: een nieuwere werd rond {expected} verwacht",
    },
    "en": {
        "kept": "downloaded on {downloaded}: the last attempt to download newer figures, on {attempted}, failed",
        "late": "version of {version}: a newer one was expected around {expected}",
    },
}
"""What is said of a source whose figures are older than they were to be."""

SHEETS = {
    "nl": {
        "title": "Mensenhandelmonitor",
        "explanation": "Uitleg",
        "columns": "kolommen",
        "sheet": "blad {name}",
        "what": "Wat staat hierin",
        "note": "Let op",
        "licence": "Voorwaarden",
        "licences": "Per bron: zie de kolom licence. CBS-cijfers: CC BY 4.0. Noem de bron bij elk cijfer.",
        "yes": "ja",
        "no": "nee",
    },
    "en": {
        "title": "Mensenhandelmonitor",
        "explanation": "Explanation",
        "columns": "columns",
        "sheet": "sheet {name}",
        "what": "What this is",
        "note": "Note",
        "licence": "Terms",
        "licences": "Per source: see the column licence. CBS figures: CC BY 4.0. Name the source of each figure.",
        "yes": "yes",
        "no": "no",
    },
}
"""Words of the spreadsheet: names of sheets and lines, and how a flag reads."""
