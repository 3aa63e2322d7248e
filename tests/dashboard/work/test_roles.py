"""The file of roles: addresses, domains, everyone; and what is wrong with it."""

import pytest

from dashboard.work.roles import BadRolesFile, Role, role_of

FILE = """
viewer = ["@yunling.example"]
reviewer = ["Li@Yunling.example", "@shenhe.example"]
publisher = ["zhao@yunling.example"]
"""


@pytest.fixture
def roles(tmp_path):
    def write(content: str):
        path = tmp_path / "roles.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("zhao@yunling.example", Role.PUBLISHER),
        ("li@yunling.EXAMPLE", Role.REVIEWER),
        ("anyone@shenhe.example", Role.REVIEWER),
        ("other@yunling.example", Role.VIEWER),
        ("other@elsewhere.example", Role.NOBODY),
        ("zhao@yunling.example@elsewhere.example", Role.NOBODY),
        ("x@elsewhere.example@yunling.example", Role.NOBODY),
        ("yunling.example", Role.NOBODY),
        ("", Role.NOBODY),
        (None, Role.NOBODY),
    ],
)
def test_the_highest_role_that_covers_an_address_counts(roles, address, role):
    assert role_of(address, roles(FILE)) == role


def test_without_a_file_everyone_looks_and_nobody_works(tmp_path):
    for address in (None, "zhao@yunling.example"):
        assert role_of(address, tmp_path / "none.toml") == Role.VIEWER


def test_a_file_without_viewers_lets_everyone_look(roles):
    assert role_of(None, roles('reviewer = ["li@yunling.example"]')) == Role.VIEWER
    assert role_of(None, roles("viewer = []")) == Role.NOBODY


@pytest.mark.parametrize(
    "content",
    [
        "viewer = [",
        'admin = ["a@b.example"]',
        'reviewer = "li@yunling.example"',
        'publisher = ["*"]',
        "viewer = [1]",
    ],
)
def test_a_mistake_in_the_file_is_named_and_gives_nobody_a_role(roles, content):
    with pytest.raises(BadRolesFile, match="roles.toml"):
        role_of("li@yunling.example", roles(content))


def test_the_example_is_a_valid_file(request):
    example = request.config.rootpath / "config/roles.example.toml"
    assert role_of(None, example) == Role.VIEWER
