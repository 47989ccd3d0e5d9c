"""The pages that there are: the end of each one's address, its script and its title."""

from dashboard.locale.translator import mark

PAGES = {
    "": ("app_pages/overview.py", mark("Is the plan happening?")),
    "action": ("app_pages/action.py", mark("Action")),
    "themes": ("app_pages/themes.py", mark("Themes")),
    "changes": ("app_pages/changes.py", mark("What changed")),
    "said": ("app_pages/said.py", mark("What people said")),
    "went": ("app_pages/went.py", mark("Where it went")),
    "took": ("app_pages/took.py", mark("What listening took")),
    "find": ("app_pages/find.py", mark("Find an action")),
    "about": ("app_pages/about.py", mark("About the figures")),
    "accessibility": ("app_pages/accessibility.py", mark("Accessibility")),
    "privacy": ("app_pages/privacy.py", mark("Privacy")),
}
