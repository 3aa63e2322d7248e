"""What is an archive of files, and what is a document that happens to be packed as one."""

import pytest

from etl.importing.archive import is_archive
from tests.etl.importing.hostile import packed
from tests.etl.samplefiles import docx_file, xlsx_file
from tests.onesource import drawing
from tests.onesource.documents import plain

TEXT = "云岭市应急管理局2024年度行政执法工作报告"
DOCUMENTS = {"docx": docx_file([TEXT]), "xlsx": xlsx_file([TEXT]), "ofd": drawing.ofd(plain())}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_is_packed_is_no_archive(kind):
    assert not is_archive(DOCUMENTS[kind])


def test_documents_packed_together_are_an_archive():
    assert is_archive(packed({f"report.{kind}": content for kind, content in DOCUMENTS.items()}))
