"""What the process that reads documents says of one arrives as it was."""

import json

from etl.engine.model import Cell, Document, Table
from etl.importing.wire import document_of, dump


def test_a_document_arrives_as_it_was_sent():
    cells = [Cell(0, 0, 0, 2, "检查"), Cell(0, 1, 3, 5, "12")]
    table = Table(0, 5, cells, title="检查情况", uncertain=True, doubted=frozenset({3}))
    sent = Document(text="检查\n12", tables=[table], title="检查情况")
    assert document_of(json.loads(dump(sent))) == sent
