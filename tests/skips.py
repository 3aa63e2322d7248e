"""`pytest --no-skips`: a test that did not run is a failure, unless the system it runs on is why.

A reason that begins with "system:" is one of the system: root may read anything, a disk cannot be mounted.
"""

SYSTEM = "system:"


def pytest_addoption(parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="fail where a test is skipped that could run")


def pytest_configure(config) -> None:
    if config.getoption("--no-skips") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(NoSkips())


class NoSkips:
    """Turns a green run in which something was skipped into a red one and names what."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report) -> None:
        self._note(report)

    def pytest_collectreport(self, report) -> None:
        self._note(report)

    def pytest_sessionfinish(self, session) -> None:
        if self.skipped and session.exitstatus == 0:
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter) -> None:
        if self.skipped:
            terminalreporter.section("skipped, though every test has to run")
            terminalreporter.write_line("\n".join(self.skipped))

    def _note(self, report) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2].removeprefix("Skipped: ")
            if not reason.startswith(SYSTEM):
                self.skipped.append(f"{report.nodeid}: {reason}")
