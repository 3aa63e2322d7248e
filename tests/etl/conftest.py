"""What tests of faults share."""

import subprocess

import pytest


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 16 MB, which a test fills."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("system: a small disk cannot be mounted; the limit on file size is tested")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
