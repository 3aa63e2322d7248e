"""Put invented reports into a ledger without reading files: what a test of decisions begins with."""

from etl.engine.model import Document
from etl.importing import task
from etl.importing.proposals import completed, context_of, propose
from etl.ledger import Ledger
from etl.ledger.intake import Arrival, take_in
from etl.ledger.items import Report
from etl.ledger.metadata import checked
from etl.ledger.registered import Registered
from tests.datafolder import CITY
from tests.rules import ENGINE

TEXT = """云岭市应急管理局2024年度法治政府建设情况报告
一、检查执法
全年检查企业120家次，查处违法行为7件，罚款3.5万元。
二、宣传培训
开展宣传活动12场，发放资料1.3万余份，组织培训5期。
"""
NOTHING_REGISTERED = Registered()
KNOWN = {name: CITY[name] for name in ("agency", "adcode", "province", "city", "level", "trade")}


def bring(
    ledger: Ledger,
    text: str = TEXT,
    who: str = "导入者",
    registered: Registered = NOTHING_REGISTERED,
    name: str = "report.txt",
    engine: str = "engine 1",
    **corrections,
) -> Report:
    """Take a text into the ledger as its own report of 云岭市应急管理局, with what extraction finds."""
    document = Document(text=text, path=name)
    proposed = propose(document, ENGINE.identify(document), registered)
    known = completed(checked(proposed, KNOWN | corrections), registered)
    context = context_of(known)
    found = ENGINE.extract(document, context)
    arrival = Arrival(name, text.encode(), document, proposed, known, context, found, engine)
    return take_in(ledger, arrival, who, registered)[0]


class ReaderHere:
    """Reads in this process, so that a kill falls into the import rather than into starting a reader."""

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        return None

    def read(self, data, name):
        answer = task.read(ENGINE, data, name, 10**6)
        return answer["document"], answer["context"]

    def extract(self, document, context):
        return ENGINE.extract(document, context)
