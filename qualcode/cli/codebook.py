"""qualcode codebook: list, show, add, edit, rename, move, merge, split, retire, check."""

from typing import Any

import click

from qualcode.cli.shared import answer, coder_option, json_option, json_text, labelled, tell, with_study
from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code, in_language
from qualcode.core.language import _, plural
from qualcode.store.study import Study


@click.group(help=_("List, add, rename, move, merge, split or retire codes. Comments in the file stay."))
def codebook() -> None:
    """The codebook."""


@codebook.command("list", help=_("The codes as a tree, with the interviews and codings that carry each."))
@json_option
@with_study
def list_(study: Study, as_json: bool) -> None:
    """List codes."""
    from qualcode.workflow.coding.codebook import tree

    rows = tree(study)
    language = study.settings.language
    if as_json:
        answer(
            json_text(
                [
                    {
                        "id": row.code.id,
                        "label": row.code.label_in(language),
                        "parent": row.code.parent,
                        "status": row.code.status,
                        "merged_into": row.code.merged_into,
                        "interviews": row.interviews,
                        "codings": row.codings,
                    }
                    for row in rows
                ]
            )
        )
        return
    if not rows:
        tell(_("The codebook is empty. Add a code: qualcode codebook add ID --label TEXT"))
        return
    names = ["  " * row.depth + row.code.label_in(language) for row in rows]
    widest = max(map(len, names))
    ids = max(len(row.code.id) for row in rows)
    head, interviews, codings = _("code"), _("interviews"), _("codings")
    click.echo(f"{head:<{widest}}  {'id':<{ids}}  {interviews:>10}  {codings:>8}")
    for name, row in zip(names, rows, strict=True):
        note = ""
        if row.code.merged_into:
            note = "  " + _("→ merged into {id}").format(id=row.code.merged_into)
        elif row.code.status == "retired":
            note = "  " + _("(retired)")
        click.echo(f"{name:<{widest}}  {row.code.id:<{ids}}  {row.interviews:>10}  {row.codings:>8}{note}")


@codebook.command(help=_("Everything the codebook says of a code (id or label)."))
@click.argument("code")
@json_option
@with_study
def show(study: Study, code: str, as_json: bool) -> None:
    """Show a code."""
    from qualcode.formats.codebooks import as_dict
    from qualcode.workflow.study.naming import find_code

    found = find_code(study, code)
    if as_json:
        answer(json_text({**as_dict(found), "line": found.line}))
        return
    language = study.settings.language
    click.echo(click.style(found.label_in(language), bold=True) + f"  ({found.id})")
    path = f"{study.relative(study.codebook_path)}:{found.line}"
    parts: list[tuple[str, Any]] = [
        (_("file"), path),
        (_("under"), found.parent),
        (_("status"), _("retired") if found.status == "retired" else ""),
        (_("merged into"), found.merged_into),
        (_("definition"), in_language(found.definition, language)),
        (_("counts"), found.include),
        (_("does not count"), found.exclude),
        (_("examples"), found.examples),
        (_("cues"), ", ".join(found.cues)),
        (_("anti-cues"), ", ".join(found.anti_cues)),
        (_("memo"), found.memo),
    ]
    for name, value in parts:
        if isinstance(value, tuple) and value:
            click.echo("  " + labelled(name, "").rstrip())
            for line in value:
                click.echo(f"    - {line}")
        elif value:
            click.echo("  " + labelled(name, value))


@codebook.command(
    help=_(
        'Add a code: `qualcode codebook add burn_out --label "épuisement" --parent emotional_load`. '
        "With --in-vivo REF (and --quote) the respondent's own words become the label, and the passage is coded."
    )
)
@click.argument("code_id", metavar="ID")
@click.option("--label", default="", metavar="TEXT", help=_("What readers call it, in the study's language."))
@click.option("--parent", metavar="CODE", help=_("The code above it."))
@click.option("--definition", default="", metavar="TEXT", help=_("What counts, in one or two sentences."))
@click.option("--color", default="", metavar="#RRGGBB", help=_("Its colour."))
@click.option("--cue", "cues", multiple=True, metavar="CUE", help=_("A cue for suggestions (may be repeated)."))
@click.option("--in-vivo", "reference", metavar="REF", help=_("Passage whose words name the code."))
@click.option("--quote", metavar="TEXT", help=_("The words of the passage, when it is not the whole of REF."))
@coder_option
@with_study
def add(
    study: Study,
    code_id: str,
    label: str,
    parent: str | None,
    definition: str,
    color: str,
    cues: tuple[str, ...],
    reference: str | None,
    quote: str | None,
    coder: str | None,
) -> None:
    """Add a code."""
    from qualcode.workflow.coding import codebook as work
    from qualcode.workflow.coding import tagging
    from qualcode.workflow.study import naming

    name = study.coder(coder)
    language = study.settings.language
    place = parse_reference(reference) if reference else None
    if place is not None:
        words = naming.find_passage(study, place, quote).quote
        label = label or f"« {words} »"
    code = Code(
        id=code_id,
        label={language: label} if label else {},
        parent=parent,
        color=color,
        definition={language: definition} if definition else {},
        cues=cues,
    )
    added = work.add(study, code, coder=name)
    click.echo(_("Added: {id} ({label})").format(id=added.id, label=added.label_in(language)))
    if place is not None:
        tagged = tagging.add(study, [place], added.id, coder=name, quote=quote).tagged
        click.echo(_("Coded: {ref} {code} ({id})").format(ref=tagged.reference, code=added.id, id=tagged.coding.id))


@codebook.command(help=_("Change what the codebook says of a code; what is not named stays."))
@click.argument("code")
@click.option("--label", metavar="TEXT", help=_("What readers call it, in the study's language."))
@click.option("--definition", metavar="TEXT", help=_("What counts, in one or two sentences."))
@click.option("--color", metavar="#RRGGBB", help=_("Its colour."))
@click.option("--status", type=click.Choice(["active", "retired"]), help=_("Offered for coding, or kept only."))
@click.option("--memo", metavar="TEXT", help=_("Your note on this code."))
@click.option("--cue", "cues", multiple=True, metavar="CUE", help=_("Add a cue (may be repeated)."))
@click.option("--anti-cue", "anti_cues", multiple=True, metavar="CUE", help=_("Add an anti-cue (may be repeated)."))
@click.option("--example", "examples", multiple=True, metavar="TEXT", help=_("Add an example (may be repeated)."))
@click.option("--unmerge", is_flag=True, help=_("Let a merged code count as itself again."))
@coder_option
@with_study
def edit(study: Study, code: str, unmerge: bool, coder: str | None, **values: Any) -> None:
    """Edit a code."""
    from qualcode.workflow.coding import codebook as work
    from qualcode.workflow.study.naming import find_code

    found = find_code(study, code)
    changes: dict[str, Any] = {}
    for key in ("label", "definition", "color", "memo"):
        if values[key] is not None:
            changes[key] = values[key]
    if values["status"]:
        changes["status"] = "" if values["status"] == "active" else values["status"]
    for key in ("cues", "anti_cues", "examples"):
        if new := [text for text in values[key] if text not in getattr(found, key)]:
            changes[key] = [*getattr(found, key), *new]
    if unmerge:
        changes["merged_into"] = ""
    if not changes:
        tell(_("Nothing to change: name what should change, such as --label or --definition (see --help)."))
        return
    edited = work.edit(study, found.id, changes, coder=study.coder(coder))
    click.echo(_("Changed: {id} ({label})").format(id=edited.id, label=edited.label_in(study.settings.language)))


@codebook.command(help=_("Give a code another label; its id stays, so no coding changes."))
@click.argument("code")
@click.argument("label")
@coder_option
@with_study
def rename(study: Study, code: str, label: str, coder: str | None) -> None:
    """Rename a code."""
    from qualcode.workflow.coding import codebook as work

    renamed = work.rename(study, code, label, coder=study.coder(coder))
    click.echo(_("Renamed: {id} is now called {label}").format(id=renamed.id, label=label))


@codebook.command(help=_("Put a code under another, or at the top with --top."))
@click.argument("code")
@click.argument("parent", required=False)
@click.option("--top", is_flag=True, help=_("Put it at the top of the tree."))
@coder_option
@with_study
def move(study: Study, code: str, parent: str | None, top: bool, coder: str | None) -> None:
    """Move a code."""
    from qualcode.workflow.coding import codebook as work

    if bool(parent) == top:
        raise click.UsageError(_("Name the code to put it under, or say --top."))
    moved = work.move(study, code, parent, coder=study.coder(coder))
    click.echo(_("Moved: {id} is now under {parent}").format(id=moved.id, parent=moved.parent or _("no other code")))


@codebook.command(
    help=_("Let CODE count as INTO from now on; codings stay as they are, and `codebook edit --unmerge` parts them.")
)
@click.argument("code")
@click.argument("into")
@coder_option
@with_study
def merge(study: Study, code: str, into: str, coder: str | None) -> None:
    """Merge a code into another."""
    from qualcode.workflow.coding import codebook as work

    merged = work.merge(study, code, into, coder=study.coder(coder))
    click.echo(_("Merged: {id} now counts as {into}").format(id=merged.id, into=merged.merged_into))


@codebook.command(help=_("Move chosen codings (ids, see `qualcode tag list --code CODE`) from CODE to INTO."))
@click.argument("code")
@click.argument("into")
@click.argument("ids", metavar="CODING...", nargs=-1, required=True)
@coder_option
@with_study
def split(study: Study, code: str, into: str, ids: tuple[str, ...], coder: str | None) -> None:
    """Split a code."""
    from qualcode.workflow.coding import codebook as work

    done = work.split(study, code, into, ids, coder=study.coder(coder))
    click.echo(plural("{n} coding now carries {into}.", "{n} codings now carry {into}.", len(done), into=into))


@codebook.command(help=_("Keep a code and its codings, but offer it no more."))
@click.argument("code")
@coder_option
@with_study
def retire(study: Study, code: str, coder: str | None) -> None:
    """Retire a code."""
    from qualcode.workflow.coding import codebook as work

    retired = work.retire(study, code, coder=study.coder(coder))
    click.echo(_("Retired: {id}. Its codings stay and are counted.").format(id=retired.id))


@codebook.command(help=_("What is wrong with the codebook, and where. Leaves with status 1 when there is an error."))
@with_study
def check(study: Study) -> int:
    """Check the codebook."""
    from qualcode.workflow.coding import codebook as work

    problems = list(work.check(study))
    for problem in problems:
        click.echo(f"{problem.where}: {problem.message}\n    {problem.advice}")
    if not problems:
        click.echo(_("Nothing is wrong with the codebook."))
    return 1 if any(problem.severity == "error" for problem in problems) else 0
