"""The words and patterns that `dates` reads with. All are bounded: no pattern can repeat without limit."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
STEPS = {"last": -1, "this": 0, "next": 1}
PARTS = {"ea": "early", "be": "early", "st": "early", "mi": "mid", "la": "late", "en": "late"}
DAYS_AWAY = {
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "yesterday": (-1, -1),
    "last night": (-1, -1), "overnight": (-1, 0), "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0),
    "this afternoon": (0, 0), "this evening": (0, 0), "tomorrow": (1, 1),
}  # fmt: skip

# White space inside a date: a line may break there, a paragraph may not.
S = r"(?:(?:[^\S\n]\n?|\n)[^\S\n]?)"
_LONG = "|".join([*MONTHS, *(name.upper() for name in MONTHS)])
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|AUG|SEPT|OCT|NOV|DEC"
# No small letters: "may" and "march" are verbs.
_MONTH = rf"(?P<month>(?:{_LONG})\b|(?:{_SHORT})\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_ORD = r"(?:st|nd|rd|th)?"
_COUNTED = (
    "people|troops|soldiers|fighters|men|women|civilians|prisoners|tonnes|tons|dollars|euros|rubles|km|miles"
    "|met(?:re|er)s|votes|percent|per|million|billion|GMT|local|hours|others"
)
_YEAR = rf"(?P<year>(?:1[89]|20)\d\d)(?![\w/%$]|[:.,]\d|-[a-z]|(?:{S}(?:and|to|or){S}\d{{4}})?{S}(?:{_COUNTED})\b)"
_OF_YEAR = rf"(?:,?{S}(?:of{S})?(?:{_YEAR}|(?P<rel>last|this|next){S}year\b))"
_PART = rf"(?P<part>\b(?i:early|mid|late|(?:beginning|start|middle|end){S}of))(?:{S}|-)(?:in{S})?"
_WHICH = r"(?P<which>\b(?i:last|this|next))"
_AMOUNT = rf"(?P<amount>\d{{1,3}}|an?|{'|'.join(NUMBERS[1:])}|(?:a{S})?(?:few|couple{S}of)|several|some|many)"
_UNITS = "day|week|month|year"
JOIN = rf"(?:{S}?[-–]{S}?|{S}(?:to|and|until|through|till){S}(?:the{S})?)"
LISTED = re.compile(rf",?{S}(?:and|or){S}|,{S}")

# Where a sentence, or a clause with a time of its own, ends.
CLAUSE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n\n|[;:]\s|,\s(?:but|and|while|after)\s")
COMING = re.compile(
    r"\b(?:will|would|won['’]t|shall|must|by(?=(?: the)? ?\Z)|If|is to|are to|ahead of|upcoming"
    r"|(?:due|scheduled|slated|expected) (?:to|for|in|on|at)|(?:set|planned|plans?|going|agreed|wants?|hopes?|intends?"
    r"|ready|invited|decided|promised|pledged|vowed|proposed|offered) (?:to|for))\b(?! not (?:say|comment))"
    r"|^[A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,3} to [a-z]"
)
PAST = re.compile(
    r"\b(?:said|says|told|announced|reported|added|warned|confirmed|had|was|were|(?:that|which|who) \w{1,20}ed)\b"
)
_CUES = "in|since|during|until|till|throughout|between|before|after|late|early|mid|last|next|this"
_AND_MONTH = rf"(?:[-–]|{S}(?:and|or|to|until|through){S})"
MONTH_CUE = re.compile(
    rf"\b(?i:(?:{_CUES}|(?:end|start|beginning|middle|months?){S}of){S})\Z|(?:{_LONG})(?:,?{S}\d{{4}})?{_AND_MONTH}\Z"
)
MONTH_NEXT = re.compile(rf"{_AND_MONTH}(?:{_LONG})\b")
BY_CUE = re.compile(rf"\b(?i:by|from|for){S}\Z")
THE_CUE = re.compile(rf"(?:\b(?i:the|its|their|his|her|an?|that|this|failed)|['’]s?){S}\Z")
NOUN_NEXT = re.compile(
    rf"{S}(?!(?:on|for|against|of|to|through|from|into|in|and|or|said|has|was|is|at|by|with)\b)[a-z]"
)
YEAR_CUE = re.compile(
    rf"(?:\b(?i:in|since|from|between|until|till|by|during|before|after|of|year|through|throughout|around|for){S}|\()\Z"
)
SEASON_CUE = re.compile(rf"\b(?i:in|since|by|until|during|before|after){S}(?i:the{S})?\Z")
IN_CUE = re.compile(rf"\b[Ii]n{S}\Z")
BETWEEN = re.compile(rf"\b(?i:between){S}\Z")
UNTIL = re.compile(rf"\b(?i:until|till){S}\Z")
OPENER = re.compile(rf"\b(?i:between|from){S}\Z")
APPOSED = re.compile(rf",?{S}(?:the{S})?|{S}\(")
MOVED = re.compile(r"\b(?:postponed|moved|delayed|rescheduled|shifted|pushed|brought forward)\b")
NO_WEEKDAY = re.compile(rf"\b(?i:every|each|good|black|bloody|easter|palm|ash|holy|maundy|most|any){S}\Z")
NAMED = re.compile(
    rf"(?:{S}|-)(?:[a-z]{{1,12}}{S})?(?:attacks?|massacres?|uprising|coup|War|Revolution|Movement|Group|Brigades?)\b"
)

NUMERIC = re.compile(
    r"(?<![\d.,:/-])(?:(?P<y>(?:1[89]|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<z>(?:1[89]|20)\d\d))(?![\d/-]|[:.,]\d)"
)
YEAR_PAIR = re.compile(r"(?<![\w/.-])((?:1[89]|20)\d\d)([-–/])(\d{2}|(?:1[89]|20)\d\d)(?![\w/-]|[.,]\d)")
DAY_FIRST = re.compile(
    rf"(?<![\w.,:/$€£-])(?:(?P<other>{_DAY}){_ORD}(?P<join>{JOIN}))?(?P<day>{_DAY}){_ORD}"
    rf"(?:(?:{S}(?:of{S})?){_MONTH}{_OF_YEAR}?|-(?P<short>{_SHORT})-(?P<full>(?:1[89]|20)\d\d)\b)"
)
MONTH_FIRST = re.compile(
    rf"\b{_MONTH}{S}(?:the{S})?(?P<day>{_DAY}){_ORD}"
    rf"(?:(?P<join>{JOIN})(?P<other>{_DAY}){_ORD}(?!{S}(?:{_LONG}))(?![\w/%]|[:.,]\d))?"
    rf"(?![\w/%]|-[a-z\d]|[:.,]\d){_OF_YEAR}?"
)
MONTH_ONLY = re.compile(rf"(?:{_PART})?(?:{_WHICH}{S})?\b{_MONTH}{_OF_YEAR}?")
PART_OF_YEAR = re.compile(
    rf"(?:\b(?i:the{S})?(?P<nth>(?i:first|second|third|fourth|last))(?:{S}|-)(?P<unit>(?i:quarter|half))"
    rf"|\bQ(?P<q>[1-4])){_OF_YEAR}"
)
SEASON = re.compile(
    rf"(?<!Arab )(?<!Prague )(?:{_PART})?(?:{_WHICH}{S})?\b(?P<season>(?i:{'|'.join(SEASONS)}))\b"
    rf"(?:(?P<over>{S}(?:of{S})?(?P<from>(?:1[89]|20)\d\d)[-–/]\d{{2,4}}\b)|{_OF_YEAR})?"
)
DECADE = re.compile(r"\b(?:(?P<part>(?i:early|mid|late))[\s-])?(?P<decade>(?:1[89]|20)\d0)s\b")
YEAR = re.compile(rf"(?:{_PART}|(?<![\w/$€£-])|(?<=[a-z\d]-)|(?<=\d–)){_YEAR}")
WEEKDAY = re.compile(
    rf"(?i)(?:\b(?:late|early){S}(?:on{S})?)?(?:\b(?P<which>last|next|this(?:{S}(?:past|coming))?|the{S}coming){S})?"
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!{S}(?:times|telegraph|express|mirror|mail|herald|post|prayers?)\b)"
    rf"(?:{S}(?:morning|afternoon|evening|night))?(?:{S}(?:of{S})?(?P<rel>last|this|next){S}week\b)?"
)
WORD = re.compile(rf"(?i)\b(?:{'|'.join(word.replace(' ', S) for word in DAYS_AWAY)})\b")
AGO = re.compile(
    rf"(?i)(?P<about>\b(?:more{S}than|less{S}than|over|nearly|almost|about|around|at{S}least){S})?"
    rf"\b{_AMOUNT}{S}(?P<unit>{_UNITS})(?:s['’]?|['’]s)?{S}(?:(?P<ago>ago)|time|from{S}now)\b"
)
WINDOW = re.compile(
    rf"(?i)\b(?:the|these){S}(?P<side>past|last|next|coming){S}(?:{_AMOUNT}{S})?(?P<unit>hour|{_UNITS})s?\b(?!{S}of\b)"
)
UNIT = re.compile(
    rf"(?i)(?:\b(?P<part>earlier|later|early|mid|late|(?:beginning|start|middle|end){S}of)[\s-])?"
    rf"(?<!\bthe\s)\b{_WHICH}{S}(?P<unit>weekend|quarter|week|month|year)\b"
)
ELSEWHERE = re.compile(
    rf"(?i)\b(?:{_AMOUNT}{S}(?:{_UNITS})s?{S}(?:earlier|later|before|after)"
    rf"|the{S}(?:previous|following|same){S}(?:{_UNITS}|{'|'.join(WEEKDAYS)})|the{S}(?:{_UNITS}){S}(?:before|after)"
    rf"|that{S}(?:same{S})?day|(?:beginning|start|middle|end){S}of{S}the{S}(?:week|month|year))\b"
)
