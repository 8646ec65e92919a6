"""The catalogue that harvesters read: DCAT-AP-NL 3 and schema.org in one graph, as JSON-LD and Turtle.

Required properties after Geonovum, DCAT-AP-NL 3.0 (docs.geostandaarden.nl/dcat/dcat-ap-nl30).
"""

import json
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SDO, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from starlette.requests import Request

from dashboard import queries, settings
from dashboard.api.answers import TYPES, modified
from dashboard.api.asked import base, name_of
from dashboard.api.data import FORMATS
from dashboard.texts import LANGUAGES, text
from etl.dataset import Dataset
from etl.datasets import datasets
from etl.warehouse import Published

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VERSION = URIRef(f"{DCAT}version")  # of DCAT 3; rdflib lists those of DCAT 2
EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
PROFILE = URIRef("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")
PREFIXES = {
    **{"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "rdfs": RDFS, "schema": SDO, "skos": SKOS},
    **{"vcard": VCARD, "xsd": XSD},
}
THEMES = ("JUST", "SOCI")
SPOKEN = {"nl": "NLD", "en": "ENG"}
FILE_TYPES = ("csv", "json", "xlsx", "zip")
"""Formats that the file type list of the EU Publications Office has under their own name."""
KEYWORDS = (("mensenhandel", "nl"), ("human trafficking", "en"), ("slachtoffers", "nl"), ("dark number", "en"))


def graph(request: Request, build: Published) -> Graph:
    """Catalogue, data sets with their distributions, and the API as a service."""
    made = _Graph(request, build)
    for dataset in datasets().values():
        made.dataset(dataset)
    made.service()
    return made.graph


class _Graph:
    """One catalogue while it is put together."""

    def __init__(self, request: Request, build: Published) -> None:
        self.build, self.home = build, base(request)
        self.root = f"{self.home}{request.scope['root_path']}"
        self.graph = Graph(bind_namespaces="none")
        for prefix, names in PREFIXES.items():
            self.graph.bind(prefix, names)
        self.docs = URIRef(f"{self.root}/docs")
        self.publisher = URIRef(f"{self.home}/#uitgever")
        self.contact = URIRef(f"{self.home}/#contact")
        self.licence = URIRef(f"{self.docs}#licences")
        self.me = URIRef(f"{self.root}/catalog#catalog")
        self._shared()
        self._described(self.me, DCAT.Catalog, "catalogue")
        self.add(self.me, FOAF.homepage, URIRef(f"{self.home}/"))
        self.add(self.me, DCAT.themeTaxonomy, URIRef(f"{EU}/data-theme"))
        self.add(self.me, DCTERMS.conformsTo, PROFILE)
        self.add(self.me, DCTERMS.license, self.licence)
        self.graph.add((PROFILE, RDF.type, DCTERMS.Standard))

    def add(self, subject: URIRef | BNode, predicate: URIRef, *values: Any) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _shared(self) -> None:
        """Who publishes, whom to ask, under what terms, and the lists that are referred to."""
        name = Literal("Mensenhandelmonitor")
        self.add(self.publisher, RDF.type, FOAF.Agent, SDO.Organization)
        self.add(self.publisher, FOAF.name, name)
        self.add(self.publisher, SDO.name, name)
        self.add(self.contact, RDF.type, VCARD.Kind, VCARD.Organization)
        self.add(self.contact, VCARD.fn, name)
        link = settings.contact_link() or f"{self.home}/verantwoording"
        self.add(self.contact, VCARD.hasEmail if link.startswith("mailto:") else VCARD.hasURL, URIRef(link))
        self.add(self.licence, RDF.type, DCTERMS.LicenseDocument)
        self.both(self.licence, RDFS.label, "catalogue.licence")
        for address, kind in (
            ("access-right/PUBLIC", DCTERMS.RightsStatement),
            ("frequency/IRREG", DCTERMS.Frequency),
            ("country/NLD", DCTERMS.Location),
            *((f"language/{one}", DCTERMS.LinguisticSystem) for one in SPOKEN.values()),
            *((f"data-theme/{one}", SKOS.Concept) for one in THEMES),
            *((f"file-type/{one.upper()}", DCTERMS.MediaTypeOrExtent) for one in FILE_TYPES),
        ):
            self.add(URIRef(f"{EU}/{address}"), RDF.type, kind)

    def both(self, subject: URIRef, predicate: URIRef, key: str) -> None:
        for language in LANGUAGES:
            self.add(subject, predicate, Literal(text(language, key), lang=language))

    def _described(self, subject: URIRef, kind: URIRef, key: str) -> None:
        """What catalogue, data sets and service have in common."""
        self.add(subject, RDF.type, kind)
        self.both(subject, DCTERMS.title, f"catalogue.{key}")
        self.add(subject, DCTERMS.publisher, self.publisher)
        self.add(subject, DCTERMS.creator, self.publisher)
        self.add(subject, DCAT.contactPoint, self.contact)
        self.add(subject, DCTERMS.identifier, Literal(str(subject)))
        self.add(subject, DCTERMS.language, *(URIRef(f"{EU}/language/{one}") for one in SPOKEN.values()))
        self.add(subject, DCTERMS.modified, Literal(modified(self.build).isoformat(), datatype=XSD.dateTime))
        if kind != DCAT.Dataset:
            self.both(subject, DCTERMS.description, f"catalogue.{key}_description")
        if kind != DCAT.Catalog:
            self.add(subject, DCTERMS.accessRights, URIRef(f"{EU}/access-right/PUBLIC"))
            self.add(subject, DCAT.theme, *(URIRef(f"{EU}/data-theme/{one}") for one in THEMES))
        else:
            self.add(subject, DCTERMS.spatial, URIRef(f"{EU}/country/NLD"))

    def dataset(self, dataset: Dataset) -> None:
        me = URIRef(f"{self.root}/catalog#{dataset.name}")
        self._described(me, DCAT.Dataset, dataset.name)
        self.add(self.me, DCAT.dataset, me)
        self.add(me, RDF.type, SDO.Dataset)
        for language in LANGUAGES:
            told = Literal(dataset.nl if language == "nl" else dataset.en, lang=language)
            self.add(me, DCTERMS.description, told)
            self.add(me, SDO.description, told)
            self.add(me, SDO.name, Literal(text(language, f"catalogue.{dataset.name}"), lang=language))
        self.add(me, SDO.license, self.licence)
        self.add(me, SDO.creator, self.publisher)
        self.add(me, SDO.isAccessibleForFree, Literal(True))
        self.add(me, DCTERMS.accrualPeriodicity, URIRef(f"{EU}/frequency/IRREG"))
        self.add(me, DCTERMS.spatial, URIRef(f"{EU}/country/NLD"))
        self.add(me, VERSION, Literal(name_of(self.build)))
        self.add(me, DCAT.landingPage, self.docs)
        self.add(me, DCAT.keyword, *(Literal(word, lang=language) for word, language in KEYWORDS))
        self._period(me, dataset)
        names = [*((kind, f"{dataset.name}.{kind}") for kind in FORMATS)]
        if dataset.name == "observations":
            names.append(("zip", "package.zip"))
        for kind, file in names:
            self._distribution(me, kind, file)

    def _period(self, me: URIRef, dataset: Dataset) -> None:
        days = queries.span(self.build, dataset)
        if days is None:
            return
        first, last = days
        period = BNode(f"period-{me.rpartition('#')[2]}")
        self.add(me, DCTERMS.temporal, period)
        self.add(period, RDF.type, DCTERMS.PeriodOfTime)
        self.add(period, DCAT.startDate, Literal(first.isoformat(), datatype=XSD.date))
        self.add(period, DCAT.endDate, Literal(last.isoformat(), datatype=XSD.date))
        self.add(me, SDO.temporalCoverage, Literal(f"{first}/{last}"))

    def _distribution(self, dataset: URIRef, kind: str, file: str) -> None:
        me, address = URIRef(f"{self.root}/catalog#{file}"), URIRef(f"{self.root}/{file}")
        media = TYPES[kind].partition(";")[0]
        self.add(dataset, DCAT.distribution, me)
        self.add(dataset, SDO.distribution, me)
        self.add(me, RDF.type, DCAT.Distribution, SDO.DataDownload)
        self.add(me, DCTERMS.title, Literal(file))
        self.add(me, DCAT.accessURL, address)
        self.add(me, DCAT.downloadURL, address)
        self.add(me, SDO.contentUrl, address)
        self.add(me, SDO.encodingFormat, Literal(media))
        self.add(me, DCAT.mediaType, URIRef(f"{IANA}/{media}"))
        self.add(URIRef(f"{IANA}/{media}"), RDF.type, DCTERMS.MediaType)
        self.add(me, DCTERMS.license, self.licence)
        self.add(me, DCTERMS.modified, Literal(modified(self.build).isoformat(), datatype=XSD.dateTime))
        self.add(me, DCAT.accessService, URIRef(f"{self.root}/catalog#api"))
        if kind in FILE_TYPES:
            self.add(me, DCTERMS.format, URIRef(f"{EU}/file-type/{kind.upper()}"))

    def service(self) -> None:
        me = URIRef(f"{self.root}/catalog#api")
        self._described(me, DCAT.DataService, "api")
        self.add(self.me, DCAT.service, me)
        self.add(me, DCAT.endpointURL, URIRef(f"{self.root}/"))
        self.add(me, DCAT.endpointDescription, URIRef(f"{self.root}/openapi.json"))
        self.add(me, DCTERMS.license, self.licence)
        self.add(me, FOAF.page, self.docs)
        self.add(self.docs, RDF.type, FOAF.Document)
        self.add(me, DCAT.servesDataset, *self.graph.objects(self.me, DCAT.dataset))


def search_card(request: Request, build: Published, language: str) -> str:
    """The observations as a schema.org Dataset in JSON-LD, for the head of a page."""
    root = f"{base(request)}{request.scope['root_path']}"
    dataset = datasets()["observations"]
    days = queries.span(build, dataset)
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{root}/catalog#observations",
        "name": text(language, "catalogue.observations"),
        "description": dataset.nl if language == "nl" else dataset.en,
        "url": f"{root}/docs",
        "version": name_of(build),
        "dateModified": build.vintage,
        "isAccessibleForFree": True,
        "inLanguage": list(LANGUAGES),
        "license": f"{root}/docs#licences",
        "creator": {"@type": "Organization", "name": "Mensenhandelmonitor", "url": f"{base(request)}/"},
        **({"temporalCoverage": "/".join(map(str, days))} if days else {}),
        "spatialCoverage": {"@type": "Country", "name": "Nederland"},
        "keywords": [word for word, spoken in KEYWORDS if spoken == language],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": TYPES[kind].partition(";")[0], "contentUrl": f"{root}/{file}"}
            for kind, file in (*((kind, f"observations.{kind}") for kind in FORMATS), ("zip", "package.zip"))
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).replace("</", "<\\/")
