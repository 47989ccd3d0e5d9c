"""A file that is refused before any of its cells is read."""


class Refused(Exception):
    """The file cannot be read as a submission; `code` names what is wrong, `detail` fills the sentence."""

    def __init__(self, code: str, **detail: object) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
