"""Lists of addresses, as people keep them."""

import pytest

from etl.engine.errors import InvalidData
from etl.fetching.addresses import wanted_of


def listed(tmp_path, text: str):
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    return wanted_of(path)


def test_a_table_of_reports_gives_names_and_addresses(tmp_path):
    found = listed(tmp_path, "report_id,agency,url\na-2024,甲局,http://a.cn/1\nb-2024,乙局,\n")
    assert [(each.name, each.address) for each in found] == [("a-2024", "http://a.cn/1")]


def test_plain_lines_get_names_of_their_own(tmp_path):
    found = listed(tmp_path, "# mine\nhttp://a.cn/x/1.html\n\nhttp://a.cn/x/2.html\nhttp://a.cn/x/1.html\n")
    assert [each.address for each in found] == ["http://a.cn/x/1.html", "http://a.cn/x/2.html"]
    assert len({each.name for each in found}) == 2
    assert all("a.cn" in each.name and "/" not in each.name for each in found)


@pytest.mark.parametrize("name", ["../../x", "a/b", ".hidden", "a~2", "a+1"])
def test_a_name_that_leads_elsewhere_or_means_something_else_is_refused(tmp_path, name):
    with pytest.raises(InvalidData, match="文件名"):
        listed(tmp_path, f"report_id,url\n{name},http://a.cn/1\n")


def test_one_name_for_two_addresses_is_refused(tmp_path):
    with pytest.raises(InvalidData, match="两个网址"):
        listed(tmp_path, "report_id,url\na,http://a.cn/1\na,http://a.cn/2\n")


def test_a_list_that_is_not_there_or_not_utf8_is_named(tmp_path):
    with pytest.raises(InvalidData, match="no.txt"):
        wanted_of(tmp_path / "no.txt")
    (tmp_path / "gbk.txt").write_bytes("网址".encode("gbk"))
    with pytest.raises(InvalidData, match="UTF-8"):
        wanted_of(tmp_path / "gbk.txt")
