"""`dataset.jsonld`: the release as search engines and data catalogues read it (schema.org, DCAT)."""

from typing import Any

from pipelines.releases.open_data.package import files_of
from pipelines.releases.release import Release

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "license": {"@type": "@id"},
}


def dataset_of(release: Release, package: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON-LD of a release whose package knows the bytes and hashes of its files."""
    publisher, *others = package["contributors"]
    return {
        "@context": _CONTEXT,
        "@type": ["Dataset", "dcat:Dataset"],
        "identifier": package["id"],
        "name": _in_both(package["title"], package["title_cy"]),
        "description": _in_both(package["description"], package["description_cy"]),
        "version": package["version"],
        "license": package["licenses"][0]["path"],
        "publisher": _organisation(publisher),
        "creator": [_organisation(one) for one in (publisher, *others)],
        "datePublished": release.published_at,
        "dateModified": release.published_at,
        "temporalCoverage": f"{package['firstRound']}/{release.round_id}",
        "inLanguage": ["en", "cy"],
        "isAccessibleForFree": True,
        "distribution": [_distribution(resource) for resource in files_of(package)],
    }


def _in_both(english: str, welsh: str) -> list[dict[str, str]]:
    return [{"@value": english, "@language": "en"}, {"@value": welsh, "@language": "cy"}]


def _organisation(contributor: dict[str, Any]) -> dict[str, str]:
    return {"@type": "Organization", "name": contributor["title"]}


def _distribution(resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": f"{resource['name']}.{resource['format']}",
        "contentUrl": resource["path"],
        "encodingFormat": resource["mediatype"],
        "contentSize": f"{resource['bytes']} B",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }
