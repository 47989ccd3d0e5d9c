"""`README.txt` of a release: what a person who opens the folder has to know, in the plan's languages."""

from typing import Any

from pipelines.releases.open_data.package import days_of
from pipelines.releases.release import Release

_ENGLISH = """{title}
Release {release_id}, published {published_on}. Licence: {licence}

{description}

plan.xlsx           every table in one workbook, for Excel or LibreOffice
csv/, parquet/      every table, one file each
datapackage.json    what each table and column means (Data Package v2)
dataset.jsonld      the same release for data catalogues (schema.org, DCAT)
release.json        what it was made from: receipts, code, hashes of the rows
checksums.txt       sha256sum --ignore-missing --check checksums.txt
checksums.txt.sig   who vouches for that list, if somebody does: Ed25519, public key, signature
site/               every public page, for reading without a server: open site/index.html
plan.duckdb         what the page reads (DuckDB 1.4 or later); it holds quotes whose consent covers the page
                    alone, and is not for passing on

In the CSV files a text that begins with = + - @, a tab or a return has an apostrophe (') in front, so that
no spreadsheet takes it for a formula; in Parquet and the workbook it stands as it was written. An empty cell
means: not known, or none. Numbers of people are rounded to the nearest 5, and [c] stands for a number that
is held back, so that nobody can be known by it.
"""

_WELSH = """{title}
Datganiad {release_id}, cyhoeddwyd {published_on}. Trwydded: {licence}

{description}

plan.xlsx           pob tabl mewn un llyfr gwaith, ar gyfer Excel neu LibreOffice
csv/, parquet/      pob tabl, un ffeil yr un
datapackage.json    ystyr pob tabl a cholofn (Data Package v2)
dataset.jsonld      yr un datganiad i gatalogau data (schema.org, DCAT)
release.json        o beth y'i gwnaed: derbynebau, cod, hashiau'r rhesi
checksums.txt       sha256sum --ignore-missing --check checksums.txt
checksums.txt.sig   pwy sy'n tystio i'r rhestr honno, os oes rhywun: Ed25519, allwedd gyhoeddus, llofnod
site/               pob tudalen gyhoeddus, i'w darllen heb weinydd: agorwch site/index.html
plan.duckdb         yr hyn y mae'r dudalen yn ei ddarllen (DuckDB 1.4 neu'n ddiweddarach); mae'n dal
                    dyfyniadau y mae eu caniatâd ar gyfer y dudalen yn unig, ac nid yw i'w drosglwyddo

Yn y ffeiliau CSV mae collnod (') o flaen testun sy'n dechrau gyda = + - @, tab neu ddychweliad, fel na fydd
yr un daenlen yn ei gymryd am fformiwla; yn Parquet a'r llyfr gwaith mae fel y'i hysgrifennwyd. Ystyr cell
wag: nid yw'n hysbys, neu nid oes un. Mae niferoedd pobl wedi'u talgrynnu i'r 5 agosaf, ac mae [c] yn lle
nifer a ddelir yn ôl, fel na ellir adnabod neb.
"""


def notes_of(release: Release, package: dict[str, Any]) -> str:
    """Return the notes: in English, then in Welsh if the plan is (a draft until a translator checked it)."""
    common = {
        "release_id": release.release_id,
        "published_on": days_of(package, release)["published_on"],
        "licence": package["licenses"][0]["path"],
    }
    english = _ENGLISH.format(title=package["title"], description=package["description"], **common)
    if "title_cy" not in package:
        return english
    welsh = _WELSH.format(title=package["title_cy"], description=package["description_cy"], **common)
    return f"{english}\n\n{welsh}"
