from __future__ import annotations

import runpy
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest

from memcon import ontology, types
from memcon.codebook.lists import LITERALS
from memcon.errors import BadCodebook
from memcon.ontology import fold, load

# ISO 3166-1 alpha-3 of the 193 members of the United Nations.
MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV
KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH
FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ
KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG
MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA
LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO
TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""

# What a reader of the news would say these words stand for: phrase, usual name, country, sector.
KNOWN = """
the United States | United States | USA | GOV
the U.S. | United States | USA | GOV
US | United States | USA | GOV
USA | United States | USA | GOV
Americans | United States | USA | GOV
the UK | United Kingdom | GBR | GOV
Britain | United Kingdom | GBR | GOV
Britons | United Kingdom | GBR | GOV
Russia | Russia | RUS | GOV
Russian | Russia | RUS | GOV
Russians | Russia | RUS | GOV
Moscow | Russia | RUS | GOV
the Russian Federation | Russia | RUS | GOV
Ukraine | Ukraine | UKR | GOV
Ukrainian | Ukraine | UKR | GOV
Kyiv | Ukraine | UKR | GOV
Kiev | Ukraine | UKR | GOV
Beijing | China | CHN | GOV
People’s Republic of China | China | CHN | GOV
Taipei | Taiwan | TWN | GOV
Pyongyang | North Korea | PRK | GOV
DPRK | North Korea | PRK | GOV
Seoul | South Korea | KOR | GOV
South Korean | South Korea | KOR | GOV
Tehran | Iran | IRN | GOV
Iranians | Iran | IRN | GOV
Israelis | Israel | ISR | GOV
Ramallah | Palestine | PSE | GOV
Yemeni | Yemen | YEM | GOV
Riyadh | Saudi Arabia | SAU | GOV
Saudi | Saudi Arabia | SAU | GOV
Emirati | United Arab Emirates | ARE | GOV
UAE | United Arab Emirates | ARE | GOV
Türkiye | Turkey | TUR | GOV
Ankara | Turkey | TUR | GOV
Côte d’Ivoire | Ivory Coast | CIV | GOV
Burma | Myanmar | MMR | GOV
DRC | Democratic Republic of the Congo | COD | GOV
DR Congo | Democratic Republic of the Congo | COD | GOV
Kinshasa | Democratic Republic of the Congo | COD | GOV
Kigali | Rwanda | RWA | GOV
Khartoum | Sudan | SDN | GOV
Juba | South Sudan | SSD | GOV
Pristina | Kosovo | XKX | GOV
Kosovo | Kosovo | XKX | GOV
Belgrade | Serbia | SRB | GOV
Havana | Cuba | CUB | GOV
Caracas | Venezuela | VEN | GOV
Bogotá | Colombia | COL | GOV
Nigerien | Niger | NER | GOV
Nigerian | Nigeria | NGA | GOV
Equatorial Guinea | Equatorial Guinea | GNQ | GOV
Czechia | Czech Republic | CZE | GOV
Timor-Leste | East Timor | TLS | GOV
the Vatican | Holy See | VAT | GOV
Holy See | Holy See | VAT | GOV
Western Sahara | Western Sahara | ESH | GOV
the Soviet Union | Soviet Union | RUS | GOV
the Kremlin | Kremlin | RUS | GOV
the White House | White House | USA | GOV
the State Department | State Department | USA | GOV
Foggy Bottom | State Department | USA | GOV
the Pentagon | Pentagon | USA | MIL
Downing Street | Downing Street | GBR | GOV
Whitehall | Whitehall | GBR | GOV
Élysée | Elysee | FRA | GOV
the Quai d’Orsay | Quai d'Orsay | FRA | GOV
the Blue House | Blue House | KOR | GOV
Rashtrapati Bhavan | Rashtrapati Bhavan | IND | GOV
the Knesset | Knesset | ISR | LEG
the Duma | State Duma | RUS | LEG
Verkhovna Rada | Verkhovna Rada | UKR | LEG
CIA | CIA | USA | SPY
Mossad | Mossad | ISR | SPY
IDF | Israel Defense Forces | ISR | MIL
IRGC | Islamic Revolutionary Guard Corps | IRN | MIL
the Palestinian Authority | Palestinian Authority | PSE | GOV
Hamas | Hamas | PSE | REB
Hamas’s | Hamas | PSE | REB
Hizbollah | Hezbollah | LBN | REB
Hezbollah | Hezbollah | LBN | REB
the Houthis | Houthis | YEM | REB
Ansar Allah | Houthis | YEM | REB
Houthi rebels | Houthis | YEM | REB
PLO | Palestine Liberation Organization | PSE | GOV
PKK | Kurdistan Workers' Party | TUR | REB
YPG | YPG | SYR | REB
M23 | M23 | COD | REB
FDLR | FDLR | COD | REB
FARC | FARC | COL | REB
ELN | National Liberation Army | COL | REB
UNITA | UNITA | AGO | REB
Renamo | RENAMO | MOZ | REB
Polisario | Polisario Front | ESH | REB
al-Shabab | Al-Shabaab | SOM | REB
al Shabaab | Al-Shabaab | SOM | REB
Boko Haram | Boko Haram | NGA | REB
al-Qaida | Al Qaeda | None | REB
ISIS | Islamic State | None | REB
LTTE | Liberation Tigers of Tamil Eelam | LKA | REB
the Tamil Tigers | Liberation Tigers of Tamil Eelam | LKA | REB
MILF | Moro Islamic Liberation Front | PHL | REB
Karen National Union | Karen National Union | MMR | REB
Arakan Army | Arakan Army | MMR | REB
TPLF | Tigray People's Liberation Front | ETH | REB
Lord's Resistance Army | Lord's Resistance Army | UGA | REB
JEM | Justice and Equality Movement | SDN | REB
GAM | Free Aceh Movement | IDN | REB
URNG | Guatemalan National Revolutionary Unity | GTM | REB
Khmer Rouge | Khmer Rouge | KHM | REB
Sinn Féin | Sinn Fein | GBR | PTY
Libyan National Army | Libyan National Army | LBY | REB
the United Nations | United Nations | None | None
U.N. | United Nations | None | None
UN Security Council | UN Security Council | None | None
EU | European Union | None | None
NATO | NATO | None | None
Nato | NATO | None | None
African Union | African Union | None | None
OSCE | OSCE | None | None
Arab League | Arab League | None | None
GCC's | Gulf Cooperation Council | None | None
ASEAN | ASEAN | None | None
ECOWAS | ECOWAS | None | None
IGAD | IGAD | None | None
IAEA | International Atomic Energy Agency | None | None
ICRC | ICRC | None | None
E3 | E3 | None | None
P5+1 | P5+1 | None | None
Minsk Group | Minsk Group | None | None
Sant’Egidio | Community of Sant'Egidio | None | None
Carter Center | Carter Center | None | None
Vladimir Putin | Vladimir Putin | RUS | GOV
Putin | Vladimir Putin | RUS | GOV
Volodymyr Zelenskyy | Volodymyr Zelenskiy | UKR | GOV
Zelensky | Volodymyr Zelenskiy | UKR | GOV
Lukashenka | Alexander Lukashenko | BLR | GOV
Araghchi | Abbas Araqchi | IRN | GOV
Abbas Araqchi | Abbas Araqchi | IRN | GOV
Qaddafi | Muammar Gaddafi | LBY | GOV
Gadhafi | Muammar Gaddafi | LBY | GOV
Benjamin Netanyahu | Benjamin Netanyahu | ISR | GOV
Sinwar | Yahya Sinwar | PSE | REB
Khaled Mashal | Khaled Meshaal | PSE | REB
Kofi Annan | Kofi Annan | None | None
Guterres | Antonio Guterres | None | None
Josep Borrell | Josep Borrell | None | None
Vučić | Aleksandar Vucic | SRB | GOV
Albin Kurti | Albin Kurti | XKX | GOV
Choe Son-hui | Choe Son Hui | PRK | GOV
Kim Jong-un | Kim Jong Un | PRK | GOV
Erdoğan | Recep Tayyip Erdogan | TUR | GOV
Witkoff | Steve Witkoff | USA | GOV
Richard Holbrooke | Richard Holbrooke | USA | GOV
Slobodan Milošević | Slobodan Milosevic | SRB | GOV
Yasir Arafat | Yasser Arafat | PSE | GOV
Hemedti | Mohamed Hamdan Dagalo | SDN | REB
Mohammed Abdul-Salam | Mohammed Abdulsalam | YEM | REB
Benjamin Mbonimpa | Benjamin Mbonimpa | COD | REB
Rodrigo Londoño | Timochenko | COL | REB
Gerry Adams | Gerry Adams | GBR | PTY
Pope Francis | Pope Francis | VAT | REL
"""

# The actors a name may stand for.
AMBIGUOUS = """
Georgia | Georgia
Chad | Chad
Jordan | Jordan
Turkey | Turkey
Niger | Niger
Guinea | Guinea
Washington | United States
Chinese | China
Congo | Democratic Republic of the Congo; Republic of the Congo
Korean | North Korea; South Korea
Congolese | Democratic Republic of the Congo; Republic of the Congo
Congress | U.S. Congress
Dominican | Dominica; Dominican Republic
Brussels | Belgium; European Union
Bush | George H.W. Bush; George W. Bush
Clinton | Bill Clinton; Hillary Clinton
King Abdullah | Abdullah bin Abdulaziz; King Abdullah II
Sanaa | Yemen
IRA | Irish Republican Army
"""

# What is in print, the usual name, kind and country.
PUBLISHERS = """
Reuters | Reuters | agency | GBR
the Associated Press | Associated Press | agency | USA
AP | Associated Press | agency | USA
Agence France-Presse | Agence France-Presse | agency | FRA
WSJ | Wall Street Journal | newspaper | USA
The Wall Street Journal | Wall Street Journal | newspaper | USA
KCNA | KCNA | state_media | PRK
Tasnim | Tasnim | agency | IRN
IRNA | IRNA | state_media | IRN
Xinhua | Xinhua | state_media | CHN
TASS | TASS | state_media | RUS
Tass | TASS | state_media | RUS
Anadolu | Anadolu Agency | state_media | TUR
Al-Jazeera | Al Jazeera | broadcaster | QAT
Axios | Axios | site | USA
Haaretz | Haaretz | newspaper | ISR
Ha’aretz | Haaretz | newspaper | ISR
Channel 12 | Channel 12 | broadcaster | ISR
the Financial Times | Financial Times | newspaper | GBR
the Hill | The Hill | site | USA
dpa | Deutsche Presse-Agentur | agency | DEU
BBC | BBC | broadcaster | GBR
Yonhap | Yonhap | agency | KOR
Le Monde | Le Monde | newspaper | FRA
Der Spiegel | Der Spiegel | magazine | DEU
"""


# What an actor was on a date; with no date, what it usually is.
THEN = """
Taliban | 1999-05-01 | GOV
Taliban | 2020-02-29 | REB
Taliban | 2021-08-14 | REB
Taliban | 2021-08-15 | GOV
Taliban | 2023 | GOV
Taliban |  | GOV
Rapid Support Forces | 2019-06-03 | PRM
Rapid Support Forces | 2023-05 | REB
FARC | 2015-09-23 | REB
FARC | 2018-01-01 | PTY
John Kerry | 2010-06-01 | LEG
John Kerry | 2015-07-14 | GOV
Donald Trump | 2023-03-01 | OPP
African National Congress | 1991 | OPP
Ahmed al-Sharaa | 2024-12-01 | REB
Ahmed al-Sharaa | 2025-03-10 | GOV
Hamas | 2006-02-01 | REB
Xanana Gusmao | 1998-01-01 | REB
Xanana Gusmao |  | GOV
"""

# A noun, whom it means, of what sector.
NOUNS = """
officials | person | GOV
diplomat | person | GOV
spokeswoman | person | None
lawmaker | person | LEG
people familiar | person | None
witnesses | person | CVL
foreign ministry | institution | GOV
defence ministry | institution | MIL
army | institution | MIL
parliament | institution | LEG
journalist | person | JRN
critics | public | None
draft | document | None
government | government | GOV
"""

# Act, topic, issue, manner; PLOVER type and mode, CAMEO code.
CODINGS = """
propose | ceasefire |  |  | AGREE - 0356
propose | talks |  |  | AGREE - 036
propose | other | prisoners |  | AGREE - 0353
propose | other |  |  | AGREE - 030
propose | talks |  | mediation | AGREE - 039
request | talks |  |  | REQUEST meet 026
demand | talks |  |  | REQUEST meet 106
demand | other | territory |  | REQUEST yield 105
demand | prisoners |  |  | REQUEST yield 1053
accept | talks |  |  | AGREE - 036
reject | talks |  |  | REJECT meet 125
reject | peace_agreement |  |  | REJECT meet 127
reject | ceasefire |  |  | REJECT yield 1246
reject | talks |  | mediation | REJECT meet 126
agree | ceasefire |  |  | AGREE - 0356
agree | peace_agreement |  | sign | SUPPORT - 057
concede | ceasefire |  |  | CONCEDE - 0871
concede | prisoners |  |  | RETREAT release 0841
concede | other |  |  | CONCEDE - 080
consult | talks |  | phone | CONSULT phone 041
consult | talks |  | visit | CONSULT visit 042
consult | talks |  | host | CONSULT visit 043
consult | talks |  | multilateral | CONSULT multilateral 040
consult | other |  |  | CONSULT - 040
mediate | talks |  |  | CONSULT - 045
suspend | talks |  |  | SANCTION withdraw 164
cease | ceasefire |  |  | RETREAT ceasefire 0871
violate | ceasefire |  |  | ASSAULT - 196
threaten | talks |  |  | THREATEN relations 134
threaten | other |  | force | THREATEN violence 138
threaten | talks |  | ultimatum | THREATEN relations 139
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "name", "country", "sector"), rows(KNOWN))
def test_a_well_known_name_has_one_actor(phrase: str, name: str, country: str, sector: str) -> None:
    found = [(it.name, str(it.country), str(it.sector)) for it in load().find_actor(phrase)]
    assert found == [(name, country, sector)]


def test_enough_well_known_names() -> None:
    assert len(rows(KNOWN)) >= 150


@pytest.mark.parametrize(("phrase", "names"), rows(AMBIGUOUS))
def test_an_ambiguous_name_says_so_and_how_to_tell(phrase: str, names: str) -> None:
    found = load().find_names(phrase)
    assert {it.actor.name for it in found} == set(names.split("; "))
    assert all(it.name.ambiguous and it.name.hint for it in found)
    assert load().find_actor(phrase.lower()) == ()


@pytest.mark.parametrize(
    "phrase", ["us", "who", "turkey", "polish", "pence", "", "the", "The Kremlin said", "Russia Ukraine"]
)
def test_common_words_and_half_phrases_are_no_names(phrase: str) -> None:
    assert load().find_actor(phrase) == ()


def test_all_members_of_the_united_nations_are_there_once() -> None:
    assert len(MEMBERS.split()) == 193
    assert sorted(it.country or "" for it in load().actors if it.member) == sorted(MEMBERS.split())


@pytest.mark.parametrize("code", ["XKX", "TWN", "PSE", "VAT", "ESH", "HKG"])
def test_others_with_a_code_are_there(code: str) -> None:
    assert any(it.country == code and it.kind in ("state", "territory") and not it.member for it in load().actors)


@pytest.mark.parametrize(
    ("kind", "least"), [("group", 150), ("organisation", 80), ("person", 250), ("institution", 100)]
)
def test_the_gazetteer_is_as_large_as_promised(kind: str, least: int) -> None:
    assert sum(it.kind == kind for it in load().actors) >= least


def test_every_state_but_micro_states_has_a_word_for_its_people() -> None:
    without = {it.name for it in load().actors if it.member and not any(name.form == "demonym" for name in it.names)}
    assert without <= {"Kiribati", "Liechtenstein"}


@pytest.mark.parametrize(("name", "date", "sector"), rows(THEN))
def test_what_an_actor_was_on_a_day(name: str, date: str, sector: str) -> None:
    (actor,) = load().find_actor(name)
    assert actor.sector_on(date or None) == sector


def test_an_office_and_its_country_on_a_day() -> None:
    (blair,) = load().find_actor("Tony Blair")
    then = blair.tenure_on("2010-01-01")
    assert then is not None
    assert (then.office, then.country) == ("envoy of the Quartet", None)
    assert blair.tenure_on("1990-01-01") is None
    (rutte,) = load().find_actor("Mark Rutte")
    assert [rutte.country_on(date) for date in ("2023-05-01", "2025-01-10", None)] == ["NLD", None, None]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("U.S.", "US"),
        ("Sana’a", "Sanaa"),
        ("Russia’s", "Russia"),
        ("Houthis'", "Houthis"),
        ("al‑Shabab", "al Shabab"),
        ("Erdoğan", "Erdogan"),
        ("Wałęsa", "Walesa"),
        ("  Saudi\n Arabia ", "Saudi Arabia"),
        ("İstanbul", "Istanbul"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("phrase", "name", "kind", "country"), rows(PUBLISHERS))
def test_publishers(phrase: str, name: str, kind: str, country: str) -> None:
    assert [(it.name, it.kind, it.country) for it in load().find_publisher(phrase)] == [(name, kind, country)]


@pytest.mark.parametrize("phrase", ["The Times", "The Sun", "Time", "Independent", "AFP", "Focus", "ABC"])
def test_publishers_whose_name_is_also_something_else(phrase: str) -> None:
    assert all(it.name.ambiguous for it in load().find_publisher_names(phrase))
    assert load().find_publisher(phrase)
    assert load().find_publisher(phrase.lower()) == ()


def test_media_without_a_name_and_enough_with_one() -> None:
    book = load()
    assert book.generic["state television"] == "state_media"
    assert book.generic["local media"] == "media"
    assert len(book.publishers) >= 200


@pytest.mark.parametrize(("noun", "kind", "sector"), rows(NOUNS))
def test_nouns_for_unnamed_sources(noun: str, kind: str, sector: str) -> None:
    (role,) = [it for it in load().roles if noun in (it.noun, it.plural)]
    assert (role.kind, str(role.sector)) == (kind, sector)


def test_seniority() -> None:
    seniority = load().seniority
    assert [seniority[word] for word in ("senior", "high-ranking", "top", "junior", "former", "retired")] == [
        "senior",
        "senior",
        "top",
        "junior",
        "former",
        "former",
    ]


@pytest.mark.parametrize(("act", "topic", "issue", "manner", "coding"), rows(CODINGS))
def test_an_act_is_coded_in_plover_and_cameo(act: Any, topic: Any, issue: Any, manner: Any, coding: str) -> None:
    made = load().code_for(act, topic, [issue] if issue else [], manner or None)
    assert f"{made.type} {made.mode or '-'} {made.cameo}" == coding


def test_every_act_has_a_coding_whatever_it_is_about() -> None:
    book = load()
    for act in get_args(types.Act):
        for topic in get_args(types.Topic):
            for issue in get_args(types.Issue):
                coding = book.code_for(act, topic, [issue])
                assert coding.mode is None or coding.mode in book.types[coding.type].modes


def test_no_rule_stands_behind_one_that_always_takes_its_cases() -> None:
    for act, rules in load().rules.items():
        for at, rule in enumerate(rules):
            for earlier in rules[:at]:
                wider = [
                    not first or (bool(second) and set(second) <= set(first))
                    for first, second in (
                        (earlier.topics, rule.topics),
                        (earlier.issues, rule.issues),
                        (earlier.manners, rule.manners),
                    )
                ]
                assert not all(wider), f"{act}: {rule} is never reached"


def test_plover_has_sixteen_types_and_every_code_list_is_its_literal() -> None:
    book = load()
    assert len(book.types) == 16
    for name, literal in LITERALS.items():
        assert not literal or list(book.codes[name]) == list(get_args(literal)), name


def test_issues_carry_the_codes_of_pax() -> None:
    issues = load().issues
    assert "Ce" in issues["ceasefire"].pax
    assert "SsrDdr" in issues["disarmament"].pax
    assert issues["nuclear"].pax == ()


def copy(folder: Path) -> Path:
    shutil.copytree(ontology.FOLDER, folder / "codebook", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder / "codebook"


# What is broken (file, text, by what it is replaced) and what the refusal must name: entry and fault.
FAULTS = [
    ("codes.toml", "\npositive = ", "\nmaybe = ", "polarity: differs from the Literal in maybe, positive"),
    ("codes.toml", "[polarity]", "[polarities]", "polarities: no such code list"),
    ("codes.toml", "[stance]\naffirm = {means = ", "[stance]\naffirm = {meaning = ", "stance.affirm: means is missing"),
    (
        "codes.toml",
        'standard = "FactBank CT"',
        'standard = "FactBank CT", see = "x"',
        "certainty.certain: unknown key see",
    ),
    ("codes.toml", 'pax = ["SsrGua"]', 'pax = ["SsrNone"]', "issue.security_guarantees: unknown PA-X code SsrNone"),
    ("codes.toml", 'means = "The content stands wholly', 'means = ""\nx = "', "codes.toml: "),
    ("plover.toml", 'quad = "verbal_conflict"', 'quad = "verbal"', "types.REQUEST: unknown quad class verbal"),
    (
        "cameo.toml",
        'type = "CONSULT", mode = "phone"',
        'type = "CHAT", mode = "phone"',
        "codes.041: unknown PLOVER type CHAT",
    ),
    (
        "cameo.toml",
        'type = "CONSULT", mode = "phone"',
        'type = "CONSULT", mode = "fax"',
        "codes.041: unknown mode of CONSULT fax",
    ),
    ("cameo.toml", "\n041 = ", "\n41x = ", "codes.41x: a CAMEO code has two to four digits"),
    ("acts.toml", 'cameo = "0356"', 'cameo = "0399"', "propose 2: unknown CAMEO code 0399"),
    ("acts.toml", 'topic = ["talks"], cameo = "036"', 'topic = ["tea"], cameo = "036"', "propose 3: unknown topic tea"),
    ("acts.toml", 'cameo = "036"}', 'cameo = "010"}', "CAMEO code 010 has no PLOVER type"),
    ("acts.toml", '  {cameo = "196"},\n', "", "violate: the last rule, and no other, must be without conditions"),
    ("acts.toml", "\nviolate = [", "\nbreak = [", "break, violate: no act, or one without rules"),
    ("states.toml", "Yemen | country: YEM", "Yemen | country: YMN", "Yemen: unknown country YMN"),
    ("states.toml", "Yemen | country: YEM", "Yemen | country: YEM | sector: KNG", "Yemen: unknown sector KNG"),
    ("states.toml", "Yemen | country: YEM", "Yemen | country: YEM | kind: realm", "Yemen: unknown kind realm"),
    ("states.toml", "Yemen | country: YEM", "Yemen | YEM", "Yemen: YEM is no new field of the form key: value"),
    (
        "states.toml",
        "Yemen | country: YEM",
        "Yemen | country: YEM | former: Jemen;",
        "Yemen: former must be a list of texts",
    ),
    ("states.toml", "Yemen | country: YEM", "Yemen | country: YEM | former: YEMEN", "Yemen: lists YEMEN twice"),
    ("states.toml", "demonyms: Yemeni; Yemenis", "demonyms: Yemeni; Omani", "Omani also names"),
    ("states.toml", "demonyms: Yemeni; Yemenis", "demonym: Yemeni", "Yemen: unknown key demonym"),
    (
        "groups.toml",
        "abbreviations: PIJ",
        "abbreviations: pij",
        "Palestinian Islamic Jihad: abbreviation pij has no capital letter",
    ),
    (
        "groups.toml",
        "ambiguous: Amal = also",
        "ambiguous: Ammal = also",
        "Amal Movement: ambiguous Ammal is none of its names",
    ),
    (
        "groups.toml",
        "ambiguous: Amal = also",
        "ambiguous: Amal also",
        "Amal Movement: ambiguous must be a table of texts",
    ),
    (
        "groups.toml",
        "Hamas | country: PSE",
        "Fatah | country: PSE",
        "Fatah: an actor of this name stands in groups.toml, too",
    ),
    ("organisations.toml", "nonstate: IGO", "nonstate: IGN", "unknown non-state code IGN"),
    (
        "people.toml",
        "president @ 2019-05/..",
        "president @ 2019-13/..",
        "is not: office @ since/until @ sector @ country",
    ),
    ("people.toml", "president @ 2019-05/..", "president @ 2019-05", "is not: office @ since/until @ sector @ country"),
    ("people.toml", "president @ 2019-05/..", "president @ 2019-05/2014", "ends before it begins"),
    ("people.toml", "president @ 2019-05/..", "president @ 2019-05/.. @ KNG", "unknown sector KNG"),
    ("people.toml", "president @ 2019-05/..", "president @ 2019-05/.. @ GOV @ UKX", "unknown country UKX"),
    (
        "people.toml",
        "president @ 2019-05/..",
        "president @ 2019/..; actor @ 1997/2019",
        "tenures are not in order of time",
    ),
    ("publishers.toml", "kind: agency", "kind: office", "unknown kind office"),
    ("publishers.toml", "Axios | country: USA", "Reuters | country: USA", "Reuters: is listed twice"),
    (
        "publishers.toml",
        '"state television" = "state_media"',
        '"state television" = "state"',
        "state television: unknown kind state",
    ),
    ("roles.toml", "kind: person", "kind: human", "unknown source kind human"),
    ("roles.toml", "aide | plural: aides", "aide | plural: officials", "aide: lists officials twice"),
    ("roles.toml", 'retired = "former"', 'retired = "old"', "retired: unknown seniority old"),
]


@pytest.mark.parametrize(("file", "old", "new", "fault"), FAULTS, ids=[f"{it[0]}: {it[3]}" for it in FAULTS])
def test_a_fault_is_refused_and_named(file: str, old: str, new: str, fault: str, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, "the fixture no longer breaks anything"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadCodebook) as caught:
        ontology.read_codebook(folder)
    assert str(caught.value).startswith("codebook/")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["codes.toml", "people.toml", "acts.toml"])
def test_a_missing_or_damaged_file_is_refused(file: str, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / file).write_bytes(b"actors = '''\xff")
    with pytest.raises(BadCodebook, match=file):
        ontology.read_codebook(folder)
    (folder / file).unlink()
    with pytest.raises(BadCodebook, match="the file is missing"):
        ontology.read_codebook(folder)


def test_the_fingerprint_changes_with_the_data_and_with_nothing_else(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    before = ontology.read_codebook(folder).fingerprint
    assert ontology.read_codebook(folder).fingerprint == before
    with (folder / "people.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert ontology.read_codebook(folder).fingerprint != before


def test_a_scan_can_be_built_on_the_index() -> None:
    book = load()
    for name in ("United Nations Security Council", "al-Shabab", "Wall Street Journal", "US"):
        words = fold(name).split()
        assert words[0].casefold() in book.first_words
        assert len(words) <= book.longest_name


def test_the_page_of_codes_is_not_stale() -> None:
    script = runpy.run_path(str(Path(__file__).parent.parent / "docs" / "make_codes.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](), "run: python docs/make_codes.py"
