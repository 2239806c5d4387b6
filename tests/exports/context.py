"""The part of the W3C's JSON-LD context for annotations that exports use, so that no test asks the network.

Written from the Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/), whose terms these are.
"""

from __future__ import annotations

from typing import Any

REFERENCES = {  # what is given as the address of something, or as that thing itself
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "creator": "dcterms:creator",
    "generator": "as:generator",
    "first": "as:first",
}
WORDS = {  # what is given as a word of the vocabulary
    "motivation": "oa:motivatedBy",
    "purpose": "oa:hasPurpose",
}
MOTIVATIONS = ("assessing", "classifying", "commenting", "describing", "linking")
TIMES = {"created": "dcterms:created", "generated": "dcterms:issued"}
NUMBERS = {"start": "oa:start", "end": "oa:end", "total": "as:totalItems", "startIndex": "as:startIndex"}
CONTEXT: dict[str, Any] = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "dctypes": "http://purl.org/dc/dcmitype/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "Person": "foaf:Person",
        "Software": "as:Application",
        "SpecificResource": "oa:SpecificResource",
        "Text": "dctypes:Text",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextualBody": "oa:TextualBody",
        "exact": "oa:exact",
        "format": "dc:format",
        "label": "rdfs:label",
        "language": "dc:language",
        "name": "foaf:name",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "value": "rdf:value",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        **{word: f"oa:{word}" for word in MOTIVATIONS},
        **{name: {"@id": term, "@type": "@id"} for name, term in REFERENCES.items()},
        **{name: {"@id": term, "@type": "@vocab"} for name, term in WORDS.items()},
        **{name: {"@id": term, "@type": "xsd:dateTime"} for name, term in TIMES.items()},
        **{name: {"@id": term, "@type": "xsd:nonNegativeInteger"} for name, term in NUMBERS.items()},
    }
}
