"""The sentence of every caveat in both languages; which of its forms is told, `Caveat.sentence` says."""

SENTENCES: dict[str, dict[str, dict[str, str]]] = {
    "nl": {
        "structural_zero": {
            "many": "Een nul in {region} betekent hier niet dat er niets was. {why_nl}",
        },
        "editions": {
            "many": "Oude en nieuwe gebieden staan door elkaar. Het zijn verschillende gebieden, ook als zij dezelfde "
            "naam hebben: vergelijk ze niet en tel ze niet op.",
        },
        "several_series": {
            "many": "Hier staan {count} reeksen naast elkaar. Elke publicatie telt anders: verbind de reeksen niet en "
            "trek ze niet van elkaar af.",
            "up_to": "Van hetzelfde staan hier tot {count} reeksen naast elkaar. Elke publicatie telt anders: verbind "
            "de reeksen niet en trek ze niet van elkaar af.",
        },
        "several_units": {
            "many": "Hier staan {count} soorten aantallen, zoals slachtoffers, verdachten en zaken. Deel ze niet op "
            "elkaar.",
        },
        "counting_changed": {
            "one": "De telling, de wet of de organisatie veranderde in {years}: {title_nl}. Cijfers van ervoor en "
            "erna zijn niet te vergelijken.",
            "many": "De telling, de wet of de organisatie veranderde {count} keer ({years}). Cijfers van voor en na "
            "zo’n breuk zijn niet te vergelijken.",
        },
        "loose_points": {
            "many": "Deze reeks heeft losse meetpunten. {title_nl}: trek daar geen lijn tussen en bereken geen "
            "verandering.",
        },
        "effort_changed": {
            "one": "In {years} veranderde iets aan de inzet of in de wereld: {title_nl}. Een verschil kan daardoor "
            "komen.",
            "many": "Er veranderde {count} keer iets aan de inzet of in de wereld ({years}). Een verschil kan daardoor "
            "komen.",
        },
        "pooled": {
            "one": "Eén cijfer gaat over meer jaren samen. Zet het niet naast een cijfer van één jaar.",
            "many": "Er zijn {count} cijfers die over meer jaren samen gaan. Zet ze niet naast een cijfer van één "
            "jaar.",
        },
        "small_numbers": {
            "one": "Eén aantal is kleiner dan 5. Daaruit is geen verandering in procenten te berekenen.",
            "many": "Er zijn {count} aantallen kleiner dan 5. Daaruit is geen verandering in procenten te berekenen.",
        },
        "within_chance": {
            "one": "Het verschil tussen {from} en {to} is niet groter dan toeval en de gewone schommelingen van deze "
            "reeks kunnen geven. Noem het geen daling of stijging.",
            "one_of_several": "Bij één lijn is het verschil tussen {from} en {to} niet groter dan toeval en haar "
            "gewone schommelingen kunnen geven. Noem het daar geen daling of stijging.",
            "many": "Bij {within} van de {count} lijnen is het verschil tussen begin en eind niet groter dan toeval "
            "en gewone schommelingen kunnen geven. Noem het daar geen daling of stijging.",
            "some": "Bij {count} van de {shown} lijnen is te toetsen of begin en eind meer verschillen dan toeval en "
            "gewone schommelingen kunnen geven; bij {within} daarvan is dat niet zo. Noem het daar geen daling of "
            "stijging.",
        },
        "ambiguous": {
            "one": "Eén cijfer is niet scherp: de bron is onduidelijk over groep of periode. Gebruik het niet in een "
            "kop.",
            "many": "Er zijn {count} cijfers niet scherp: de bron is onduidelijk over groep of periode. Gebruik ze "
            "niet in een kop.",
        },
        "provisional": {
            "one": "Eén cijfer is voorlopig en kan nog veranderen.",
            "many": "Er zijn {count} cijfers voorlopig; zij kunnen nog veranderen.",
        },
        "not_published": {
            "one": "Eén cijfer is niet gepubliceerd. Dat is geen nul.",
            "many": "Er zijn {count} cijfers niet gepubliceerd. Dat zijn geen nullen.",
        },
        "suppressed": {
            "one": "Eén cijfer laat de bron weg, vaak om mensen te beschermen. Dat is geen nul.",
            "many": "De bron laat {count} cijfers weg, vaak om mensen te beschermen. Dat zijn geen nullen.",
        },
        "fall": {
            "many": "Een lager aantal betekent niet dat er minder slachtoffers zijn: er kan minder gezocht, gemeld of "
            "geregistreerd zijn.",
        },
    },
    "en": {
        "structural_zero": {
            "many": "A zero in {region} does not mean here that there was nothing. {why_en}",
        },
        "editions": {
            "many": "Old and new areas stand together. They are different areas, even under the same name: do not "
            "compare or add them.",
        },
        "several_series": {
            "many": "Here are {count} series beside each other. Each publication counts differently: do not join the "
            "series and do not subtract one from another.",
            "up_to": "Here are up to {count} series of the same thing beside each other. Each publication counts "
            "differently: do not join the series and do not subtract one from another.",
        },
        "several_units": {
            "many": "Here are {count} kinds of numbers, such as victims, suspects and cases. Do not divide one by "
            "another.",
        },
        "counting_changed": {
            "one": "The count, the law or the organisation changed in {years}: {title_en}. Figures before and after "
            "cannot be compared.",
            "many": "The count, the law or the organisation changed {count} times ({years}). Figures before and after "
            "such a break cannot be compared.",
        },
        "loose_points": {
            "many": "This series has separate points. {title_en}: draw no line between them and compute no change.",
        },
        "effort_changed": {
            "one": "In {years} effort or the world changed: {title_en}. A difference may come from that.",
            "many": "Effort or the world changed {count} times ({years}). A difference may come from that.",
        },
        "pooled": {
            "one": "One figure is about several years together. Do not set it beside a figure of one year.",
            "many": "There are {count} figures about several years together. Do not set them beside a figure of one "
            "year.",
        },
        "small_numbers": {
            "one": "One count is under 5. No percentage change can be computed from it.",
            "many": "There are {count} counts under 5. No percentage change can be computed from them.",
        },
        "within_chance": {
            "one": "The difference between {from} and {to} is no larger than chance and the ordinary fluctuations of "
            "this series can give. Do not call it a fall or a rise.",
            "one_of_several": "In one line the difference between {from} and {to} is no larger than chance and its "
            "ordinary fluctuations can give. Do not call it a fall or a rise there.",
            "many": "In {within} of the {count} lines the difference between first and last is no larger than chance "
            "and ordinary fluctuations can give. Do not call it a fall or a rise there.",
            "some": "In {count} of the {shown} lines it can be tested whether first and last differ by more than "
            "chance and ordinary fluctuations can give; in {within} of them they do not. Do not call it a fall or a "
            "rise there.",
        },
        "ambiguous": {
            "one": "One figure is not sharp: the source is unclear about group or period. Do not use it in a headline.",
            "many": "There are {count} figures that are not sharp: the source is unclear about group or period. Do not "
            "use them in a headline.",
        },
        "provisional": {
            "one": "One figure is provisional and may still change.",
            "many": "There are {count} provisional figures; they may still change.",
        },
        "not_published": {
            "one": "One figure is not published. That is not a zero.",
            "many": "There are {count} figures not published. Those are no zeros.",
        },
        "suppressed": {
            "one": "One figure is left out by the source, often to protect people. That is not a zero.",
            "many": "The source leaves out {count} figures, often to protect people. Those are no zeros.",
        },
        "fall": {
            "many": "A lower number does not mean that there are fewer victims: less may have been looked for, "
            "reported or recorded.",
        },
    },
}
