"""Chunks of work that end their worker, at a certain document or after some; workers import it."""

import os
import signal

from etl.scaling import work
from etl.scaling.lake import Lake
from etl.scaling.work import read_chunk

LIVES_FOR = 4  # documents


def read_chunk_or_die(job, items):
    if any(item.name == "r05.txt" for item in items):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_chunk(job, items)


def read_chunk_and_soon_die(job, items):
    """A worker whose life is shorter than a chunk: it dies when it has committed some documents."""
    patience, work.CHECKPOINT, Lake.commit = work.CHECKPOINT, 0, _commit_and_die
    try:
        return read_chunk(job, items)
    finally:  # who outlives it is as sound as before
        work.CHECKPOINT, Lake.commit = patience, _commit


_commit, _lived = Lake.commit, []


def _commit_and_die(lake, chunk, rows, figures):
    _commit(lake, chunk, rows, figures)
    _lived.extend(rows)
    if len(_lived) >= LIVES_FOR:
        os.kill(os.getpid(), signal.SIGKILL)
