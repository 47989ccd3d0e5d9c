"""What personal data looks like in what people say and write, by kind, in English and in Welsh.

Each kind has patterns that match how it is written in earnest, and tests for what only looks like it: a road
without a number, a bus, a year, a price.
"""

import re

CAPITAL = "A-ZÀ-ÖØ-ÞŴŶ"
NAME = rf"[{CAPITAL}][\w’'-]+"
"""A word that begins with a capital letter."""

_AT = r"\s*(?:@|\(at\)|\[at\]|\bat\b)\s*"
_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\bdot\b)\s*"
_SPELT_DOT = r"\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*"
_LAST = r"(?:com|org|net|uk|co|wales|cymru|info|me)\b"
_MAIL = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|proton|protonmail|sky)"
_EMAILS = (
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+",
    rf"(?<![\w.+-])[\w.+-]+(?:\s(?:dot|underscore|dash)\s[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_SPELT_DOT}{_LAST}",
    rf"(?<![\w.+-])[\w.+-]+(?:\s(?:dot|underscore|dash)\s[\w+-]+)*{_AT}{_MAIL}\b(?:{_DOT}\w+)*",
)

_HANDLES = (
    r"(?<![\w.@])@[a-z_][\w.]{2,29}\b(?! (?:page|group|account))",
    r"\b(?:insta|instagram|snap|snapchat|tiktok|twitter|facebook|fb)"
    r"(?:(?: (?:handle|name))?:| (?:handle|name) is) ?\S+",
)

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ion|chwe|maw|ebr|mai|meh|gorff|awst|medi|hyd|tach|rhag)"
    r"[^\W\d_]*"
)
_DAY = (
    r"(?:\d{1,2}[/. -]\d{1,2}[/. -](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)? (?:of |o )?{_MONTHS}(?:,? \d{{4}})?)"
)
_BIRTH = (
    r"(?:\bborn|\bd\.?o\.?b\.?|\bbirth(?:day|date)?|\bbirthday|\bg?anwyd|\bganed|\bgeni|\bmhen[ -]blwydd)"
)
_BIRTHS = (
    rf"{_BIRTH}\b[^\d\n]{{0,20}}{_DAY}",
    r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-](?:19\d{2}|200[0-5])(?![\d/.-])",
)

_INSURANCE = r"\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b"

_PLATES = (
    r"\b(?!(?i:no|at|by|in|on|to|of|am|pm)\d)(?i:[a-z]{2}\d{2} ?[a-z]{3})\b",
    r"\b[C-LN-Y]\d{1,3} ?[A-Z]{3}\b",
    r"\b[ABM]\d{1,3}[A-Z]{3}\b",
    r"\b(?!BUS|BWS|AGE|AND|FOR|THE|APT)[A-Z]{3} ?\d{1,3}[A-Z]\b",
)

_STREETS = (
    "Avenue|Ave|Close|Court|Crescent|Drive|Gardens|Grove|Lane|Mews|Place|Road|Rd|Row|Square|Street|Terrace|View|"
    "Way"
)
_STROEDD = "Bryn|Cae|Cilgant|Clos|Ffordd|Gerddi|Heol|Llys|Lôn|Maes|Rhes|Rhodfa|Stryd|Teras"
_NUMBER = r"\b\d{1,4}[a-z]?,?"
_NO_NAME = (
    r"(?:a|an|and|the|to|on|in|of|at|or|by|up|down|along|from|for|per|our|this|that|every|more|new|other|main|busy|"
    r"long|bus|buses|car|cars|people|houses|shops|lamps|years?|months?|weeks?|days?|hours?|minutes?|mins?|mph|miles?|"
    r"metres?|way|lane|pm|am|arall|newydd|hon|honno|fawr|fach|brysur|ac|yn|i|o|y|yr)\b"
)
_WORD = rf"(?!{_NO_NAME})[^\W\d_][\w’'-]+"
_AT_HOME = r"\b(?:at|in|from|of|to|number|live|lives|living|yn|o|i)"
_ADDRESSES = (
    rf"{_NUMBER} (?:{NAME} )+(?:{_STREETS})\b",
    rf"{_NUMBER} (?:{_STROEDD}) {NAME}",
    rf"(?i){_NUMBER} (?:{_WORD} ){{1,2}}(?:road|street|avenue|crescent|terrace|grove|rd|ave)\b",
    rf"(?i){_NUMBER} (?:clos|heol|rhodfa|stryd) {_WORD}",
    rf"(?i){_AT_HOME} {_NUMBER} (?:{_WORD} ){{1,2}}(?:{_STREETS})\b",
    rf"(?i){_AT_HOME} {_NUMBER} (?:{_STROEDD}) {_WORD}",
    rf"(?i){_AT_HOME} (?:number|no\.?|rhif|rif|flat|fflat) ?\d{{1,4}}[a-z]?\b"
    r"(?! (?:bus|buses|bws|tram|on the list))",
)


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "email": (_any(*_EMAILS),),
    "handle": (_any(*_HANDLES),),
    "phone": (
        re.compile(r"(?<![\d£.:])(?:\+|00)?(?:44[\s().-]*)?\(?0?[1-37-9](?:[\s().-]{0,2}\d){8,9}(?![\d:])"),
    ),
    "nhs_number": (re.compile(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)"),),
    "national_insurance": (_any(_INSURANCE),),
    "date_of_birth": (_any(*_BIRTHS),),
    # the second half never holds C, I, K, M or O, so that “the A48 2am” is none
    "postcode": (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-Z]{2}\b", re.IGNORECASE),),
    "vehicle": tuple(re.compile(pattern) for pattern in _PLATES),
    "address": tuple(re.compile(pattern) for pattern in _ADDRESSES),
    "name": (re.compile(rf"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Nurse|PC|PCSO)\.? {NAME}"),),
}
"""What each kind looks like; the order is the one in which kinds are told where they begin at one place."""
