"""English or not: short sentences full of foreign names are, quotations in other letters do not change it."""

from __future__ import annotations

import pytest

from memcon.read.language import why_not_english

ENGLISH = """
Mr. Nguyễn Phú Trọng received Mr. Hun Sen in Phnom Penh on Friday.
Kim Yo Jong dismissed the offer as a "foolish dream", KCNA said.
Tshisekedi and Kagame agreed to an immediate truce, Qatar's foreign ministry said.
Erdoğan phones Pezeshkian, urges restraint
Lavrov, Blinken meet in Geneva
Houthi delegation lands in Muscat
Sudan's al-Burhan snubs Jeddah talks
M23 rebels seize Goma airport, Kigali denies role
Bogotá suspends ceasefire with ELN
Aliyev, Pashinyan initial Zangezur corridor text
Pristina rejects Belgrade's Vučić proposal
Wang Yi urges de-escalation, backs Guterres plan
Abiy Ahmed appoints Getachew Reda adviser
Araghchi: no direct talks with Witkoff
Zelenskyy rejects Kremlin truce offer
Kyiv, Moscow swap 103 prisoners near Chernihiv
Putin told Macron that Ukraine must leave Donbas.
Ansar Allah's Mohammed Abdul-Salam flew to Salalah with Omani mediators.
Nechirvan Barzani hosted Mazloum Abdi at Erbil's Saad Abdullah Palace.
Nicolás Maduro received Delcy Rodríguez and Jorge Rodríguez in Miraflores.
Haftar and Dbeibah will not sit at one table, said Abdoulaye Bathily.
Thaçi's lawyers asked The Hague's Kosovo Specialist Chambers for his release.
Viktor Orbán's envoy Péter Szijjártó spoke with Sergei Lavrov in Antalya.
Bashar Ja'afari left Astana; Ahmad Tu'mah stayed.
Gustavo Petro halted talks with Iván Mordisco's dissidents.
Riek Machar's SPLM-IO quit the Tumaini initiative in Nairobi.
Hakainde Hichilema phoned Félix Tshisekedi about Uvira.
Jean-Pierre Lacroix visited Beni, Bunia and Goma.
Thein Sein's aides met the KNU's Mutu Say Poe in Hpa-an.
Zoran Milanović, Aleksandar Vučić and Milorad Dodik skipped Tirana's dinner.
Talks stall.
HAMAS: NO DEAL
"""

FOREIGN = {
    "Putin schlägt Waffenruhe vor": "German",
    "Lavrov et Blinken se rencontrent à Genève": "French",
    "El ministro dijo que las conversaciones de Doha se reanudarán.": "Spanish",
    "Negociações de cessar-fogo em Doha": "Portuguese",
    "Colloqui di pace a Ginevra": "Italian",
    "Putin ateşkes önerdi": "Turkish",
    "Rozmowy pokojowe w Genewie": "Polish",
    "De minister zei dat de gesprekken in Doha worden hervat.": "Dutch",
    "Menteri mengatakan pembicaraan di Doha akan dilanjutkan.": "Indonesian",
    "Mazungumzo ya amani Nairobi": "Swahili",
    "Wadahadalka nabadda ee Soomaaliya": "Somali",
    "Tárgyalások Budapesten": "Hungarian",
}

PARAGRAPH = "The two delegations sat in separate rooms while the Omani host carried their papers from one to the other."
RUSSIAN = "Делегации сидели в разных комнатах, а хозяин носил бумаги из одной в другую."
GERMAN = "Die beiden Delegationen saßen in getrennten Räumen, während der Gastgeber die Papiere hin und her trug."


@pytest.mark.parametrize("sentence", ENGLISH.strip().splitlines())
def test_one_english_sentence_full_of_names(sentence: str) -> None:
    assert why_not_english(sentence) is None


@pytest.mark.parametrize(("sentence", "language"), FOREIGN.items())
def test_one_sentence_of_another_language(sentence: str, language: str) -> None:
    assert why_not_english(sentence) == f"not English: 100% of its letters stand in parts that look {language}"


@pytest.mark.parametrize("other", [RUSSIAN, GERMAN])
@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_the_greater_part_decides(other: str, between: str) -> None:
    assert why_not_english(between.join([PARAGRAPH, PARAGRAPH, PARAGRAPH, other])) is None
    refused = why_not_english(between.join([PARAGRAPH, other, other, other]))
    assert refused is not None
    assert refused.startswith("not English: ")


def test_a_long_line_of_two_languages_is_judged_in_parts() -> None:
    line = " ".join([PARAGRAPH] * 8 + [GERMAN] * 12)
    assert why_not_english(line) is not None
    assert why_not_english(" ".join([PARAGRAPH] * 12 + [GERMAN] * 8)) is None


def test_a_quotation_in_other_letters_is_no_other_language() -> None:
    assert why_not_english(f"“Мы подождём” (“We will wait”), the spokesman said on Friday. {PARAGRAPH}") is None


def test_list_of_names_beside_english() -> None:
    names = "\n".join(["Sergei Lavrov", "Nguyễn Phú Trọng", "Milorad Dodik"] * 20)
    assert why_not_english(f"{PARAGRAPH}\n{names}") is None
