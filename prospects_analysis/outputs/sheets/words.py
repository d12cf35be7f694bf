"""Sentences of the sheet of a partner, to "you"."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from prospects_analysis.charts.exchanges import NOT_APPLICABLE, is_provisional
from prospects_analysis.charts.labels import Labels, listed
from prospects_analysis.charts.second_choice import DIGITS
from prospects_analysis.flows import Complementarity
from prospects_analysis.outputs.sheets.content import ROLE, roles_of
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_LEAD = "lead"
_MOST_NAMES = 4


class SheetWords:
    """Makes the sentences for one partner in one language."""

    def __init__(
        self,
        pairing: Pairing,
        flows: Complementarity,
        partner: str,
        language: str,
        *,
        adopted: bool,
    ) -> None:
        self.pairing, self.flows, self.grid = pairing, flows, flows.grid
        self.partner, self.language, self.adopted = partner, language, adopted
        self.words, self.labels = catalogue(language), Labels.of(pairing, language)

    def _number(self, value: float) -> str:
        return number(value, 0 if value == round(value) else 1, self.language)

    def _amount(self, value: float) -> str:
        return number(value, DIGITS, self.language)

    def _span(self) -> str:
        return number(self.grid.span, 0, self.language)

    def _names(self, partners: Sequence[str]) -> str:
        names = [self.labels.partner(one) for one in partners]
        more = len(names) - _MOST_NAMES
        if more > 0:
            text = self.words.npgettext("outside", "and {n} other", "and {n} others", more)
            return f"{', '.join(names[:_MOST_NAMES])} {text.format(n=more)}"
        return listed(names, self.words)

    def network(self) -> str:
        """Name the network."""
        framework = self.labels.framework
        return "" if framework is None else framework.word("name", self.labels.language)

    def full_name(self, partner: str) -> str:
        """Name a partner in full, with the code of its country."""
        framework, name = self.labels.framework, partner
        if framework is not None:
            name = framework.word(f"partners.{partner}.name", self.labels.language)
        country = (self.grid.countries or {}).get(partner, "")
        return f"{name} ({country})" if country else name

    def status(self, mates: Sequence[str], score: float) -> str:
        """Say whether the binôme was adopted, and what its score is."""
        words = self.words
        if not mates:
            return words.pgettext("partner sheet", "You are in no pair so far")
        if len(mates) == 1:
            status = (
                words.pgettext("partner sheet", "Adopted pair")
                if self.adopted
                else words.pgettext("partner sheet", "Proposed pair")
            )
        else:
            status = (
                words.pgettext("partner sheet", "Adopted trio")
                if self.adopted
                else words.pgettext("partner sheet", "Proposed trio")
            )
        if isnan(score):
            return f"{status} · {words.pgettext('score', 'no score')}"
        text = words.pgettext("partner sheet", "score {score} out of {span}")
        return f"{status} · {text.format(score=self._amount(score), span=self._span())}"

    def why(self, mates: Sequence[str], missing: Sequence[str]) -> tuple[str, ...]:
        """Say why there is no binôme, no score, or none that is final."""
        words = self.words
        if mates and not missing:
            if not is_provisional(self.flows, (self.partner, *mates)):
                return ()
            return (
                words.pgettext("explanation", "That score is provisional: answers are missing."),
            )
        if mates:
            decided = words.pgettext("partner sheet", "Your pair was formed by decision.")
            answers = words.npgettext(
                "explanation",
                "There is no score, because {names} has not answered yet.",
                "There is no score, because {names} have not answered yet.",
                len(missing),
            )
            return decided, answers.format(names=self._names(missing))
        if self.partner in self.pairing.late:
            return (
                words.pgettext(
                    "partner sheet",
                    "Your answers have not arrived, so nobody can say yet what you bring and what "
                    "you are looking for.",
                ),
            )
        if self.partner in self.pairing.waiting:
            text = words.npgettext(
                "partner sheet",
                "All who could work with you have a mate; {names} has not answered yet.",
                "All who could work with you have a mate; {names} have not answered yet.",
                len(self.pairing.late),
            )
            return (text.format(names=self._names(self.pairing.late)),)
        return (
            words.pgettext("partner sheet", "The number of partners is odd, and one is left over."),
        )

    def steps(self, mates: Sequence[str], missing: Sequence[str]) -> tuple[str, ...]:
        """Say what to do, in order."""
        if not mates:
            return self._alone()
        words, steps = self.words, []
        if self.partner in missing:
            steps.append(words.pgettext("partner sheet", "Fill in your workbook and send it back."))
        if not self.adopted:
            steps.append(
                words.pgettext(
                    "partner sheet", "Say whether this suits you: it is proposed, not adopted."
                )
            )
        for mate in mates:
            steps.append(self._call(mate))
            if mate in missing:
                text = words.pgettext("partner sheet", "Ask {mate} for its answers.")
                steps.append(text.format(mate=self.labels.partner(mate)))
        if not missing:
            steps.append(
                words.pgettext(
                    "partner sheet",
                    "Choose together one practice to show and one to see, on the criteria below.",
                )
            )
        if len(mates) == 1:
            text = words.pgettext(
                "partner sheet",
                "Write your transfer plan with {mate}: what you take over, who does it, by when.",
            )
            return (*steps, text.format(mate=self.labels.partner(mates[0])))
        text = words.pgettext(
            "partner sheet",
            "Write your transfer plans together: what you take over, who does it, by when.",
        )
        return (*steps, text)

    def _call(self, mate: str) -> str:
        words, name = self.words, self.labels.partner(mate)
        roles = roles_of(self.grid.intake, mate)
        if not roles:
            text = words.pgettext("partner sheet", "Call {mate}; no role was given there.")
            return text.format(mate=name)
        text = words.pgettext("partner sheet", "Call {mate}. Who answered there: {roles}.")
        return text.format(mate=name, roles="; ".join(map(self._role, roles)))

    def _role(self, role: str) -> str:
        framework, key = self.labels.framework, f"respondent_fields.{ROLE}.values.{role}"
        if framework is None or not framework.has_word(key, self.labels.language):
            return role
        return framework.word(key, self.labels.language)

    def _alone(self) -> tuple[str, ...]:
        words, pairing = self.words, self.pairing
        if self.partner in pairing.late:
            step = words.pgettext(
                "partner sheet",
                "Fill in your workbook and send it back: the pairs are then computed again, with "
                "you among them.",
            )
        elif self.partner in pairing.waiting:
            text = words.npgettext(
                "partner sheet",
                "Remind {names}: with its answers the pairs are computed again.",
                "Remind {names}: with their answers the pairs are computed again.",
                len(pairing.late),
            )
            step = text.format(names=self._names(pairing.late))
        else:
            step = words.pgettext(
                "partner sheet", "Say which pair you would like to join as the third."
            )
        return (step, *self._lead())

    def _lead(self) -> tuple[str, ...]:
        """Name the lead partner to whoever else has nobody to call."""
        framework = self.labels.framework
        leads = [] if framework is None else [p.id for p in framework.partners if p.role == _LEAD]
        if not leads or self.partner in leads:
            return ()
        text = self.words.pgettext(
            "partner sheet", "If anything is unclear, call the lead partner: {name}."
        )
        return (text.format(name=self._names(leads[:1])),)

    def absent(self, reason: str) -> str:
        """Say why there is no amount."""
        if not reason:
            return ""
        if reason == NOT_APPLICABLE:
            return self.words.pgettext("grid", "n/a")
        return self.words.pgettext("grid", "not assessed")

    def answers(self, resource: float, need: float, *, gives: bool) -> str:
        """Set what one has beside what the other needs."""
        words = self.words
        text = words.pgettext("partner sheet", "they have {resource} → you need {need}")
        if gives:
            text = words.pgettext("partner sheet", "you have {resource} → they need {need}")
        return text.format(resource=self._number(resource), need=self._number(need))

    def details(self, row: Any, more: pd.Series, *, gives: bool) -> str:
        """Say of a practice what it is about, how well it transfers, and whom to ask."""
        words = self.words
        said = [str(row.practice), self.labels.criterion(row.criterion)]
        if not isnan(row.transferability):
            text = words.pgettext("partner sheet", "transferability {score} out of 5")
            said.append(text.format(score=self._number(row.transferability)))
        if not gives:
            if more["host_visit"] == "yes":
                said.append(words.pgettext("partner sheet", "can be visited"))
            if contact := " ".join(str(more["contact_role"] or "").split()):
                text = words.pgettext("partner sheet", "ask for: {contact}")
                said.append(text.format(contact=contact))
        return "\u00a0· ".join(said)

    def balance(self, mate: str) -> str:
        """Say which direction is the weaker, and what to make of it."""
        words, directed = self.words, self.flows.directed
        out = self._amount(float(directed.loc[self.partner, mate]))
        back = self._amount(float(directed.loc[mate, self.partner]))
        if out == back:
            text = words.pgettext(
                "partner sheet",
                "With {mate} you bring as much as you receive: {out} out of {span}.",
            )
        elif directed.loc[self.partner, mate] > directed.loc[mate, self.partner]:
            text = words.pgettext(
                "partner sheet",
                "With {mate} you bring {out} and receive {back} out of {span}: look together for "
                "what else there is to see.",
            )
        else:
            text = words.pgettext(
                "partner sheet",
                "With {mate} you bring {out} and receive {back} out of {span}: look together for "
                "what else you could show.",
            )
        return text.format(mate=self.labels.partner(mate), out=out, back=back, span=self._span())

    def quotes(self) -> str:
        """Say in which language quotations stand."""
        return self.words.pgettext(
            "partner sheet", "What stands in quotation marks is in its authors’ own words."
        )
