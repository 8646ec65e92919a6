"""The pages of the monitor and their addresses."""

SECTIONS = {
    "": {
        "overview": "",
        "regions": "arrondissementen",
        "migration": "migratie",
        "dark_number": "dark-number",
        "justice_chain": "strafrechtketen",
    },
    "local": {"local_picture": "mensenhandelbeeld", "self_scan": "bestuurlijke-monitor"},
    "background": {
        "stories": "verhalen",
        "system": "systeemmodel",
        "timeline": "tijdlijn",
        "glossary": "begrippen",
    },
    "data": {"downloads": "downloads", "explore": "werkbank", "changes": "wat-is-er-veranderd"},
    "about": {"methods": "verantwoording", "accessibility": "toegankelijkheid"},
}
"""View file and address of every page by the part of the menu it stands in; "" has no heading. The first is the home
page, at the root. Addresses stay Dutch: a link must not break."""

PAGES = {view: address for part in SECTIONS.values() for view, address in part.items()}
"""View file and address of every page, in the order of the menu."""

HOME = next(iter(PAGES))
