"""How many rows of each table pass, and what the failing ones lack.

python -m tests.table_report [TABLE_OR_ROW ...]
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.tables.rows import known_misses
from tests.test_tables import all_rows, differences


def main(wanted: list[str]) -> int:
    rows = [row for row in all_rows() if not wanted or row.table in wanted or row.id in wanted]
    misses, passed, total = known_misses(), Counter[str](), Counter[str]()
    for row in rows:
        total[row.table] += 1
        try:
            found = differences(row)
        except Exception as error:  # a reader that breaks on one row must not hide the rest
            found = (f"raised {type(error).__name__}: {error}",)
        if not found:
            passed[row.table] += 1
            continue
        known = f" (known miss: {misses[row.id]})" if row.id in misses else ""
        print(
            f"{row.id}: {row.expect['oddity']}{known}\n  text: {row.report.text}",
            *(f"  - {f}" for f in found),
            "",
            sep="\n",
        )
    for table in sorted(total):
        print(f"{table:32} {passed[table]:4} of {total[table]:4}  {passed[table] / total[table]:6.1%}")
    print(f"{'all':32} {passed.total():4} of {total.total():4}  {passed.total() / max(1, total.total()):6.1%}")
    return int(passed.total() < total.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
