"""Load what reading needs before the first document comes, so that no child does it again and again."""

from etl.importing import task
from etl.importing.wire import dump


def warm_up() -> None:
    """Load every reader, and the engine with its rules by reading one made-up report."""
    import etl.engine.reading.docx
    import etl.engine.reading.html
    import etl.engine.reading.pdf
    import etl.engine.reading.xlsx  # noqa: F401

    made_up = "云岭市应急管理局2024年行政执法工作报告\n全年检查企业120家次，罚款3万元。\n".encode()
    answer = task.read(made_up, "-", 1000)
    task.find({"text": answer["document"].text, "tables": []}, {})
    dump(answer)
