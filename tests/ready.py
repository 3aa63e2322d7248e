"""Processes that begin with the program loaded: what is started many times, or killed, shall work, not load.

They are copied from one process of their own, which the first of them starts. It loads no module that goes by
the environment while it is loaded.
"""

import multiprocessing

READY = multiprocessing.get_context("forkserver")
# One list: a second call would put another in its place.
READY.set_forkserver_preload(["tests.loaded", "tests.chaos.rounds"])
