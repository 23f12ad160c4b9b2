"""Five-year plans by name, and how the text names them."""

from __future__ import annotations

# First year of each five-year plan; it runs five years.
FIVE_YEAR_PLANS = {
    "六五": 1981,
    "七五": 1986,
    "八五": 1991,
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
PLAN = r"[“\"]?((?:十[一二三四五]?|[六七八九])五)[”\"]?"
