"""The command line without a process of its own: what it says is the same, and it starts at once."""

import io
import subprocess
from contextlib import redirect_stderr, redirect_stdout

from etl.__main__ import main


def run_here(*arguments: str) -> subprocess.CompletedProcess:
    """`python -m etl ARGUMENTS…` in this process; output as bytes. Not where streams or signals matter."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(list(arguments))
        except SystemExit as ended:  # argparse
            status = ended.code
    said = (stream.buffer.getvalue() for stream in (out, err))
    return subprocess.CompletedProcess(["etl", *arguments], status, *said)
