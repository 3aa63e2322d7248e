"""The process that reads documents, but whoever asks the engine about a deadly one is ended from outside."""

import os
import signal

from etl.engine import Engine
from etl.importing.reader_process import main

DEADLY = "这一份会让读它的进程被系统结束。\n"
_identify = Engine.identify


def identify_or_die(engine, document):
    if DEADLY in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return _identify(engine, document)


if __name__ == "__main__":
    Engine.identify = identify_or_die
    main()
