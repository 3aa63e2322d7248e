"""What every test may use."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reports and specs beside the checkout; CI has it, a user's machine does not."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here: this test reads real documents from it")
    return folder


@pytest.fixture
def data_folder(tmp_path):
    """An invented data folder with two agencies and no report yet."""
    from tests.datafolder import DataFolder

    return DataFolder(tmp_path)
