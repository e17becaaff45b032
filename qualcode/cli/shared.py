"""What several commands share: their options, opening the study, answering in JSON, writing a file."""

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.store import files
from qualcode.store.ethics import RECORD
from qualcode.store.study import Study, find_root
from qualcode.store.together import UNFINISHED, finish

_FEW = 5  # steps that are over before a bar is drawn
F = TypeVar("F", bound=Callable[..., Any])
_STUDY, _ALLOWED = "qualcode.study", "qualcode.allowed"


class WithIds(click.Group):
    """`suggest E01` shows what there is on E01; `suggest accept ...` and the like are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words that are none of the commands are transcripts."""
        first = next((argument for argument in args if not argument.startswith("-")), None)
        asks_help = "--help" in args or "-h" in args
        if first not in self.commands and not (first is None and asks_help):
            args = ["show", *args]
        return super().parse_args(ctx, args)


def with_study(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --study and pass the study as the first argument."""

    @functools.wraps(command)
    def opened(*args: Any, study: str | None, **options: Any) -> Any:
        opened_study = open_study(study)
        click.get_current_context().meta[_STUDY] = opened_study
        return command(opened_study, *args, **options)

    option = click.option("--study", metavar="DIR", help=_("The study's folder (default: the nearest one upwards)."))
    return option(opened)


def open_study(folder: str | None) -> Study:
    """The study in or above a folder."""
    start = Path(folder or ".").resolve()
    if folder and not start.is_dir():
        raise QualcodeError(_("there is no such folder."), where=folder, advice=_("Check the name after --study."))
    root = find_root(start)
    if (root / UNFINISHED).exists():
        tell(
            plural(
                "A crash had left {n} file half done: finished.",
                "A crash had left {n} files half done: finished.",
                finish(root),
            )
        )
    return Study(root)


def coder_option(command: F) -> F:
    """Add --coder."""
    text = _("Who codes (default: QUALCODE_CODER, else the study's coder).")
    return click.option("--coder", metavar="NAME", help=text)(command)


def json_option(command: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help=_("Answer with one JSON document."))(command)


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --cluster and --scheduler; the command gets `over`, which applies a function to many transcripts."""

    @functools.wraps(command)
    def spread(*args: Any, cluster: bool, scheduler: str | None, **options: Any) -> Any:
        from qualcode.workflow.cluster import one_by_one, over

        def many(study: Study, function: Callable[[Study, str], Any], ids: Sequence[str]) -> Any:
            return over(study.root, function, ids, scheduler=scheduler)

        return command(*args, over=many if cluster or scheduler else one_by_one, **options)

    address = _("Spread the work over the Dask cluster of this scheduler (tcp://…:8786; extra cluster).")
    spread = click.option("--scheduler", metavar="ADDRESS", help=address)(spread)
    here = _("Spread the work over processes on this machine (extra cluster).")
    return click.option("--cluster", is_flag=True, help=here)(spread)


def by_option(command: F) -> F:
    """Add --by."""
    text = _("Attribute of respondents or transcripts to compare by.")
    return click.option("--by", default="type", show_default=True, metavar="ATTR", help=text)(command)


def min_cell_option(command: F) -> F:
    """--min-cell: how many respondents must share what is told of one."""
    text = _("Tell of each respondent only what at least K respondents share.")
    return click.option("--min-cell", type=click.IntRange(min=1), default=1, metavar="K", help=text)(command)


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add -o and --allow: what the command answers is meant to leave the study, so no real name may be in it."""

    @functools.wraps(command)
    def exported(*args: Any, allow: tuple[str, ...], **options: Any) -> Any:
        click.get_current_context().meta[_ALLOWED] = allow
        return command(*args, **options)

    decided = _("A real name that may be published; who decided is kept in the study.")
    exported = click.option("--allow", multiple=True, metavar="NAME", help=decided)(exported)
    text = _("Write to this file instead of the screen.")
    return click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help=text)(exported)


def guarded(data: bytes, where: str) -> None:
    """Let through what is meant to leave the study. Raises QualcodeError, naming file and line, when it holds real names."""
    meta = click.get_current_context().meta
    study = meta.get(_STUDY)
    if study is None or not (study.root / RECORD).exists():  # no key, nothing to look for
        return
    from qualcode.workflow.privacy import scanning

    scanning.allow(study, meta.get(_ALLOWED, ()))
    if (unknown := scanning.refuse_names(study, data, where)) is not None:
        tell(unknown)


def form_by_ending(output: str | None, endings: Mapping[str, str]) -> str | None:
    """The form that a file's ending stands for; None without a file. A file of another ending would not open."""
    if output is None:
        return None
    ending = Path(output).suffix.lower().lstrip(".")
    if ending not in endings:
        raise click.UsageError(
            _("“{name}” can't be written: end its name in {endings}, or say --format.").format(
                name=output, endings=", ".join(f".{name}" for name in endings)
            )
        )
    return endings[ending]


def json_text(document: Any) -> str:
    """One JSON document, as people and programs read it."""
    import json

    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def answer(text: str | bytes, output: str | None = None) -> None:
    """Put a result on stdout, or whole into a file; one that is meant to leave the study only without real names."""
    if _ALLOWED in click.get_current_context().meta:
        guarded(text if isinstance(text, bytes) else text.encode(), output or "-")
    if output is None:
        click.echo(text, nl=False)
        return
    data = text if isinstance(text, bytes) else text.encode()
    path = Path(output)
    files.replace(path, data, expected=files.etag(files.read(path)))
    tell(_("Written: {path}").format(path=output))


def qualifiers_of(pairs: Sequence[str]) -> dict[str, str]:
    """Qualifiers written as voice=reported."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise QualcodeError(
                _("“{text}” is not a qualifier.").format(text=pair),
                advice=_("Write it as voice=reported or polarity=negated."),
            )
        found[name.strip()] = value.strip()
    return found


def labelled(label: str, value: object) -> str:
    """A name and what it stands for, with the colon of the language."""
    return _("{label}: {value}").format(label=label, value=value)


def tell(text: str) -> None:
    """A message beside the result, on stderr; in a terminal, on lines that break between words."""
    if sys.stderr.isatty():
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
        text = "\n".join(click.wrap_text(line, columns) if len(line) > columns else line for line in text.split("\n"))
    click.echo(text, err=True)


def say(text: str, *, first: str = "", then: str = "") -> None:
    """A line of the result behind `first`; in a terminal, further lines behind `then`, broken between words."""
    if sys.stdout.isatty() and len(first) + len(text) > width():
        click.echo(click.wrap_text(text, width(), initial_indent=first, subsequent_indent=then))
    else:
        click.echo(first + text)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, when somebody is looking and a few steps are to be waited for: tell it how many are done, of how many."""
    bars: list[Any] = []
    with ExitStack() as open_bars:

        def step(done: int, total: int) -> None:
            if not bars and total >= _FEW and sys.stderr.isatty():
                bars.append(open_bars.enter_context(click.progressbar(length=total, label=label, file=sys.stderr)))
            for bar in bars:
                bar.update(done - bar.pos)

        yield step


def width() -> int:
    """Columns of the terminal; 100 where there is none, so that files do not depend on a window."""
    if not sys.stdout.isatty():
        return int(os.environ.get("COLUMNS", "100"))
    return os.get_terminal_size().columns


def transcript_ids(study: Study, ids: Sequence[str]) -> Sequence[str]:
    """The transcripts named (each must be there), or all that can be read; the others are named on stderr."""
    for transcript_id in ids:
        study.transcript(transcript_id)
    return ids or [transcript_id for transcript_id in study.transcript_ids if _readable(study, transcript_id)]


def _readable(study: Study, transcript_id: str) -> bool:
    try:
        study.transcript(transcript_id)
    except QualcodeError as error:
        tell(str(error))
        return False
    return True


def chosen(option: str) -> bool:
    """True when the person gave this option, False when it is the default."""
    from click.core import ParameterSource

    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT
