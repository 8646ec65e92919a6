"""The pages of the monitor and their addresses."""

PAGES = {
    "overview": "",
    "regions": "arrondissementen",
    "migration": "migratie",
    "dark_number": "dark-number",
    "justice_chain": "strafrechtketen",
    "local_picture": "mensenhandelbeeld",
    "system": "systeemmodel",
    "self_scan": "bestuurlijke-monitor",
    "timeline": "tijdlijn",
    "stories": "verhalen",
    "downloads": "downloads",
    "explore": "werkbank",
    "changes": "wat-is-er-veranderd",
    "glossary": "begrippen",
    "methods": "verantwoording",
    "accessibility": "toegankelijkheid",
}
"""View file and address of every page; the first is the home page, at the root. Addresses stay Dutch: a link must
not break."""

HOME = next(iter(PAGES))
