"""The pages of the workspace: the end of each one's address, its script and its title."""

from dashboard.locale.translator import mark

PAGES = {
    "": ("app_pages/actions.py", mark("My actions")),
    "report": ("app_pages/report.py", mark("Report")),
    "history": ("app_pages/history.py", mark("History")),
    "receipt": ("app_pages/receipt.py", mark("Receipt")),
    "round": ("app_pages/round.py", mark("Round")),
    "partners": ("app_pages/partners.py", mark("The partners")),
    "minutes": ("app_pages/minutes.py", mark("Minutes")),
    "quotes": ("app_pages/quotes.py", mark("Quotes")),
    "questions": ("app_pages/questions.py", mark("Questions")),
    "gather": ("app_pages/gather.py", mark("Take in")),
    "cards": ("app_pages/cards.py", mark("Boundary cards")),
    "sign-off": ("app_pages/sign_off.py", mark("Sign-off")),
    "tell": ("app_pages/tell.py", mark("Tell people")),
    "preview": ("app_pages/preview.py", mark("Preview")),
    "upkeep": ("app_pages/upkeep.py", mark("Looking after it")),
    "out": ("app_pages/out.py", mark("Sign out")),
}
PREVIEW = "preview"
"""The page that shows the public pages as they would be."""

LINKS = ("", "report", "history", "cards")
"""The pages of a partner that stand in the frame."""

READING_LINKS = ("", "history")
"""Those of them for who only reads about a partner."""

STEERING_LINKS = (
    "round",
    "partners",
    "quotes",
    "questions",
    "gather",
    "cards",
    "sign-off",
    "minutes",
    "tell",
)
"""The pages of the steering group that stand there, before the others."""
