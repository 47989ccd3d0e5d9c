"""The pages of the workspace: the end of each one's address, its script and its title."""

from dashboard.locale.translator import mark

PAGES = {
    "": ("app_pages/actions.py", mark("My actions")),
    "report": ("app_pages/report.py", mark("Report")),
    "history": ("app_pages/history.py", mark("History")),
    "receipt": ("app_pages/receipt.py", mark("Receipt")),
    "out": ("app_pages/out.py", mark("Sign out")),
}
LINKS = ("", "report", "history")
"""The pages that stand in the frame."""
