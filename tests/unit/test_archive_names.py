import pytest

from pipelines.archive_names import wrong_name


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../a",
        "a/../../b",
        "a/..",
        "/a",
        "//host/a",
        "\\a",
        "a\\..\\b",
        "C:a",
        "c:/a",
        "D:\\a",
        "a\x00.xml",
    ],
)
def test_a_name_that_leads_out_is_wrong(name: str) -> None:
    assert wrong_name(["xl/workbook.xml", name]) == ("climbs_out", name)


@pytest.mark.parametrize(
    "name", ["XL/workbook.XML", "xl//workbook.xml", "xl/./workbook.xml", "xl\\workbook.xml"]
)
def test_a_name_that_is_another_s_to_any_program_is_wrong(name: str) -> None:
    assert wrong_name(["xl/workbook.xml", name]) == ("twice", name)


def test_an_accent_written_in_two_ways_is_one_name() -> None:
    assert wrong_name(["\u0175.xml", "w\u0302.xml"]) == ("twice", "w\u0302.xml")


def test_names_that_only_look_odd_are_right() -> None:
    assert wrong_name(["a..b", "..a", "a/.b", "a/...", "[Content_Types].xml", "a b.xml"]) is None
