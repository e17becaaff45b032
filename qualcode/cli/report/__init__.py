"""qualcode report: one module per report, loaded when it is called."""

from qualcode.cli.commands import Commands
from qualcode.core.language import _


def _table() -> dict[str, tuple[str, str]]:
    return {
        "frequency": ("frequency", _("How often each code comes up, per type of respondent.")),
        "saturation": ("saturation", _("Do new interviews still bring new codes?")),
        "coverage": ("coverage", _("Where the evidence is thin: types that never met a code.")),
        "agreement": ("agreement", _("Do coders agree, and where do they not?")),
        "cooccurrence": ("cooccurrence", _("Which codes come together.")),
        "framework": ("framework", _("Respondents x codes: quotes, and your summary of each cell.")),
        "guide": ("guide", _("The topics of the interview guide: asked, spoken about, coded.")),
        "interview": ("interview", _("The sheet of one interview.")),
        "joint": ("joint", _("A questionnaire's answers beside what interviews say.")),
        "matrix": ("matrix", _("The interview x code matrix, for other programs.")),
        "page": ("page", _("One page with everything, whose numbers open the quotes behind them.")),
        "provenance": ("provenance", _("Codings by hand, imported, or accepted from suggestions.")),
    }


report = Commands(
    "report",
    package=__name__,
    table=_table,
    help=_("Frequency, saturation, agreement and more, per type of respondent."),
    no_args_is_help=True,
)
