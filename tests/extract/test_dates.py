"""Dates as news words them. Each row: what is odd about it, the words, the publication date, what must be read.

Expected: `start precision` or `start..end precision` for a date, `!reason` for an abstention, nothing for no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memcon.extract import date_words, dates, days
from memcon.extract.dates import REASONS, Dates, find_dates
from memcon.types import When

TUESDAY = "2024-03-05"

ABSOLUTE = [
    ("day, month, year", "on 5 January 2024 in Geneva", None, "2024-01-05 day"),
    ("American order with an abbreviated month", "on Jan. 5, 2024, they met", None, "2024-01-05 day"),
    ("American order, no comma", "on January 5 2024", None, "2024-01-05 day"),
    ("ordinal day with 'of'", "the 5th of January 2024", None, "2024-01-05 day"),
    ("ordinal after the month", "on January 5th, 2024", None, "2024-01-05 day"),
    ("'the' between month and ordinal", "on January the 5th, 2024", None, "2024-01-05 day"),
    ("other ordinal endings", "on 1st March 2022, 2nd April 2022 and 23rd May 2022", None,
     "2022-03-01 day; 2022-04-02 day; 2022-05-23 day"),
    ("ISO", "dated 2024-01-05.", None, "2024-01-05 day"),
    ("ISO with a time", "at 2024-01-05T10:00:00Z", None, "2024-01-05 day"),
    ("ISO before a colon, as in a list of events", "2016-08-24: The sides met.", None, "2016-08-24 day"),
    ("a year before a colon", "In 2015: a deal", None, "2015-01-01..2015-12-31 year"),
    ("year first with slashes", "dated 2024/01/05", None, "2024-01-05 day"),
    ("leading zero", "on 05 January 2024", None, "2024-01-05 day"),
    ("capitals, as in a dateline", "KYIV, 5 JANUARY 2024", None, "2024-01-05 day"),
    ("a line break inside", "on 5\nJanuary 2024", None, "2024-01-05 day"),
    ("a no-break space inside", "on 5\u00a0January\u00a02024", None, "2024-01-05 day"),
    ("hyphened form of records", "on 17-Nov-2022", None, "2022-11-17 day"),
    ("Sept with four letters", "Sept. 11, 2001", None, "2001-09-11 day"),
    ("slashes where the day exceeds twelve", "on 13/04/2024", None, "2024-04-13 day"),
    ("slashes where the second number exceeds twelve", "on 04/13/2024", None, "2024-04-13 day"),
    ("slashes: both orders allowed", "on 03/04/2024", None, "!ambiguous order"),
    ("slashes: both numbers the same", "on 05/05/2024", None, "2024-05-05 day"),
    ("full stops: both orders allowed", "on 03.04.2024", None, "!ambiguous order"),
    ("full stops where the day exceeds twelve", "on 24.02.2022", None, "2022-02-24 day"),
    ("no thirteenth month", "on 2024-13-05", None, "!no such day"),
    ("no 30 February", "on 30 February 2024", None, "!no such day"),
    ("29 February in a common year", "on 29 February 2023", None, "!no such day"),
    ("29 February in a leap year", "on 29 February 2024", None, "2024-02-29 day"),
    ("abbreviated month with year", "invaded in Feb. 2022", None, "2022-02-01..2022-02-28 month"),
    ("month and year", "in March 2023", None, "2023-03-01..2023-03-31 month"),
    ("month, comma, year", "in March, 2023", None, "2023-03-01..2023-03-31 month"),
    ("month of year", "in March of 2023", None, "2023-03-01..2023-03-31 month"),
    ("February of a leap year", "in February 2024", None, "2024-02-01..2024-02-29 month"),
    ("ISO month", "in 2024-03 alone", None, "2024-03-01..2024-03-31 month"),
    ("two digits may be a month or the next year", "in 2009-10 talks", None, "!two readings"),
    ("late in a year is its last quarter", "discussions in late 2023", None, "2023-10-01..2023-12-31 quarter"),
    ("early in a year is its first quarter", "in early 2024", None, "2024-01-01..2024-03-31 quarter"),
    ("middle of a year", "in mid-2023", None, "2023-04-01..2023-09-30 range"),
    ("two parts of years stay two dates", "in late 2023 and early 2024", None,
     "2023-10-01..2023-12-31 quarter; 2024-01-01..2024-03-31 quarter"),
    ("'between' makes one of them", "between late 2023 and early 2024", None, "2023-10-01..2024-03-31 range"),
    ("'at the end of' a year", "at the end of 2023", None, "2023-10-01..2023-12-31 quarter"),
    ("'the beginning of' a month", "at the beginning of March 2022", None, "2022-03-01..2022-03-10 range"),
    ("late in a month", "in late January 2022", None, "2022-01-21..2022-01-31 range"),
    ("middle of a month", "by mid-August 2025", None, "2025-08-11..2025-08-20 range"),
    ("late in a month that has 28 days", "in late February 2023", None, "2023-02-21..2023-02-28 range"),
    ("a quarter by its ordinal", "in the first quarter of 2024", None, "2024-01-01..2024-03-31 quarter"),
    ("a quarter by its sign", "in Q3 2023", None, "2023-07-01..2023-09-30 quarter"),
    ("the last quarter", "the last quarter of 2023", None, "2023-10-01..2023-12-31 quarter"),
    ("a half", "in the second half of 2022", None, "2022-07-01..2022-12-31 range"),
    ("season and year", "in spring 2022", None, "2022-03-01..2022-05-31 season"),
    ("season of year", "the autumn of 2021", None, "2021-09-01..2021-11-30 season"),
    ("American season", "in the fall of 2021", None, "2021-09-01..2021-11-30 season"),
    ("late in a season", "in late summer 2021", None, "2021-08-01..2021-08-31 month"),
    ("a winter has two years", "in winter 2022", None, "!two readings"),
    ("a winter with both years", "the winter of 2022-23", None, "2022-12-01..2023-02-28 season"),
    ("a year after 'in'", "in 2015", None, "2015-01-01..2015-12-31 year"),
    ("a year before a noun", "the 2015 nuclear deal", None, "2015-01-01..2015-12-31 year"),
    ("a year after a possessive", "Iran's 2015 accord", None, "2015-01-01..2015-12-31 year"),
    ("a year in brackets", "the Minsk agreement (2015)", None, "2015-01-01..2015-12-31 year"),
    ("a resolution and its year", "resolution 1701 (2006)", None, "2006-01-01..2006-12-31 year"),
    ("two years with 'and'", "in 2014 and 2015", None, "2014-01-01..2014-12-31 year; 2015-01-01..2015-12-31 year"),
    ("years with a hyphen", "the initiative of 2022-2023", None, "2022-01-01..2023-12-31 range"),
    ("years with a dash, shortened", "the talks of 2013–15", None, "2013-01-01..2015-12-31 range"),
    ("from year to year", "from 2015 to 2018", None, "2015-01-01..2018-12-31 range"),
    ("between years", "between 2015 and 2018", None, "2015-01-01..2018-12-31 range"),
    ("a decade", "in the 1990s", None, "1990-01-01..1999-12-31 range"),
    ("early in a decade", "in the early 1990s", None, "1990-01-01..1993-12-31 range"),
    ("months of one year", "between March and May 2022", None, "2022-03-01..2022-05-31 range"),
    ("months with a hyphen", "the March-May 2022 talks", None, "2022-03-01..2022-05-31 range"),
    ("months over a new year", "from November to March 2023", None, "2022-11-01..2023-03-31 range"),
    ("the year stated with the first month", "from March 2022 to May", None, "2022-03-01..2022-05-31 range"),
    ("the year turns after the first month", "from November 2022 to March", None, "2022-11-01..2023-03-31 range"),
    ("months and two years", "from March 2022 until June 2023", None, "2022-03-01..2023-06-30 range"),
    ("days of one month, hyphen", "on 5-9 May 2022", None, "2022-05-05..2022-05-09 range"),
    ("days of one month, dash, American", "on May 5–9, 2022", None, "2022-05-05..2022-05-09 range"),
    ("from day to day", "from 5 to 9 May 2022", None, "2022-05-05..2022-05-09 range"),
    ("between days", "between 5 and 9 May 2022", None, "2022-05-05..2022-05-09 range"),
    ("two days running", "on 5 and 6 May 2022", None, "2022-05-05..2022-05-06 range"),
    ("two days apart are two dates", "on 5 and 9 May 2022", None, "2022-05-05 day; 2022-05-09 day"),
    ("days of two months", "from 28 May to 3 June 2022", None, "2022-05-28..2022-06-03 range"),
    ("days of two months, American", "from May 28 to June 3, 2022", None, "2022-05-28..2022-06-03 range"),
    ("days over a new year", "from December 28 to January 3, 2023", None, "2022-12-28..2023-01-03 range"),
    ("days that run backwards", "from 9 to 5 May 2022", None, "!two readings"),
    ("a list that states its year once", "in March and April 2022", None,
     "2022-03-01..2022-03-31 month; 2022-04-01..2022-04-30 month"),
    ("a list of three", "in May, June and July 2022", None,
     "2022-05-01..2022-05-31 month; 2022-06-01..2022-06-30 month; 2022-07-01..2022-07-31 month"),
    ("days listed with one year", "on 5 May and 9 June 2022", None, "2022-05-05 day; 2022-06-09 day"),
    ("a meeting moved is no stretch", "postponed from 5 May 2022 to 9 May 2022", None,
     "2022-05-05 day; 2022-05-09 day"),
    ("weekday and date agree", "on Tuesday, 5 March 2024", None, "2024-03-05 day"),
    ("weekday and date disagree", "on Monday, 5 March 2024", None, "!weekday mismatch"),
    ("date in brackets after the weekday", "on Tuesday (March 5, 2024)", None, "2024-03-05 day"),
    ("a year and a number after it", "In 2015, 2,000 people fled", None, "2015-01-01..2015-12-31 year"),
    ("a month and a number after it", "In March 2,000 people fled", TUESDAY, "2024-03-01..2024-03-31 month"),
    ("'in' takes a month, never a day", "In March 12 civilians died", TUESDAY, "2024-03-01..2024-03-31 month"),
    ("an old war", "the peace of 1856", None, "1856-01-01..1856-12-31 year"),
]  # fmt: skip

NO_YEAR = [
    ("no year, and no publication date", "on January 5", None, "!year unknown"),
    ("month without year or publication date", "by mid-August", None, "!year unknown"),
    ("range without year or publication date", "from 5 to 9 May", None, "!year unknown"),
    ("nearest is this year", "on January 5", TUESDAY, "2024-01-05 day"),
    ("nearest is last year", "on December 20", TUESDAY, "2023-12-20 day"),
    ("nearest is next year", "on 2 January", "2023-12-28", "2024-01-02 day"),
    ("half a year away: both years equally near", "on 5 September", TUESDAY, "!two readings"),
    ("half a year away, but 'will' says which", "will meet on 5 September", TUESDAY, "2024-09-05 day"),
    ("nearest is past, but 'will' says coming", "They will sign on 20 November.", TUESDAY, "2024-11-20 day"),
    ("a deadline by mid-month", "a full peace accord by mid-August", "2025-07-19", "2025-08-11..2025-08-20 range"),
    ("a bare month in the same month", "in March", TUESDAY, "2024-03-01..2024-03-31 month"),
    ("days of a month without year", "on 5-9 May", "2024-05-20", "2024-05-05..2024-05-09 range"),
    ("the weekday tells the year", "on Tuesday, March 5", "2024-03-07", "2024-03-05 day"),
    ("a weekday that fits no near year", "on Tuesday, March 6", "2024-03-07", "!weekday mismatch"),
    ("29 February is found in the leap year", "on 29 February", "2024-11-01", "2024-02-29 day"),
    ("nearest is ahead of us and nothing speaks of the future", "had come in February", "1993-11-29", "!two readings"),
    ("a month ahead is near enough", "The accord lapses on 18 March.", TUESDAY, "2024-03-18 day"),
    ("'if' opens the future", "If a deal is signed in August, it ends.", "2005-07-14", "2005-08-01..2005-08-31 month"),
    ("'due in'", "a report due in September", "2017-07-20", "2017-09-01..2017-09-30 month"),
    ("the publication month is enough for a near month", "in January", "2024-03", "2024-01-01..2024-01-31 month"),
    ("the publication year is not enough", "on 20 January", "2024", "!publication date imprecise"),
    ("'last year' states it", "in March last year", TUESDAY, "2023-03-01..2023-03-31 month"),
    ("'of this year' states it", "in January of this year", TUESDAY, "2024-01-01..2024-01-31 month"),
    ("a day 'last year'", "on 12 July last year", TUESDAY, "2023-07-12 day"),
    ("'last March' in a March", "last March", TUESDAY, "2023-03-01..2023-03-31 month"),
    ("'last January'", "last January", TUESDAY, "2024-01-01..2024-01-31 month"),
    ("'next May'", "next May", TUESDAY, "2024-05-01..2024-05-31 month"),
    ("'this May' late in the year is behind us", "this May", "2024-11-20", "2024-05-01..2024-05-31 month"),
    ("'last summer'", "last summer", TUESDAY, "2023-06-01..2023-08-31 season"),
    ("'this winter' in its middle", "this winter", "2024-01-10", "2023-12-01..2024-02-29 season"),
    ("'late last year' is a quarter", "late last year", TUESDAY, "2023-10-01..2023-12-31 quarter"),
    ("the sentence has a year of its own", "In 2015 they met in Vienna on 14 July.", "2024-07-20",
     "2015-01-01..2015-12-31 year; !two readings"),
    ("another sentence has the year", "That was in 2015. They met on 14 July.", "2024-07-20",
     "2015-01-01..2015-12-31 year; 2024-07-14 day"),
    ("a day that has become a name", "since the October 7 attack", "2024-11-01", "!name of event"),
    ("a day that has become a name, two words on", "the 11 September terror attacks", "2024-08-01", "!name of event"),
    ("two months without a year", "between March and May", "2024-06-20", "2024-03-01..2024-05-31 range"),
]  # fmt: skip

RELATIVE = [
    ("Tuesday in a report of that Tuesday", "said on Tuesday", TUESDAY, "2024-03-05 day"),
    ("nearest past weekday", "said on Wednesday", TUESDAY, "2024-02-28 day"),
    ("the day before", "met on Monday", TUESDAY, "2024-03-04 day"),
    ("late on a day", "said late on Monday", TUESDAY, "2024-03-04 day"),
    ("early on a day, no 'on'", "early Tuesday", TUESDAY, "2024-03-05 day"),
    ("part of the day", "on Monday night", TUESDAY, "2024-03-04 day"),
    ("a weekday in the possessive", "Monday's meeting failed", TUESDAY, "2024-03-04 day"),
    ("'will' before it", "They will meet on Monday.", TUESDAY, "2024-03-11 day"),
    ("'will' before it, the same weekday", "They will meet on Tuesday.", TUESDAY, "2024-03-05 day"),
    ("'would' before it", "The envoy would fly to Doha on Friday.", TUESDAY, "2024-03-08 day"),
    ("'will be held' is no past", "The talks will be held on Friday.", TUESDAY, "2024-03-08 day"),
    ("'due to'", "is due to visit on Thursday", TUESDAY, "2024-03-07 day"),
    ("'scheduled for'", "a meeting scheduled for Friday", TUESDAY, "2024-03-08 day"),
    ("'agreed to meet'", "they agreed to meet on Saturday", TUESDAY, "2024-03-09 day"),
    ("a headline's infinitive", "Envoy to visit Riyadh on Friday", TUESDAY, "2024-03-08 day"),
    ("an aim is no future", "They met to discuss the truce on Monday.", TUESDAY, "2024-03-04 day"),
    ("'to' before a place is no future", "He flew to Riyadh on Monday.", TUESDAY, "2024-03-04 day"),
    ("the verb of saying is nearer than 'will'", "It will resume, he said on Monday.", TUESDAY, "2024-03-04 day"),
    ("'would not say' is no future", "She would not say on Monday who came.", TUESDAY, "2024-03-04 day"),
    ("'will' in another sentence", "They will meet. He left on Friday.", TUESDAY, "2024-03-01 day"),
    ("'will' in another clause", "They will not budge, but met on Friday.", TUESDAY, "2024-03-01 day"),
    ("the future stands after it", "On Friday, the two sides will meet again.", TUESDAY, "2024-03-08 day"),
    ("said on the day that they would", "On Monday he said they would sign.", TUESDAY, "2024-03-04 day"),
    ("'by telephone' sets no deadline", "They spoke by telephone on Monday.", TUESDAY, "2024-03-04 day"),
    ("'by' sets a deadline", "asked for an answer by Friday", TUESDAY, "2024-03-08 day"),
    ("'until' may look either way", "the truce holds until Friday", TUESDAY, "!two readings"),
    ("'ahead of'", "ahead of Thursday's meeting", TUESDAY, "2024-03-07 day"),
    ("next and weekday", "next Friday", TUESDAY, "2024-03-08 day"),
    ("next and the same weekday", "next Tuesday", TUESDAY, "2024-03-12 day"),
    ("last and the same weekday", "last Tuesday", TUESDAY, "2024-02-27 day"),
    ("last and another", "last Friday", TUESDAY, "2024-03-01 day"),
    ("this coming", "this coming Friday", TUESDAY, "2024-03-08 day"),
    ("this past", "this past Friday", TUESDAY, "2024-03-01 day"),
    ("weekday of last week", "on Friday last week", TUESDAY, "2024-03-01 day"),
    ("weekday of last week, before its own weekday", "on Monday of last week", TUESDAY, "2024-02-26 day"),
    ("weekday of next week", "on Monday next week", TUESDAY, "2024-03-11 day"),
    ("from weekday to weekday", "from Sunday to Tuesday", TUESDAY, "2024-03-03..2024-03-05 range"),
    ("weekdays listed", "on Sunday and Monday", TUESDAY, "2024-03-03 day; 2024-03-04 day"),
    ("yesterday", "yesterday", TUESDAY, "2024-03-04 day"),
    ("today", "earlier today", TUESDAY, "2024-03-05 day"),
    ("tomorrow", "tomorrow", TUESDAY, "2024-03-06 day"),
    ("the day before yesterday", "the day before yesterday", TUESDAY, "2024-03-03 day"),
    ("the day after tomorrow", "the day after tomorrow", TUESDAY, "2024-03-07 day"),
    ("last night", "last night", TUESDAY, "2024-03-04 day"),
    ("overnight touches two days", "shelled overnight", TUESDAY, "2024-03-04..2024-03-05 range"),
    ("this morning", "this morning", TUESDAY, "2024-03-05 day"),
    ("yesterday was in another year", "Yesterday", "2024-01-01", "2023-12-31 day"),
    ("days ago in words", "two days ago", TUESDAY, "2024-03-03 day"),
    ("days ago in digits", "10 days ago", TUESDAY, "2024-02-24 day"),
    ("a week ago is that whole week", "a week ago", TUESDAY, "2024-02-26..2024-03-03 range"),
    ("weeks ago", "three weeks ago", TUESDAY, "2024-02-12..2024-02-18 range"),
    ("months ago", "two months ago", TUESDAY, "2024-01-01..2024-01-31 month"),
    ("years ago", "nine years ago", TUESDAY, "2015-01-01..2015-12-31 year"),
    ("a vague number", "a few days ago", TUESDAY, "!vague amount"),
    ("'several'", "several weeks ago", TUESDAY, "!vague amount"),
    ("'a couple of'", "a couple of months ago", TUESDAY, "!vague amount"),
    ("more than a number", "more than two years ago", TUESDAY, "!vague amount"),
    ("in days' time", "in three days' time", TUESDAY, "2024-03-08 day"),
    ("from now", "two weeks from now", TUESDAY, "2024-03-18..2024-03-24 range"),
    ("last week", "last week", TUESDAY, "2024-02-26..2024-03-03 range"),
    ("this week", "this week", TUESDAY, "2024-03-04..2024-03-10 range"),
    ("next week", "next week", TUESDAY, "2024-03-11..2024-03-17 range"),
    ("early this week", "early this week", TUESDAY, "2024-03-04..2024-03-06 range"),
    ("last weekend", "last weekend", TUESDAY, "2024-03-02..2024-03-03 range"),
    ("last month", "last month", TUESDAY, "2024-02-01..2024-02-29 month"),
    ("last month in January", "last month", "2024-01-15", "2023-12-01..2023-12-31 month"),
    ("late last month", "late last month", TUESDAY, "2024-02-21..2024-02-29 range"),
    ("earlier this month ends now", "earlier this month", TUESDAY, "2024-03-01..2024-03-05 range"),
    ("later this month begins now", "later this month", TUESDAY, "2024-03-05..2024-03-31 range"),
    ("earlier this year", "earlier this year", TUESDAY, "2024-01-01..2024-03-05 range"),
    ("this year", "this year", TUESDAY, "2024-01-01..2024-12-31 year"),
    ("last year", "last year", TUESDAY, "2023-01-01..2023-12-31 year"),
    ("next year's", "next year's vote", TUESDAY, "2025-01-01..2025-12-31 year"),
    ("early next year", "early next year", TUESDAY, "2025-01-01..2025-03-31 quarter"),
    ("last quarter", "last quarter", TUESDAY, "2023-10-01..2023-12-31 quarter"),
    ("half of last year", "the second half of last year", TUESDAY, "2023-07-01..2023-12-31 range"),
    ("the past days", "in the past three days", TUESDAY, "2024-03-02..2024-03-05 range"),
    ("hours make days", "over the last 48 hours", TUESDAY, "2024-03-03..2024-03-05 range"),
    ("the coming days", "in the coming two weeks", TUESDAY, "2024-03-05..2024-03-19 range"),
    ("the past few", "over the past few weeks", TUESDAY, "!vague amount"),
    ("later than something else", "two days later the truce broke", TUESDAY, "!other anchor"),
    ("before something else", "three months before the war", TUESDAY, "!other anchor"),
    ("the following week", "the following week", TUESDAY, "!other anchor"),
    ("the previous Friday", "the previous Friday", TUESDAY, "!other anchor"),
    ("the next day", "the next day", TUESDAY, "!other anchor"),
    ("that day", "later that day", TUESDAY, "!other anchor"),
    ("end of which year?", "by the end of the year", TUESDAY, "!other anchor"),
    ("relative word, no publication date", "said on Tuesday", None, "!no publication date"),
    ("last month, no publication date", "last month", None, "!no publication date"),
    ("days ago, no publication date", "two days ago", None, "!no publication date"),
    ("last year's month, no publication date", "in March last year", None, "!no publication date"),
    ("vague even without a publication date", "a few days ago", None, "!vague amount"),
    ("month of publication only: no weekday", "on Tuesday", "2024-03", "!publication date imprecise"),
    ("month of publication only: last month", "last month", "2024-03", "2024-02-01..2024-02-29 month"),
    ("year of publication only: last year", "last year", "2024", "2023-01-01..2023-12-31 year"),
    ("year of publication only: last month", "last month", "2024", "!publication date imprecise"),
    ("publication date with a time", "yesterday", "2024-03-05T23:10:00+03:00", "2024-03-04 day"),
    ("unreadable publication date", "yesterday", "5 March", "!no publication date"),
    ("empty publication date", "yesterday", "", "!no publication date"),
]  # fmt: skip

NO_DATES = [
    ("'may' the verb", "Talks may resume, and may 5 fighters be freed?"),
    ("'May' the person", "Theresa May said that May and her ministers had agreed. An offer by May was refused."),
    ("'May' opening a sentence", "May peace prevail."),
    ("'march' the verb", "They march on the capital; protesters March 5,000 strong."),
    ("'March on' as a name", "The March on Washington was recalled."),
    ("'Sat' the verb", "Sat down with rebels."),
    ("'The Sun' the paper", "The Sun reported it."),
    ("'Sunday Times' the paper", "The Sunday Times reported it."),
    ("April the person", "April Glaspie met him; so did June Carter and August Wilson."),
    ("Good Friday", "the Good Friday Agreement"),
    ("a weekday that comes round", "They meet every Friday, on Mondays too."),
    ("Friday prayers", "after Friday prayers"),
    ("Black September", "Black September fighters"),
    ("the October Revolution", "the October Revolution"),
    ("page numbers", "see page 12 and pp. 2014"),
    ("a number with a comma", "some 2,000 people and 1,999 others"),
    ("resolution numbers", "Resolution 2254 and Resolution 1701"),
    ("two resolutions that look like years", "Resolutions 1970 and 1973"),
    ("a resolution that looks like a year", "under Resolution 2015"),
    ("hours", "a 24-hour ultimatum, within 72 hours, 24/7"),
    ("a flight", "Flight 2019 to Doha"),
    ("prices", "$2015, €1999 and 2020 dollars"),
    ("a year inside a name", "Agenda 2030, Vision 2030 and the M23"),
    ("people, not a year", "in 2000 people's eyes, between 1900 and 2000 soldiers"),
    ("a strength, not a year", "the 2000-strong force and the 1900 troops"),
    ("a time of day", "at 2030 GMT, at 18:00"),
    ("an attack known by two numbers", "since 9/11"),
    ("a score and a ratio", "won 5-9, voted 12/14"),
    ("the fall of a city", "since the fall of Kabul"),
    ("to spring, to fall", "Hopes spring eternal; prices fall."),
    ("the Arab Spring", "the Arab Spring of protests"),
    ("a version number", "draft 2.1.2024.7"),
    ("a phone number", "+90 212 2022 1999"),
    ("a percentage", "by 2000% since"),
    ("a year in a web address", "example.org/2023/news"),
    ("a decimal", "in 2015.5 units"),
    ("the third day of something", "for a third day, on the second day of talks"),
    ("the last week of the war", "in the last week of the war"),
    ("a quarter that is no date", "a quarter of the prisoners, the first half"),
    ("an abbreviation that is a name", "Mar Elias camp and Jan Egeland"),
    ("an empty text", ""),
]  # fmt: skip

ROWS = [*ABSOLUTE, *NO_YEAR, *RELATIVE, *((oddity, text, TUESDAY, "") for oddity, text in NO_DATES)]


def shown(found: Dates) -> str:
    """What was read, in the notation of the table and in text order."""
    parts = [(abstention.spans[0], f"!{abstention.reason}") for abstention in found.abstentions]
    for when in found.whens:
        days_ = when.start if when.start == when.end else f"{when.start}..{when.end}"
        parts.append((when.spans[0], f"{days_} {when.precision}"))
    return "; ".join(words for _, words in sorted(parts))


@pytest.mark.parametrize(("text", "published", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_dates_are_read_as_worded(text: str, published: str | None, expected: str) -> None:
    assert shown(find_dates(text, published)) == expected


def test_the_table_holds_every_reason_and_no_row_twice() -> None:
    expected = " ".join(row[3] for row in ROWS)
    assert [reason for reason in REASONS if f"!{reason}" not in expected] == []
    assert len({row[0] for row in ROWS}) == len({(row[1], row[2]) for row in ROWS}) == len(ROWS)


def test_spans_are_the_words_with_what_belongs_to_them() -> None:
    text = "It ran from March to May 2022, broke late on\nMonday, he said on Tuesday (5 March)."
    found = find_dates(text, TUESDAY)
    (between,) = find_dates("They met between 3 and 5 September 2003.", None).whens
    assert between.text == "between 3 and 5 September 2003"
    assert [when.text for when in found.whens] == ["from March to May 2022", "late on\nMonday", "Tuesday (5 March"]
    assert [text[start:end] for when in found.whens for start, end in when.spans] == [when.text for when in found.whens]


def test_a_paragraph_break_parts_a_date() -> None:
    assert shown(find_dates("It was 5\n\nJanuary 2024 was cold.", None)) == "2024-01-01..2024-01-31 month"


# Pieces of dates in any order: what the rules were not written for.
PIECES = [
    *date_words.MONTHS, *date_words.WEEKDAYS, *date_words.SEASONS, *date_words.NUMBERS, *date_words.DAYS_AWAY,
    "Jan.", "Sept", "MAY", "may", "5", "05", "31", "30", "29", "2024", "1999", "0", "999", "2,000", "12/31/2023",
    "03/04/2024", "2024-02-30", "2023-24", "1990s", "5th", "the", "of", "in", "on", "from", "between", "and", "to",
    "until", "last", "this", "next", "late", "early", "mid", "-", "–", ",", ".", "(", ")", "'s", "will", "said", "\n",
    "\u00a0", "ago", "days", "weeks", "months", "years", "year", "earlier", "week", "quarter", "first", "Q2", "end",
    "past", "hours", "an", "few", "later", "War", "attack", "'", "’", "\ud800", "٣", "é", "\u2028",
]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " ", "  ", "-"]).map(lambda gap: gap.join(pieces))
)
PUBLISHED = st.one_of(
    st.none(),
    st.dates(min_value=date(1850, 1, 1), max_value=date(2099, 12, 31)).map(lambda day: day.isoformat()),
    st.sampled_from(["2024", "2024-03", "0001", "9999-12-31", "0001-01-01", "x", "2024-99", "2024-03-05T01:00"]),
)


def in_order_without_overlap(found: Dates) -> bool:
    spans = sorted([when.spans[0] for when in found.whens] + [skipped.spans[0] for skipped in found.abstentions])
    return all(left.end <= right.start for left, right in pairwise(spans))


@given(st.one_of(NASTY, st.text(max_size=200)), PUBLISHED)
@example("999 years ago", "0001-01-01")
@example("last year and next year", "9999-12-31")
def test_whatever_the_words_every_date_is_sound(text: str, published: str | None) -> None:
    found = find_dates(text, published)
    assert in_order_without_overlap(found)
    for when in found.whens:
        assert date.fromisoformat(when.start) <= date.fromisoformat(when.end)
        assert (when.precision == "day") <= (when.start == when.end)
        assert text[slice(*when.spans[0])] == when.text
    assert {abstention.reason for abstention in found.abstentions} <= set(REASONS)


@given(NASTY)
def test_without_a_publication_date_only_stated_years_are_read(text: str) -> None:
    stated = find_dates(text, None).whens
    assert [when for when in stated if not re.search(r"\d{4}", when.text)] == []
    assert set(stated) <= set(find_dates(text, "1850-06-15").whens)


@given(st.sampled_from([row for row in ROWS if row[1]]), st.text(alphabet=" \n.ab", max_size=30))
def test_offsets_count_in_the_whole_text(row: tuple[str, str, str | None, str], padding: str) -> None:
    text = f"{padding}\n\n{row[1]}"
    found = find_dates(text, row[2])
    assert shown(found) == row[3]
    assert all(text[slice(*when.spans[0])] == when.text for when in found.whens)


def steps_of(text: str) -> int:
    """How many matches the rules look at: a measure of work that does not depend on the machine."""
    return sum(1 for rule, _ in dates._RULES for _ in rule.finditer(text))


@pytest.mark.parametrize("piece", ["5 ", "May ", "in 20", "from 5 to ", "late ", "the ", "2024-", "- ", "last ", " \n"])
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    assert steps_of(piece * 2000) <= 2 * steps_of(piece * 1000) + len(dates._RULES)


def test_no_pattern_repeats_without_limit() -> None:
    patterns = {name: value for name, value in vars(date_words).items() if isinstance(value, re.Pattern)}
    unbounded = re.compile(r"(?<!\\)[*+](?!\?)|\{\d*,\}")
    assert len(patterns) > 25
    assert [
        name for name, value in patterns.items() if unbounded.search(re.sub(r"\[[^\]]*\]", "", value.pattern))
    ] == []


@given(st.dates(min_value=date(1900, 1, 8), max_value=date(2098, 12, 1)), st.integers(0, 6))
def test_weekdays_lie_within_a_week_on_the_right_side(day: date, number: int) -> None:
    for coming in (False, True):
        found, same, precision = days.weekday(number, coming, False, day)
        assert (found, precision, found.weekday()) == (same, "day", number)
        assert timedelta(0) <= (found - day if coming else day - found) < timedelta(7)


def test_a_date_is_the_types_own_noun() -> None:
    (when,) = find_dates("in Feb. 2022", None).whens
    assert when == When("Feb. 2022", "2022-02-01", "2022-02-28", "month", when.spans)
