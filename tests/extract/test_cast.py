"""Who is meant: backers, restrictions, sides, offerers, datelines, titles, clubs. Each row names its oddity."""

from __future__ import annotations

import pytest

from memcon.types import Party
from tests.extract.told import read

# (oddity, text, country and name of somebody who must be a party, of somebody who must not)
ROWS = [
    ("the backer of a group", "The Iran-backed group rejected the truce.", "group", "IRN"),
    ("the backer of a government", "The Saudi-backed government rejected the truce with Mali.", "government", "SAU"),
    ("a backed group by name", "The U.S.-backed Syrian Democratic Forces rejected a truce.", "SYR", "USA"),
    ("two towns", "The deal was signed in Kampala and Entebbe. The two sides met.", "sides", "Entebbe"),
    ("towns after sides", "Mali and Chad left Bo and Ko. The two sides agreed to a truce.", "MLI", "Ko"),
    ("its offer", "Armenia's minister said Baku had accepted its proposals.", "ARM", "Turkey"),
    ("its offer, two", "Azerbaijan's minister said Yerevan had accepted its proposals.", "AZE", "Baku"),
    ("two cities", "YEREVAN/BAKU, March 13 - Mali and Chad agreed to a truce.", "MLI", "AZE"),
    ("one city", "YEREVAN, March 13 (Reuters) - Mali and Chad agreed to a truce.", "TCD", "ARM"),
    ("an office as title", "UN Secretary-General Antonio Guterres met Israel's president.", "Guterres", "Secretary"),
    ("the same, dotted", "U.N. Secretary-General Antonio Guterres proposed a truce to Mali.", "Guterres", "Secretary"),
    ("an agreement", "Mali met Chad. The agreement rejected the ceasefire.", "MLI", "agreement"),
    ("another agreement", "An agreement ended the ceasefire talks between Mali and Chad.", "", "agreement"),
    ("a club", "Mali met Chad about a truce. Real Madrid rejected the offer.", "MLI", "ESP"),
    ("a club of a capital", "Mali met Chad about a truce. Paris Saint-Germain rejected it.", "TCD", "FRA"),
    ("an army, twice", "Sudan army rejected the truce with the RSF.", "Sudanese Armed", "Sudan's"),
    ("a contested seat", "Sanaa rejected the truce with Saudi Arabia.", "Sanaa", "Yemen"),
    ("another contested seat", "Tripoli rejected the ceasefire with Turkey.", "Tripoli", "Libya"),
]


def _told(parties: list[Party]) -> str:
    return " ".join(f"{p.name} {p.country}" for p in parties)


@pytest.mark.parametrize(("oddity", "text", "wanted", "barred"), ROWS, ids=[row[0] for row in ROWS])
def test_who_is_meant(oddity: str, text: str, wanted: str, barred: str) -> None:
    found = _told([p for e in read(text).events for p in (*e.actors, *e.recipients)])
    assert any(w in found for w in wanted.split("|")), (oddity, found)
    assert barred not in found, (oddity, found)


@pytest.mark.parametrize(
    ("oddity", "text", "barred"),
    [
        (
            "a dissident group",
            "The ELN met Colombia. The dissident group led by Calarca rejected the truce.",
            "National",
        ),
        ("a rival group", "The ELN signed a truce with Colombia. The rival group rejected the truce.", "National"),
        ("a second group", "The ELN met Colombia. A second armed group rejected the truce.", "National"),
    ],
)
def test_a_restricted_description_is_not_the_group_named_before(oddity: str, text: str, barred: str) -> None:
    refusals = [e for e in read(text).events if e.act == "reject"]
    assert refusals, oddity
    assert all(barred not in p.name for e in refusals for p in e.actors), (oddity, refusals)


def test_no_soldier_and_no_source() -> None:
    reading = read("UN Secretary-General Antonio Guterres met Israel's president about a truce.")
    assert "MIL" not in {p.sector for e in reading.events for p in e.actors}
    dated = read("YEREVAN/BAKU, March 13 - Armenia and Azerbaijan said they had agreed to a truce.")
    assert "YEREVAN" not in " ".join(s.mention for s in dated.sources)


def test_told_its_own_agency_is_credit() -> None:
    reading = read("CAIRO, Nov 6 (Reuters) - Sudan's army rejected the truce, two diplomats told Reuters.")
    assert [(r.publisher, r.kind) for r in reading.report.relays] == [("Reuters", "credit")]
