"""Gather the facts for the statement on processing and pseudonymisation."""

from collections import Counter

from qualcode.privacy.mention import Kind
from qualcode.report.statement import Facts
from qualcode.store import ethics, keys
from qualcode.store.study import Study
from qualcode.workflow.privacy.risk import look
from qualcode.workflow.study.naming import attribute
from qualcode.workflow.study.standing import counted_coders
from qualcode.workflow.study.telling import interviewed

_BY, _K = ("type", "role"), 3


def facts(study: Study) -> Facts:
    """What the study knows of how it was processed."""
    key = ethics.key_of(study)
    events = ethics.events(study)
    kinds: Counter[Kind] = Counter()
    for each in events:
        kinds.update(each.kinds)
    gone = ethics.destroyed(study) if key and not ethics.alive(study) else None
    here = study.table(study.respondents_path).value.columns
    by = tuple(attribute(study, name) for name in _BY if name in here)
    return Facts(
        title=study.settings.title or study.root.name,
        interviews=len(study.transcript_ids),
        respondents=len(interviewed(study)),
        coders=len(counted_coders(study)),
        replaced=tuple(
            name
            for name in study.transcript_ids
            if any(each.transcript == name and each.what == "replaced" for each in events)
        ),
        kinds=tuple(kinds.most_common()),
        allowed=len({each.entry for each in events if each.what == "allowed"}),
        key=key,
        destroyed_at=gone.at if gone else "",
        key_here=any(keys.exists(each.key) for each in events if each.what == "key made"),
        copies=sum(each.what == "key copied out" for each in events),
        by=by,
        k=_K,
        at_risk=len(look(study, by, k=_K).people) if by else 0,
    )
