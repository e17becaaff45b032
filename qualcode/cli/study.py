"""qualcode init, status, check."""

from pathlib import Path

import click

from qualcode.cli.shared import answer, by_option, json_option, json_text, labelled, tell, width, with_study
from qualcode.core.language import _, plural
from qualcode.store.study import Study


@click.command(help=_("Begin a study in DIR (default: here). Files that are there already stay as they are."))
@click.argument("folder", metavar="[DIR]", default=".")
@click.option(
    "--template",
    type=click.Choice(["pair-aidance", "blank"]),
    default="pair-aidance",
    show_default=True,
    help=_("Codebook to begin with."),
)
@click.option("--title", default="", help=_("The study's title (default: the folder's name)."))
def init(folder: str, template: str, title: str) -> None:
    """Begin a study."""
    import os

    from qualcode.workflow.study.beginning import begin

    made = begin(Path(folder), template=template, language=os.environ.get("LANGUAGE", "fr"), title=title)
    for path in made:
        tell(f"  {path}")
    tell(_("The study is ready. Bring interviews in: qualcode transcript add FOLDER"))


@click.command(help=_("The study at a glance: interviews per type, share coded, verdicts, problems."))
@by_option
@json_option
@with_study
def status(study: Study, by: str, as_json: bool) -> None:
    """The study at a glance."""
    from qualcode.report.status import status_document, status_text
    from qualcode.workflow.oversight.overview import status as look

    found = look(study, by=by)
    answer(json_text(status_document(found)) if as_json else status_text(found, width=width()))


@click.command(
    help=_(
        "List everything that is wrong in the study, each with file:line and what to do. "
        "Leaves with status 1 when there is an error; warnings alone are 0."
    )
)
@json_option
@with_study
def check(study: Study, as_json: bool) -> int:
    """Everything that is wrong."""
    from qualcode.workflow.oversight.checking import check as look

    problems = look(study)
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        rows = [
            {
                "severity": problem.severity,
                "path": problem.path,
                "line": problem.line,
                "message": problem.message,
                "advice": problem.advice,
            }
            for problem in problems
        ]
        answer(json_text({"errors": errors, "warnings": len(problems) - errors, "problems": rows}))
        return 1 if errors else 0
    for problem in problems:
        kind = (
            click.style(_("error"), fg="red") if problem.severity == "error" else click.style(_("warning"), fg="yellow")
        )
        click.echo(f"{problem.where}: {labelled(kind, problem.message)}")
        if problem.advice:
            click.echo(f"    {problem.advice}")
    if not problems:
        click.echo(_("Nothing is wrong."))
    else:
        warnings = len(problems) - errors
        click.echo(
            plural("{n} error", "{n} errors", errors) + ", " + plural("{n} warning", "{n} warnings", warnings) + "."
        )
    return 1 if errors else 0
