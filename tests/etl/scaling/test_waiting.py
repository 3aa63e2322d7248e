"""A cluster without workers says so, and when one has come."""

import pytest

from etl.engine.errors import InvalidData
from etl.scaling import waiting


class Cluster:
    """Stands for a client: how many workers each look finds."""

    def __init__(self, *looks: int) -> None:
        self.looks = list(looks)

    def nthreads(self) -> dict:
        if not self.looks:
            raise OSError("the scheduler is gone")
        return dict.fromkeys(range(self.looks.pop(0)), 1)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(waiting, "EVERY", 0.01)


def seen(client, capsys, seconds=0.03) -> list[str]:
    waiting._watch(client, "tcp://10.0.0.5:8786", seconds, waiting.threading.Event())
    return capsys.readouterr().err.splitlines()


def test_no_worker_for_a_while_is_said_once_with_how_to_start_one(capsys):
    (line,) = seen(Cluster(2, 0, 0, 0, 0, 0, 0), capsys)
    assert "没有工作进程" in line and "dask worker tcp://10.0.0.5:8786" in line


def test_a_worker_that_comes_back_is_said_and_a_short_gap_is_not(capsys):
    assert not seen(Cluster(1, 0, 1, 0, 1), capsys)
    _, back = seen(Cluster(0, 0, 0, 0, 2, 2), capsys)
    assert "又有 2 个工作进程" in back


def test_how_long_is_for_the_user_to_say(monkeypatch):
    monkeypatch.setenv("WORKER_SECONDS", "5")
    assert waiting.patience() == 5
    monkeypatch.setenv("WORKER_SECONDS", "soon")
    with pytest.raises(InvalidData, match="WORKER_SECONDS"):
        waiting.patience()
