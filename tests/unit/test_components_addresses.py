"""An address that leads nowhere leads to the overview, below whatever path the app lies."""

from urllib.parse import urljoin

import pytest

from dashboard.components.addresses import leads_nowhere, overview_from

KNOWN = {"themes", "what-changed", "health"}


@pytest.mark.parametrize("path", ["/foo", "/foo/", "/foo//", "/cy/", "/what-change"])
@pytest.mark.parametrize("below", ["https://plan.example.org", "https://example.org/plan"])
def test_an_address_of_one_word_that_is_no_page_comes_to_the_overview_and_stays_there(
    below: str, path: str
) -> None:
    address, seen = below + path, []
    while leads_nowhere(address.removeprefix(below), KNOWN):
        assert address not in seen, "it leads to itself"
        seen.append(address)
        address = urljoin(address, overview_from(address.removeprefix(below)))

    assert address == f"{below}/"


@pytest.mark.parametrize(
    "path", ["/", "/themes", "/themes/", "/health", "/data/a.csv", "/static/x", "/a.png"]
)
def test_a_page_a_file_and_what_a_server_says_of_itself_are_left_alone(path: str) -> None:
    assert not leads_nowhere(path, KNOWN)
