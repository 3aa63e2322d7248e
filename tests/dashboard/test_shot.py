"""python -m dashboard shot: what it says when it cannot, and what it asks for."""

import pytest

from dashboard import __main__ as command
from dashboard import shot
from dashboard.shot import ShotFailed, shoot


@pytest.fixture
def asked(monkeypatch):
    found = {}

    def remember(page, query, out, address, dark):
        found.update(page=page, query=query, address=address, dark=dark)

    monkeypatch.setattr(command, "shoot", remember)
    return found


def test_a_page_is_rendered_as_a_briefing_unless_asked_otherwise(asked, tmp_path):
    out = str(tmp_path / "x.png")
    assert command.main(["shot", "--page", "hazards", "--query", "year=2024年", "--out", out]) == 0
    assert asked["query"] == "year=2024年&view=briefing"
    command.main(["shot", "--page", "hazards", "--plain", "--dark", "--out", out])
    assert (asked["query"], asked["dark"]) == ("", True)


def test_without_a_browser_it_says_so_and_fails(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(shot, "browser_path", lambda: "")
    out = tmp_path / "x.png"
    assert command.main(["shot", "--page", "hazards", "--out", str(out)]) == 1
    assert "BROWSER_PATH" in capsys.readouterr().err
    assert not out.exists()


def test_a_server_that_ends_at_once_is_reported_with_its_log(monkeypatch, tmp_path):
    monkeypatch.setattr(shot, "browser_path", lambda: "/usr/bin/true")
    monkeypatch.setattr(shot.sys, "executable", "/usr/bin/false")
    with pytest.raises(ShotFailed, match="没有启动"):
        shoot("hazards", "", tmp_path / "x.png")
