"""What is true of each agency and year: the facts that its reports print, whole or in pieces.

Facts hang together: what was closed had been filed, procedures add up to the penalties, kinds to their
total. Money is in yuan, in hundreds, so that it can be printed in 万元 with four decimals or less.
"""

from dataclasses import dataclass, field
from random import Random

from demo.places import MARKET, Agency

# How a year differs from the usual one: fewer visits in 2020, fewer and better aimed ones since 2024.
YEARS = {2018: 0.95, 2019: 1.0, 2020: 0.78, 2021: 1.02, 2022: 1.1, 2023: 1.18, 2024: 1.0, 2025: 0.82}
FIRST, LAST = 2019, 2025


@dataclass
class World:
    """The facts of all agencies; worked out when asked for, the same for the same seed."""

    agencies: list[Agency]
    seed: int
    _known: dict = field(default_factory=dict, repr=False)

    def own(self, agency: Agency, year: int) -> dict[str, int]:
        """The agency's own facts of a year."""
        key = (agency.name, year, "own")
        if key not in self._known:
            self._known[key] = _facts(agency, year, self.seed)
        return self._known[key]

    def system(self, agency: Agency, year: int) -> dict[str, int]:
        """The facts of all agencies of its trade in its area, itself among them."""
        key = (agency.name, year, "system")
        if key not in self._known:
            self._known[key] = self._summed(agency, year)
        return self._known[key]

    def _summed(self, agency: Agency, year: int) -> dict[str, int]:
        members = [self.own(each, year) for each in [agency, *self.below(agency)]]
        summed = {name: sum(facts[name] for facts in members) for name in members[0]}
        if len(members) == 1:  # its streets and towns work, too
            summed = {name: round(value * 1.7) for name, value in summed.items()}
            summed["fines"] = members[0]["fines"] // 100 * 170
        draw = Random(f"{self.seed}/accidents/{agency.name}/{year}")
        summed["accidents"] = draw.randint(2, 12) * (1 + len(members))
        summed["deaths"] = max(1, summed["accidents"] - draw.randint(1, 4))
        return summed | _rates(summed)

    def below(self, agency: Agency) -> list[Agency]:
        """The agencies of its trade in the divisions of its area."""
        here = agency.place
        return [
            each
            for each in self.agencies
            if each.trade == agency.trade
            and each != agency
            and (here.level == "province" or (here.level == "city" and each.place.city == here.city))
        ]


def _facts(agency: Agency, year: int, seed: int) -> dict[str, int]:
    draw = Random(f"{seed}/{agency.name}/{year}")
    steady = Random(f"{seed}/{agency.name}")
    busy = agency.size * YEARS[year] * (2.5 if agency.trade == MARKET else 1.0)

    def about(usual: float, spread: float = 0.12) -> int:
        return max(0, round(usual * busy * draw.lognormvariate(0, spread)))

    facts = {
        "enterprises": about(700 * steady.uniform(0.6, 1.5)) + 20,
        "officers": max(6, round(45 * agency.size * steady.uniform(0.7, 1.3)) + draw.randint(-2, 2)),
        "inspection_teams": about(140) + 3,
        "listed_supervisions": about(5, 0.5),
        "legal_reviews": about(45, 0.3) + 2,
        "deliberations": about(9, 0.3) + 1,
        "hearings": about(3, 0.6),
        "reconsiderations": draw.choice([0, 0, 0, 1, 2, 3, 5]),
        "litigations": draw.choice([0, 0, 0, 0, 1, 2]),
        "study_sessions": draw.randint(4, 24),
        "study_participants": about(420) + 60,
        "training_sessions": draw.randint(2, 18),
        "training_participants": about(900) + 40,
        "exam_rate": draw.choice([100, 100, 99, 98]),
        "publicity_events": about(60) + 4,
        "materials": about(14000) + 600,
        "public_reached": about(22000) + 900,
        "consultations": about(900) + 30,
        "model_cases": draw.randint(2, 14),
        "drills": about(24) + 2,
        "guidance_visits": about(240) + 8,
        "requests_carried": draw.choice([0, 1, 2, 3]),
        "requests": max(0, about(14, 0.6) - 1),
    }
    facts |= _work(facts["enterprises"], draw) | _cases(about, steady, draw) | _licences(about, draw)
    facts |= _told(about, facts, draw) | _minor(about, draw)
    return facts | _rates(facts)


def _work(enterprises: int, draw: Random) -> dict[str, int]:
    visits = round(enterprises * draw.uniform(1.15, 1.9)) + 7
    hazards = round(visits * draw.uniform(1.2, 2.6)) + 9
    major = max(1, round(hazards * draw.uniform(0.004, 0.02)))
    return {
        "inspections": visits,
        "officers_dispatched": round(visits * draw.uniform(1.9, 2.7)),
        "hazards_found": hazards,
        "major_hazards": major,
        "general_hazards": hazards - major,
        "hazards_rectified": hazards - max(1, round(hazards * draw.uniform(0.004, 0.06))),
        "violations": round(visits * draw.uniform(0.08, 0.2)) + 2,
    }


def _cases(about, steady: Random, draw: Random) -> dict[str, int]:
    penalties = about(52 * steady.uniform(0.6, 1.6), 0.2) + 8
    simple = round(penalties * draw.uniform(0.15, 0.45)) + 1
    ordinary = penalties - simple
    warned, taken, stopped, licence, other = (max(1, round(penalties * share)) for share in _SHARES)
    simple_fines = simple * draw.randint(5, 12) * 100
    ordinary_fines = ordinary * draw.randint(90, 310) * 100
    return {
        "penalties": penalties,
        "penalties_simple": simple,
        "penalties_ordinary": ordinary,
        "penalties_warning": warned,
        "penalties_confiscation": taken,
        "penalties_suspension": stopped,
        "penalties_licence": licence if penalties > 20 else 0,
        "penalties_other": other,
        "penalties_fine": penalties - warned - taken - stopped - other - (licence if penalties > 20 else 0),
        "penalties_law": max(1, round(penalties * draw.uniform(0.2, 0.4))),
        "penalties_law2": max(1, round(penalties * draw.uniform(0.1, 0.2))),
        "penalties_lenient": max(1, round(penalties * draw.uniform(0.1, 0.3))),
        "fines_simple": simple_fines,
        "fines_ordinary": ordinary_fines,
        "fines": simple_fines + ordinary_fines,
        "cases_filed": penalties + draw.randint(1, 9),
        "cases_closed": penalties - draw.randint(0, 3),
        "no_penalties": about(12, 0.4) + 1,
        "transfers": draw.randint(1, 6),
        "suspensions": about(7, 0.4) + 1,
    }


_SHARES = (0.12, 0.06, 0.03, 0.01, 0.02)  # of the penalties: warnings, confiscations, stops, licences, others


def _licences(about, draw: Random) -> dict[str, int]:
    granted = about(260, 0.25) + 12
    refused, withdrawn = draw.randint(1, 9), draw.randint(1, 12)
    new, changed = round(granted * draw.uniform(0.3, 0.5)), round(granted * draw.uniform(0.15, 0.3))
    sealed, seized = draw.randint(0, 5), draw.randint(0, 6)
    sealed, seized = (0, 0) if draw.random() < 0.35 else (sealed + 1, seized + 1)
    court = draw.randint(1, 3) if sealed and draw.random() < 0.4 else 0
    return {
        "licences_granted": granted,
        "licences_refused": refused,
        "licences_accepted": granted + refused,
        "licences_applied": granted + refused + withdrawn,
        "licences_revoked": draw.choice([0, 0, 0, 1, 2]),
        "licences_cancelled": about(40, 0.5) + 1,
        "licences_new": new,
        "licences_changed": changed,
        "licences_renewed": granted - new - changed,
        "coercions_sealed": sealed,
        "coercions_seized": seized,
        "coercions_court": court,
        "coercions": sealed + seized + court,
    }


def _told(about, facts: dict[str, int], draw: Random) -> dict[str, int]:
    published = about(620, 0.3) + 60
    site, weibo = round(published * draw.uniform(0.3, 0.5)), round(published * draw.uniform(0.05, 0.2))
    profile, acts = round(published * 0.06) + 1, round(published * draw.uniform(0.2, 0.3))
    requests = facts["requests"]
    person = requests - (draw.randint(0, 2) if requests > 4 else 0)
    granted = round(requests * 0.7)
    return {
        "publications": published,
        "publications_site": site,
        "publications_weibo": weibo,
        "publications_wechat": published - site - weibo,
        "publications_profile": profile,
        "publications_acts": acts,
        "publications_news": published - profile - acts,
        "requests_person": person,
        "requests_company": requests - person,
        "requests_granted": granted,
        "requests_refused": requests - granted,
        "reconsiderations_upheld": max(0, facts["reconsiderations"] - 1),
        "reconsiderations_ended": min(1, facts["reconsiderations"]),
        "litigations_closed": facts["litigations"],
        "drills_full": max(1, facts["drills"] // 3),
        "drills_special": facts["drills"] - max(1, facts["drills"] // 3),
    }


def _minor(about, draw: Random) -> dict[str, int]:
    """What no indicator counts, and reports tell all the same."""
    usual = {
        "opinions": 30,
        "contracts": 40,
        "files_reviewed": 45,
        "drill_people": 1800,
        "solved": 90,
        "talks": 25,
    }
    return {name: about(value, 0.3) + 2 for name, value in usual.items()} | {
        "file_reviews": draw.randint(1, 4),
        "documents_cleaned": draw.randint(3, 12),
        "documents_kept": draw.randint(1, 3),
        "exchanges": draw.randint(3, 20),
        "officers_law": draw.randint(1, 5),
        "officers_new": draw.randint(1, 6),
        "officers_gone": draw.randint(1, 4),
        "overturned": 0,
        "levies": draw.choice([0, 0, 3, 8]),
        "rewards": draw.randint(0, 9),
    }


def _rates(facts: dict[str, int]) -> dict[str, float]:
    return {
        "rectification_rate": round(100 * facts["hazards_rectified"] / facts["hazards_found"], 1),
        "cases_per_officer": round(facts["penalties"] / facts["officers"], 1),
        "cases_total": facts["licences_granted"] + facts["penalties"] + facts["coercions"],
    }
