"""Floor 5: the commands, one module per noun. No logic of their own; each is loaded only when it is called."""

import sys
from collections.abc import Sequence

import click

from qualcode import __version__
from qualcode.cli.commands import Commands
from qualcode.cli.language import choose
from qualcode.core.language import _
from qualcode.errors import QualcodeError

INTERRUPTED = 130


def _table() -> dict[str, tuple[str, str]]:
    return {
        "init": ("study", _("Begin a study in a folder.")),
        "status": ("study", _("The study at a glance.")),
        "check": ("study", _("Everything that is wrong, where, and what to do.")),
        "transcript": ("transcript", _("Bring interviews in; list, show, edit or remove them.")),
        "segment": ("segment", _("Split interviews into turns, sentences or passages.")),
        "codebook": ("codebook", _("List, add, rename, move, merge, split or retire codes.")),
        "suggest": ("suggest", _("Propose codes, with reasons; accept or reject them.")),
        "code": ("code", _("Read and code an interview on the coding desk.")),
        "tag": ("tag", _("Code passages; list, change, import or remove codings.")),
        "arbitrate": ("arbitrate", _("Settle where coders disagree.")),
        "undo": ("history", _("Take back your last action.")),
        "redo": ("history", _("Do again what you took back.")),
        "log": ("history", _("Everything you did, the latest last.")),
        "find": ("find", _("Search the interviews, with context.")),
        "quotes": ("quotes", _("A quote bank per code, ready to print.")),
        "pseudonymise": ("pseudonymise", _("Replace what identifies people, and keep the key apart.")),
        "privacy": ("privacy", _("Look for names that are left, and for people who can be recognised.")),
        "key": ("privacy", _("The key of pseudonyms: where it is, copy it out or in, destroy it.")),
        "report": ("report", _("Frequency, saturation, agreement and more, per type of respondent.")),
    }


def program() -> click.Group:
    """The whole command tree, in the language installed."""
    return Commands(
        "qualcode",
        package=__name__,
        table=_table,
        help=_("Code qualitative interviews in the terminal, offline, in plain files."),
        params=[
            click.Option(["--lang"], help=_("Language of messages and reports: fr or en."), metavar="LANG"),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=_("Show the version."),
            ),
        ],
        callback=lambda lang: None,  # noqa: ARG005 - read before the commands were made
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=True,
    )


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"qualcode {__version__}")
        ctx.exit()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status: 0 done, 1 the answer is no, 2 misuse or bad input."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every mistake becomes a sentence on stderr."""
    arguments = list(arguments)
    _speak_utf8()
    choose(arguments)
    try:
        status = program().main(_without_language(arguments), prog_name="qualcode", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except QualcodeError as error:
        _say(error.message, error.where, error.advice)
    except click.ClickException as error:
        error.show()
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n" + _("Stopped. What was done before is saved."), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # `qualcode ... | head`
        sys.stderr.close()
    except RecursionError:
        _say(_("something in this study is nested too deeply."), "", "")
    except MemoryError:
        _say(_("there is not enough memory."), "", _("Close other programs, or work on fewer interviews at a time."))
    return 2


def _without_language(arguments: list[str]) -> list[str]:
    """--lang may stand anywhere; it was read already."""
    kept: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--lang":
            next(waiting, None)
        elif not argument.startswith("--lang="):
            kept.append(argument)
    return kept


def _speak_utf8() -> None:
    """Accents come out whole on every system, also into a file or a pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8")


def _say(message: str, where: str, advice: str) -> None:
    place = _("{label}: {value}").format(label=where, value="") if where else ""
    click.echo(click.style(_("Error: "), fg="red") + place + message, err=True)
    if advice:
        click.echo(f"  {advice}", err=True)
