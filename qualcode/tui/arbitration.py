"""The screen where two coders' differences are settled: the passage, what each proposes, one key to decide."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.report.disputes import Dispute, choice_sentence, decision_sentence, proposal_lines
from qualcode.store.study import Study
from qualcode.tui.actions import DIGITS, Action, of_screen
from qualcode.tui.looking import keys_line
from qualcode.tui.panels import Panel
from qualcode.workflow.coding import arbitrating

_DOES = {
    "next_disagreement": "move(1)",
    "previous_disagreement": "move(-1)",
    "undo_decision": "undo",
    "reason": "reason",
    "leave_arbitration": "leave",
    **{f"decide_{digit}": f"choose({digit})" for digit in DIGITS},
}
"""What a key does here, by the name in the table of actions."""
AROUND = 300
"""Characters of the turn shown before and after the passage: it stays on the screen in a turn of 5,000 words."""


class ArbitrationScreen(Screen[None]):
    """One disagreement at a time. A decision is on disk before the next one shows."""

    CSS = """
    ArbitrationScreen #where { height: 1; text-style: bold; padding: 0 1; }
    ArbitrationScreen #passage { height: 1fr; padding: 0 1; }
    ArbitrationScreen #proposals { height: auto; max-height: 8; padding: 0 1; }
    ArbitrationScreen #choices { height: auto; max-height: 11; border: none; }
    ArbitrationScreen #keys { height: 1; padding: 0 1; background: $panel; margin-top: 1; }
    ArbitrationScreen #reason { display: none; border: none; height: 1; }
    """

    def __init__(
        self, study: Study, transcript_id: str, actions: Sequence[Action], *, coders: Sequence[str] = ()
    ) -> None:
        """Raises QualcodeError where there is nothing to compare, or coders work blind and have not finished."""
        super().__init__()
        self._study, self._interview, self._coders = study, transcript_id, tuple(coders)
        self._disputes = arbitrating.disputes(study, transcript_id, coders=coders)
        self._at = next((n for n, one in enumerate(self._disputes) if not one.settled), 0)
        self._labels = arbitrating.code_labels(study, self._disputes)
        self._reason = ""
        self._keys = of_screen(actions, "arbitration")
        for action in self._keys:
            self._bindings.bind(",".join(action.keys), _DOES[action.id], action.label)

    def compose(self) -> ComposeResult:
        """The passage above, the choices below."""
        yield Static(id="where")
        with VerticalScroll(id="passage", can_focus=False):
            yield Static(id="words")
        yield Static(id="proposals")
        yield OptionList(id="choices")
        yield Input(id="reason", placeholder=_("The reason, kept with the next decision"))
        yield Panel(keys_line(self._keys, _DOES), id="keys")

    def on_mount(self) -> None:
        """Show where the coders left off."""
        self._show()
        self.query_one("#choices").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter decides for the choice under the cursor."""
        self.action_choose(event.option_index + 1)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the reason for the next decision."""
        self._reason = event.value.strip()
        event.input.display = False
        self.query_one("#choices").focus()
        self._show()

    def action_choose(self, number: int) -> None:
        """Decide."""
        dispute = self._now
        if dispute is None or number > len(dispute.choices):
            return
        try:
            arbitrating.decide(self._study, dispute, dispute.choices[number - 1].codes, memo=self._reason)
        except QualcodeError as error:
            self._say(error)
            return
        self._reason = ""
        self._read_again()
        later = [*range(self._at + 1, len(self._disputes)), *range(self._at)]
        self._at = next((n for n in later if not self._disputes[n].settled), self._at)
        self._show()

    def action_move(self, by: int) -> None:
        """Go to the next disagreement, or back."""
        if self._disputes:
            self._at = (self._at + by) % len(self._disputes)
            self._show()

    def action_undo(self) -> None:
        """Take back the last decision, and show it."""
        try:
            ids = {coding.id for line in arbitrating.undo(self._study) for coding in line.after}
        except QualcodeError as error:
            self._say(error)
            return
        self._read_again()
        shown = (n for n, one in enumerate(self._disputes) if any(own.coding.id in ids for own in one.proposals))
        self._at = next(shown, self._at)
        self._show()

    def action_reason(self) -> None:
        """Write the reason of the next decision."""
        field = self.query_one("#reason", Input)
        field.value, field.display = self._reason, True
        field.focus()

    def action_leave(self) -> None:
        """Close the line of the reason, else the screen."""
        field = self.query_one("#reason", Input)
        if field.display:
            field.display = False
            self.query_one("#choices").focus()
        else:
            self.dismiss()

    @property
    def _now(self) -> Dispute | None:
        return self._disputes[self._at] if self._disputes else None

    def _read_again(self) -> None:
        """What coders or another process wrote meanwhile counts too."""
        self._disputes = arbitrating.disputes(self._study, self._interview, coders=self._coders)
        self._labels = arbitrating.code_labels(self._study, self._disputes)
        self._at = min(self._at, max(0, len(self._disputes) - 1))

    def _say(self, error: QualcodeError) -> None:
        self.notify(str(error), severity="error", markup=False)

    def _show(self) -> None:
        dispute = self._now
        self.query_one("#where", Static).update(Text(self._where()))
        self.query_one("#words", Static).update(self._words(dispute) if dispute else "")
        self.query_one("#proposals", Static).update(Text("\n".join(self._sentences(dispute)) if dispute else ""))
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        if dispute:
            sentences = [choice_sentence(choice, dispute, self._labels) for choice in dispute.choices]
            choices.add_options([Text(f"{n}  {text}") for n, text in enumerate(sentences, 1)])
            choices.highlighted = 0

    def _where(self) -> str:
        if not self._disputes:
            return _("{id}: the coders do not disagree.").format(id=self._interview)
        settled = sum(one.settled for one in self._disputes)
        return _("{id}: disagreement {n} of {total}, {settled} settled").format(
            id=self._interview, n=self._at + 1, total=len(self._disputes), settled=settled
        )

    def _sentences(self, dispute: Dispute) -> list[str]:
        found = list(proposal_lines(dispute, self._labels))
        if dispute.settled:
            found.append(decision_sentence(dispute, dispute.kept, self._labels))
        if self._reason:
            found.append(_("Reason: {words}").format(words=self._reason))
        return found

    def _words(self, dispute: Dispute) -> Text:
        """The turns, the words in dispute in reverse: seen without colour too."""
        transcript = self._study.transcript(self._interview)
        found = Text()
        for anchor in dispute.anchors:
            turn = transcript.by_turn[anchor.turn]
            found.append(f"{turn.speaker}\n" if not found else f"\n{turn.speaker}\n", style="bold")
            before, after = turn.text[: anchor.start], turn.text[anchor.end :]
            found.append(before if len(before) <= AROUND else "… " + before[-AROUND:].partition(" ")[2])
            found.append(turn.text[anchor.start : anchor.end], style="reverse")
            found.append(after if len(after) <= AROUND else after[:AROUND].rpartition(" ")[0] + " …")
        return found
