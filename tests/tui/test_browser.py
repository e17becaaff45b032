"""The desk in a browser answers to its own page on this computer, and to nobody else."""

import asyncio
import socket
import sys
from collections.abc import Callable

import pytest

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.tui import browser

Make = Callable[..., Study]

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def test_only_who_has_the_key_is_answered_and_only_from_the_desks_own_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiohttp import web  # noqa: PLC0415 - comes with an extra
    from textual_serve.server import Server  # noqa: PLC0415

    async def connected(_server: Server, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        return line

    monkeypatch.setattr(Server, "handle_websocket", connected)
    port, key = free_port(), "secret"
    here = f"http://127.0.0.1:{port}"

    async def play() -> None:
        app = await browser._server("true", port, key, "E01")._make_app()
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            for wrong, headers in (
                ("/", {}),
                ("/?key=guess", {}),
                ("/ws", {}),
                ("/static/js/textual.js", {}),
                (f"/?key={key}", {"Origin": "http://elsewhere.example"}),
                (f"/?key={key}", {"Host": f"elsewhere.example:{port}"}),
            ):
                async with session.get(here + wrong, headers=headers) as answer:
                    assert answer.status == 403, wrong
            async with session.get(f"{here}/?key={key}") as answer:
                assert answer.status == 200
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
                assert "SameSite=Strict" in answer.headers["Set-Cookie"]
            async with session.get(f"{here}/static/js/textual.js") as answer:
                assert answer.status == 200
            async with session.ws_connect(f"{here}/ws", headers={"Origin": here}) as line:
                assert not line.closed
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(f"{here}/ws", headers={"Origin": "http://127.0.0.1:1"})
        await runner.cleanup()

    asyncio.run(play())
    said = capsys.readouterr().out
    assert f"{here}/?key={key}" in said
    assert "Warning" in said


def test_without_the_extra_a_sentence_says_what_to_install(study_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    with pytest.raises(QualcodeError, match="needs the extra `browser`"):
        browser.serve(study_of([("Léa", "Oui.")]), "E01", "ana", port=free_port())


def test_a_port_that_is_taken_gives_a_sentence(study_of: Make) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        with pytest.raises(QualcodeError, match="can't be used"):
            browser.serve(study_of([("Léa", "Oui.")]), "E01", "ana", port=held.getsockname()[1])
