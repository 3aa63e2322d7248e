"""What processes of tests.ready have in memory before they begin; dashboard.work.access is left out: which
sign-ins have ended is told by the environment, once, when it is loaded."""

import alembic.command  # noqa: F401
import kaleido  # noqa: F401
import psycopg  # noqa: F401
import streamlit.testing.v1  # noqa: F401
import streamlit.web.bootstrap  # noqa: F401
import uvicorn.main  # noqa: F401
import uvloop  # noqa: F401

import dashboard.drawing.charts  # noqa: F401
import dashboard.filter_bar  # noqa: F401
import dashboard.screens.overview  # noqa: F401
import etl.__main__  # noqa: F401
import etl.publishing.build  # noqa: F401
from etl.engine.reading import read_text
from tests.ledgers import TEXT
from tests.rules import ENGINE

document = read_text(TEXT)
ENGINE.extract(document, ENGINE.identify(document))
