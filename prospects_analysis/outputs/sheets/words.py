"""Sentences of the sheet of a partner, to "you"."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from prospects_analysis.charts.exchanges import absent_text, minimum_in_words
from prospects_analysis.charts.labels import Labels, listed
from prospects_analysis.charts.levels import plain_number
from prospects_analysis.charts.second_choice import DIGITS
from prospects_analysis.flows import Complementarity
from prospects_analysis.outputs.sheets.content import ROLE, Step, roles_of
from prospects_analysis.pairing.explanation import SharedPractice
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

    def _plain(self, value: float) -> str:
        return plain_number(value, self.language)

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

    def scale(self) -> str:
        """Say what a high score is: nobody reaches the end of the scale."""
        pairs = self.flows.to_frame()
        names = zip(pairs["partner_a"], pairs["partner_b"], strict=True)
        admissible = [pair not in self.pairing.inadmissible for pair in names]
        best = float(pairs.loc[admissible, "score"].max())
        if isnan(best):
            return ""
        text = self.words.pgettext(
            "partner sheet",
            "{span} is the theoretical maximum; the strongest of all possible pairs has {best}.",
        )
        return text.format(span=self._span(), best=self._amount(best))

    def why(self, mates: Sequence[str], missing: Sequence[str]) -> tuple[str, ...]:
        """Say why there is no binôme, no score, or none that is final."""
        words = self.words
        if mates and not missing:
            least = minimum_in_words(self.flows, (self.partner, *mates), DIGITS, self.language)
            return (least,) if least else ()
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

    def steps(self, mates: Sequence[str], missing: Sequence[str]) -> tuple[Step, ...]:
        """Say what to do, in order."""
        if not mates:
            return self._alone()
        words, steps = self.words, []
        if self.partner in missing:
            text = words.pgettext("partner sheet", "Fill in your workbook and send it back.")
            steps.append(Step(text))
        if not self.adopted:
            text = words.pgettext(
                "partner sheet", "Say whether this suits you: it is proposed, not adopted."
            )
            steps.append(Step(text))
        for mate in mates:
            steps.append(Step(self._call(mate), contact=True))
            if mate in missing:
                text = words.pgettext("partner sheet", "Ask {mate} for its answers.")
                steps.append(Step(text.format(mate=self.labels.partner(mate))))
        if not missing:
            text = words.pgettext(
                "partner sheet",
                "Choose together one practice to show and one to see, on the criteria below.",
            )
            steps.append(Step(text))
        return (*steps, Step(self._plan(mates)))

    def _plan(self, mates: Sequence[str]) -> str:
        if len(mates) == 1:
            return self.words.pgettext(
                "partner sheet",
                "Write your transfer plan with {mate}: what you take over, who does it, by when.",
            ).format(mate=self.labels.partner(mates[0]))
        return self.words.pgettext(
            "partner sheet",
            "Write your transfer plans together: what you take over, who does it, by when.",
        )

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

    def _alone(self) -> tuple[Step, ...]:
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
        return (Step(step), *self._lead())

    def _lead(self) -> tuple[Step, ...]:
        """Name the lead partner to whoever else has nobody to call."""
        framework = self.labels.framework
        leads = [] if framework is None else [p.id for p in framework.partners if p.role == _LEAD]
        if not leads or self.partner in leads:
            return ()
        text = self.words.pgettext(
            "partner sheet", "If anything is unclear, call the lead partner: {name}."
        )
        return (Step(text.format(name=self._names(leads[:1])), contact=True),)

    def absent(self, reason: str) -> str:
        """Say that there is no amount, and why."""
        return f"– {absent_text(reason, self.language)}" if reason else ""

    def answers(self, resource: float, need: float, *, gives: bool) -> str:
        """Set what one has beside what the other needs."""
        words = self.words
        text = words.pgettext("partner sheet", "they have {resource} → you need {need}")
        if gives:
            text = words.pgettext("partner sheet", "you have {resource} → they need {need}")
        return text.format(resource=self._plain(resource), need=self._plain(need))

    def details(self, row: SharedPractice, visit: str, *, gives: bool) -> str:
        """Say which practice it is, how well it transfers, and whether it is shown to visitors."""
        words, said = self.words, [row.practice]
        if not isnan(row.transferability):
            text = words.pgettext("partner sheet", "transferability {score} out of 5")
            said.append(text.format(score=self._plain(row.transferability)))
        if not gives and visit == "yes":
            said.append(words.pgettext("partner sheet", "can be visited"))
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
