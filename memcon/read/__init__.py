"""The first room: bytes -> Report. Files, pages, records, archives and addresses, with offsets back to the source."""

from memcon.read.files import count_reports, open_reports

__all__ = ["count_reports", "open_reports"]
