"""The desk in a browser, for the colleague who fears terminals: on this computer only, behind a key made for the occasion.

The page is textual-serve's. It is loaded with a secret in its address, which becomes a cookie; without it, and from a page of
any other site, nothing is answered. A policy keeps the browser from asking the network for anything (a font, say).
"""

import secrets
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from qualcode.core.language import _, spoken
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.tui.dialogue import say

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware
    from aiohttp.web import Application, Request, StreamResponse
    from textual_serve.server import Server

HOST = "127.0.0.1"


def serve(study: Study, transcript_id: str, coder: str, *, port: int) -> None:
    """Serve the desk until Ctrl-C. Raises QualcodeError when the extra is not there, or the port is taken."""
    study.transcript(transcript_id)
    server = _server(_command(study, transcript_id, coder), port, secrets.token_urlsafe(24), transcript_id)
    try:
        server.serve()
    except OSError as error:
        raise QualcodeError(
            _("the address {host}:{port} can't be used ({reason}).").format(
                host=HOST, port=port, reason=error.strerror or error
            ),
            advice=_("Another program has it: choose another one with --port."),
        ) from error


def _command(study: Study, transcript_id: str, coder: str) -> str:
    """What the browser's terminal runs."""
    words = [sys.executable, "-m", "qualcode", "--lang", spoken(), "code", transcript_id, "--coder", coder]
    words += ["--study", str(study.root)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _server(command: str, port: int, key: str, title: str) -> "Server":
    try:
        from textual_serve.server import Server  # noqa: PLC0415 - an extra
    except ImportError:
        raise QualcodeError(
            _("the desk in a browser needs the extra `browser`."),
            advice=_(
                "Install it with: pip install 'qualcode[browser]'; or open the desk in a terminal: qualcode code {id}"
            ).format(id=title),
        ) from None

    class Guarded(Server):
        """Answers to the key alone, and speaks in sentences."""

        def initialize_logging(self) -> None:
            """Nothing is logged: what is coded is nobody else's."""

        async def on_startup(self, app: "Application") -> None:
            """Say where the desk is, and who can read it."""
            del app
            say(_("The desk is open in the browser of this computer, at this address:"))
            say(f"http://{HOST}:{port}/?key={key}")
            say(
                _(
                    "Warning: as long as it runs, whoever uses your account on this computer, or knows this address on it, can "
                    "read and change the study. Other computers can't reach it. Ctrl-C ends it."
                )
            )

        async def _make_app(self) -> "Application":
            app = await super()._make_app()
            app.middlewares.append(guard(port, key))
            return app

    return Guarded(command, host=HOST, port=port, title=f"qualcode {title}")


def guard(port: int, key: str) -> "Middleware":
    """The middleware that answers only to who has the key, and only to the page that it served itself."""
    from aiohttp import web  # noqa: PLC0415 - comes with the extra

    here, cookie = f"{HOST}:{port}", f"qualcode-{port}"
    policy = (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"connect-src 'self' ws://{here}; frame-ancestors 'none'"
    )

    @web.middleware
    async def middleware(request: "Request", handler: "Handler") -> "StreamResponse":
        given = request.query.get("key") or request.cookies.get(cookie, "")
        from_here = request.host == here and request.headers.get("Origin", f"http://{here}") == f"http://{here}"
        if not (from_here and secrets.compare_digest(given.encode(), key.encode())):
            return web.Response(status=403, text=_("Open the whole address that `qualcode code --browser` printed."))
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = policy
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
            response.set_cookie(cookie, key, httponly=True, samesite="Strict")
        return response

    return middleware
