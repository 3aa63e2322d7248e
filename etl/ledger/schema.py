"""The tables of the ledger. Both databases have the same ones; migrations/ makes them.

States, contexts and tables of a document are JSON text: written once, read whole, never searched.
Times are ISO text in UTC and for people; what came first is told by `revision` and `id`, which no clock
that goes back can disturb.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

HEAD = "0001"  # the newest migration; a test compares it with the folder

metadata = MetaData()

# The file as it came, in the database: it is there or not together with what was read from it, and one
# backup holds all. In a table of its own, so that no list of documents drags it along.
files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the text: what offsets refer to
    Column("text", Text, nullable=False),
    Column("tables", Text, nullable=False),
    Column("format", String(8), nullable=False),
    Column("file_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("imported_at", String(32), nullable=False),
)

# One row a document: a report, or a version of one. The four columns of identity repeat what `known`
# says, for the search for earlier versions; the counts repeat what the decisions add up to, for lists.
reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String(64), ForeignKey("documents.sha256"), nullable=False, unique=True),
    Column("report_id", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("supersedes", Integer, ForeignKey("reports.id")),
    Column("current", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("proposed", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("period_start", String(10), nullable=False),
    Column("period_end", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("reviewed", Integer, nullable=False),
    UniqueConstraint("report_id", "version", name="one_report_a_version"),
    sqlite_autoincrement=True,
)
Index("reports_identity", reports.c.agency, reports.c.kind, reports.c.period_start, reports.c.period_end)
_CURRENT = text("current")
Index(
    "one_current_version",
    reports.c.report_id,
    unique=True,
    sqlite_where=_CURRENT,
    postgresql_where=_CURRENT,
)

extractions = Table(
    "extractions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), nullable=False, index=True),
    Column("engine", String(64), nullable=False),
    Column("context", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("rejections", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    sqlite_autoincrement=True,
)

# Never changed and never deleted: a trigger refuses both.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("key", String(40), nullable=False),
    Column("action", String(16), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("decisions.id")),
    Column("batch", String(32), nullable=False),
    UniqueConstraint("report", "revision", name="one_decision_a_revision"),
    sqlite_autoincrement=True,
)
