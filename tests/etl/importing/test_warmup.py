"""What every document needs is loaded once, before the first: each is read in a child that forgets."""

import subprocess
import sys

LOADED_AGAIN = """
import builtins, io, pathlib
from etl.data.rules import rulebook
from etl.engine import Engine
from etl.importing import task
from etl.importing.warmup import warm_up

engine = Engine(rulebook())
warm_up(engine)
opened = []
for owner, name in ((builtins, "open"), (io, "open")):
    real = getattr(owner, name)
    setattr(owner, name, lambda path, *a, real=real, **k: (opened.append(str(path)), real(path, *a, **k))[1])
page = ('<html><body><p>行政许可情况表</p><table><tr><td>单位名称</td><td>申请数量</td><td>许可数量</td></tr>'
        '<tr><td>青禾区</td><td>3</td><td>2</td></tr></table><p>全年立案5起。</p></body></html>')
read = task.read(engine, page.encode(), "report.html", 10_000)
document = {"text": read["document"].text, "tables": [], "path": "report.html"}
assert task.find(engine, document, {})["figures"]
print("\\n".join(path for path in opened if "/data/" in path))
"""


def test_no_rule_is_read_again_for_a_document_with_a_table():
    run = subprocess.run([sys.executable, "-c", LOADED_AGAIN], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
