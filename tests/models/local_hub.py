"""A small Hugging Face hub on this machine, whose connections can be made to misbehave."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "c0ffee" + "0" * 34
SMALL_FILES = (".json", ".txt", ".csv")
URL = re.compile(r"/(?P<repository>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)")


def digest_of(content: bytes, large: bool) -> str:
    """The hub's name of a content: SHA-256 of large files, git's SHA-1 of small ones."""
    if large:
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@dataclass
class LocalHub:
    """Serves `files`: repository and path -> content. All but SMALL_FILES count as large.

    After `break_after` bytes a connection breaks, `breaks` times; `pause` seconds lie between
    blocks of `block` bytes; the next `busy` contents are refused for now; `codes` refuses paths;
    `corrupt` paths arrive with their last byte changed.
    """

    files: dict[tuple[str, str], bytes]
    commit: str = COMMIT
    break_after: int = 0
    breaks: int = 0
    pause: float = 0.0
    block: int = 1 << 16
    ranges: bool = True
    busy: int = 0
    codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    corrupt: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def start(self) -> str:
        """Serve in a thread; returns the endpoint."""
        hub = self

        class Handler(Answer):
            served = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        """Take no more connections; those that are open live on."""
        self._server.shutdown()
        self._server.server_close()

    def ranges_asked(self, path: str) -> list[str]:
        """The ranges in which the contents of a file were asked for ("" for all of it)."""
        return [asked for method, name, asked in self.asked if (method, name) == ("GET", path)]


class Answer(BaseHTTPRequestHandler):
    """Answers /OWNER/NAME/resolve/REVISION/PATH as the hub does."""

    served: LocalHub
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        found = self._find()
        if found is not None:
            self._headers(200, len(found), found)

    def do_GET(self) -> None:
        content = self._find()
        if content is None:
            return
        hub = self.served
        if hub.busy:
            hub.busy -= 1
            self._refuse(503, "")
            return
        start = 0
        if hub.ranges and (wanted := re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))):
            start = int(wanted[1])
        if hub.ranges and start >= len(content):
            self._refuse(416, "")
            return
        self._headers(206 if start else 200, len(content) - start, content, start)
        if self._path in hub.corrupt:
            content = content[:-1] + bytes([content[-1] ^ 255])
        self._send(content[start:])

    def _send(self, content: bytes) -> None:
        hub = self.served
        for place in range(0, len(content), hub.block):
            if hub.breaks and place >= hub.break_after:
                hub.breaks -= 1
                self.close_connection = True
                return
            try:
                self.wfile.write(content[place : place + hub.block])
            except OSError:
                return
            time.sleep(hub.pause)

    def _find(self) -> bytes | None:
        parts = URL.fullmatch(self.path)
        if parts is None:
            return self._refuse(404, "")
        self._path = parts["path"]
        self.served.asked.append((self.command, self._path, self.headers.get("Range", "")))
        if self._path in self.served.codes:
            return self._refuse(*self.served.codes[self._path])
        content = self.served.files.get((parts["repository"], self._path))
        if content is None:
            repositories = {repository for repository, _ in self.served.files}
            known = parts["repository"] in repositories
            return self._refuse(404, "EntryNotFound" if known else "RepoNotFound")
        return content

    def _headers(self, code: int, length: int, content: bytes, start: int = 0) -> None:
        large = not self._path.endswith(SMALL_FILES)
        self.send_response(code)
        self.send_header("X-Repo-Commit", self.served.commit)
        self.send_header("ETag", f'"{digest_of(content, large)}"')
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(length))
        if code == 206:
            end = len(content) - 1
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.end_headers()

    def _refuse(self, code: int, reason: str) -> None:
        self.send_response(code)
        if reason:
            self.send_header("X-Error-Code", reason)
        self.send_header("X-Repo-Commit", self.served.commit)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass
