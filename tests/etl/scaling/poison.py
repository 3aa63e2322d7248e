"""A chunk of work that ends its worker where it meets a certain document; workers import it."""

import os
import signal

from etl.scaling.work import read_chunk


def read_chunk_or_die(job, items):
    if any(item.name == "r05.txt" for item in items):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_chunk(job, items)
