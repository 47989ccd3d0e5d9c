"""`dataset.jsonld`: the release as search engines and data catalogues read it (schema.org, DCAT)."""

from typing import Any

from pipelines.contracts.languages import languages_of
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
        "name": _in_each_language(package, "title"),
        "description": _in_each_language(package, "description"),
        "version": package["version"],
        "license": package["licenses"][0]["path"],
        "publisher": _organisation(publisher),
        "creator": [_organisation(one) for one in (publisher, *others)],
        "datePublished": release.published_at,
        "dateModified": release.published_at,
        **({"temporalCoverage": package["temporalCoverage"]} if "temporalCoverage" in package else {}),
        "inLanguage": list(languages_of(release.languages)),
        "isAccessibleForFree": True,
        "variableMeasured": [
            _measured(resource["name"], field)
            for resource in package["resources"]
            for field in resource["schema"]["fields"]
            if "unit" in field
        ],
        "distribution": [_distribution(resource) for resource in files_of(package)],
    }


def _in_each_language(package: dict[str, Any], key: str) -> list[dict[str, str]]:
    texts = {"en": package[key], "cy": package.get(f"{key}_cy")}
    return [{"@value": text, "@language": language} for language, text in texts.items() if text]


def _organisation(contributor: dict[str, Any]) -> dict[str, str]:
    return {"@type": "Organization", "name": contributor["title"]}


def _measured(table: str, field: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "PropertyValue",
        "name": f"{table}.{field['name']}",
        "description": field["description"],
        "unitText": field["unit"],
    }


def _distribution(resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": f"{resource['name']}.{resource['format']}",
        "contentUrl": resource["path"],
        "encodingFormat": resource["mediatype"],
        "contentSize": f"{resource['bytes']} B",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }
