"""What every actor has in memory before it begins: imported where processes come from, see storm."""

import alembic.command  # noqa: F401
import psycopg  # noqa: F401

from etl.engine.reading import read_text
from tests.ledgers import TEXT
from tests.rules import ENGINE

document = read_text(TEXT)
ENGINE.extract(document, ENGINE.identify(document))
