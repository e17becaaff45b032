"""qualcode report provenance."""

import click

from qualcode.cli.report.forms import Form, form_options, sheet_forms
from qualcode.cli.shared import coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(help=_("Codings by origin: by hand, imported, or accepted from suggestions, per code and coder."))
@form_options
@coder_option
@with_study
def provenance(study: Study, form: Form, coder: str | None) -> None:
    """Codings by origin."""
    from qualcode.report.provenance import provenance_document, provenance_sheet
    from qualcode.workflow.reports.provenance import provenance as gather
    from qualcode.workflow.study.naming import labels as labels_of

    found = gather(study, coder=coder)
    labels = labels_of(study, study.codebook.by_id)
    sheet = provenance_sheet(found, labels=labels)
    form.answer(sheet_forms(sheet, document=lambda: provenance_document(found, labels=labels)))
