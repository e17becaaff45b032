"""The items of COREQ (Tong, Sainsbury & Craig 2007) and SRQR (O'Brien et al. 2014), by number and topic."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.core.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a checklist and what can be said of it; `text` is empty where the study does not know."""

    id: str
    topic: str
    text: str = ""


def coreq(filled: Mapping[str, str]) -> tuple[Item, ...]:
    """The 32 items of COREQ."""
    topics = (
        _("interviewer or facilitator"),
        _("credentials"),
        _("occupation"),
        _("gender"),
        _("experience and training"),
        _("relationship established"),
        _("what participants knew of the interviewer"),
        _("interviewer characteristics"),
        _("methodological orientation and theory"),
        _("sampling"),
        _("method of approach"),
        _("sample size"),
        _("non-participation"),
        _("setting of data collection"),
        _("presence of others"),
        _("description of sample"),
        _("interview guide"),
        _("repeat interviews"),
        _("audio or video recording"),
        _("field notes"),
        _("duration"),
        _("data saturation"),
        _("transcripts returned"),
        _("number of coders"),
        _("coding tree"),
        _("derivation of themes"),
        _("software"),
        _("participant checking"),
        _("quotations presented and identified"),
        _("consistency of data and findings"),
        _("major themes"),
        _("minor themes"),
    )
    return tuple(Item(id=str(n), topic=topic, text=filled.get(str(n), "")) for n, topic in enumerate(topics, 1))


def srqr(filled: Mapping[str, str]) -> tuple[Item, ...]:
    """The 21 items of SRQR."""
    topics = (
        _("title"),
        _("abstract"),
        _("problem formulation"),
        _("purpose or research question"),
        _("approach and paradigm"),
        _("researchers and reflexivity"),
        _("context"),
        _("sampling strategy, and when it stopped"),
        _("ethical issues"),
        _("data collection methods"),
        _("data collection instruments"),
        _("units of study"),
        _("data processing"),
        _("data analysis"),
        _("trustworthiness"),
        _("synthesis and interpretation"),
        _("links to empirical data"),
        _("integration with prior work"),
        _("limitations"),
        _("conflicts of interest"),
        _("funding"),
    )
    return tuple(Item(id=f"S{n}", topic=topic, text=filled.get(f"S{n}", "")) for n, topic in enumerate(topics, 1))
