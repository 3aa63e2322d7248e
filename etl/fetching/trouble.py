"""Why an address gave no document."""


class NotFetched(Exception):
    """One line in Chinese that says why, and what to do. `again`: another attempt may do better."""

    def __init__(self, why: str, again: bool = False, wait: float = 0) -> None:
        super().__init__(why)
        self.again = again
        self.wait = wait  # seconds that the server asks for
