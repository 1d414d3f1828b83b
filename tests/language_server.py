"""A yaml-language-server, spoken to over its standard streams as an editor does it.

Messages are read only where an answer is waited for. Nothing can wait for ever: a timer stops the server after `LIMIT`
seconds, and reading then ends with an error.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from signal import SIGKILL
from subprocess import PIPE, Popen
from threading import Timer
from types import TracebackType
from typing import Any, NamedTuple, Self

Message = dict[str, Any]

LIMIT = 60
SETTINGS: dict[str, Any] = {
    # The two catalogues of schemas are in the network.
    "yaml": {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}},
}
CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {"publishDiagnostics": {}, "completion": {}},
}


class Told(NamedTuple):
    """What the server says of a place; lines and columns from 1."""

    line: int
    column: int
    message: str


class Server:
    """The server, at work on the files of a folder."""

    def __init__(self, command: str, folder: Path) -> None:
        self._process = Popen([command, "--stdio"], stdin=PIPE, stdout=PIPE, start_new_session=True)
        self._timer = Timer(LIMIT, self._kill)
        self._timer.start()
        self._count = 0
        self._folder = folder

    def __enter__(self) -> Self:
        root = {"uri": self._folder.as_uri(), "name": self._folder.name}
        about = {"processId": os.getpid(), "rootUri": root["uri"], "workspaceFolders": [root]}
        try:
            self._ask("initialize", about | {"capabilities": CAPABILITIES})
            self._tell("initialized", {})
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def open(self, path: Path, text: str | None = None) -> list[Told]:
        """Open a file, perhaps with another text than it has, and wait for what the server says of it."""
        content = path.read_text("utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": content}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._next()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == document["uri"]:
                found = [(each["range"]["start"], each["message"]) for each in params["diagnostics"]]
                return [Told(at["line"] + 1, at["character"] + 1, reason) for at, reason in found]

    def complete(self, path: Path, line: int, column: int) -> set[str]:
        """What the server offers at a place of an open file; line and column from 1."""
        position = {"line": line - 1, "character": column - 1}
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": path.as_uri()}, "position": position})
        return {item["label"] for item in answer["items"]}

    def _stop(self) -> None:
        self._timer.cancel()
        self._kill()
        self._process.communicate()

    def _kill(self) -> None:
        """Kill the server with what it may have started, which would keep its streams open."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, SIGKILL)

    def _ask(self, method: str, params: Message) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._count and "method" not in message:
                return message["result"]

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> Message:
        """The next message; a question of the server's is answered first, for it waits until then."""
        message = self._receive()
        if "method" in message and "id" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [SETTINGS.get(item["section"]) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        return message

    def _send(self, message: Message) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the language server has stopped")
        message: Message = json.loads(self._process.stdout.read(length))
        return message
