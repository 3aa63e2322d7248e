"""`extract --out`: what it says, and how it ends."""

import pytest

from etl.__main__ import main
from tests.etl.scaling.conftest import text_of

pytestmark = pytest.mark.slow


def test_a_folder_into_a_lake_and_again(tmp_path, capsys):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(text_of(1), encoding="utf-8")
    (documents / "empty.txt").write_bytes(b"")
    command = ["extract", str(documents), "--out", str(tmp_path / "lake")]
    assert main(command) == 1
    said = capsys.readouterr()
    assert said.out.startswith("2 份文件：已有 0 份，这次读 1 份，3 个数字；1 份没读成，见上；数据湖")
    assert "empty.txt：文件是空的" in said.err
    assert main(command) == 0
    assert capsys.readouterr().out.startswith("2 份文件都已读过，没有变化")


def test_two_folders_do_not_take_each_others_place_in_a_lake(tmp_path, capsys):
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2024.txt").write_text(text_of(len(name)), encoding="utf-8")
    north, south, lake = (str(tmp_path / name) for name in ("north", "south", "lake"))
    assert main(["extract", north, "--out", lake]) == 0
    assert main(["extract", south, "--out", lake]) == 1
    assert "共同的上级文件夹" in capsys.readouterr().err
    (tmp_path / "north").rename(tmp_path / "elsewhere")
    assert main(["extract", str(tmp_path / "elsewhere"), "--out", lake, "--moved"]) == 0
    assert "都已读过" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["{0}", "--cluster", "local[2]"], "--cluster 要与 --out LAKE 一起用"),
        (["{0}", "--again", "year=2024"], "--again 要与 --out LAKE 一起用"),
        (["{0}/none", "--out", "{0}/lake"], "不是文件夹"),
        (["-", "--out", "{0}/lake"], "只接受一个文件夹"),
        (["{0}", "--out", "{0}/lake", "--rejections"], "不能与 --out 一起用"),
        (["{0}", "--out", "{0}/lake", "--again", "city=x"], "--again city=x：应是"),
        (["{0}", "--out", "gs://bucket/lake"], "没有 gs:// 的驱动"),
        (["{0}", "--out", "memory://lake", "--cluster", "local[2]"], "memory:// 只在本进程里"),
        (["memory://nowhere", "--out", "{0}/lake"], "不是文件夹"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path, capsys, options, said):
    assert main(["extract", *(option.format(tmp_path) for option in options)]) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
