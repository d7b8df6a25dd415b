"""Runs the server until it is told to end."""

import argparse
import json
import os
import secrets
import signal
import sys
from pathlib import Path
from typing import Any

from cheroot.wsgi import Gateway_10, Server

from tigris import testing
from tigris.application import CONNECTION, Application
from tigris.iam import AccessKeys
from tigris.names import resolve_with
from tigris.options import REPLIES, SECRETS, Options

THREADS = 64
BACKLOG = 512  # with cheroot's 5, one of many that connect at once waits a second and more
ABOUT = """
A stand-in of Tigris on one socket, for tests and for trying things on one machine: S3 (by path, and
by names of hosts below localhost and each domain), the control API of buckets, access keys, and
shadow buckets that are read through and copied. All is in memory. When it listens it prints one
line of JSON: endpoint, accessKeyId, secretAccessKey. Requests are told on standard error.
"""


class Gateway(Gateway_10):
    """Tells the application which socket it answers on."""

    def get_environ(self) -> dict[str, Any]:
        return super().get_environ() | {CONNECTION: self.req.conn.socket}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "testbed/tigris",
        description=ABOUT,
        epilog=testing.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port, 0 for a free one (%(default)s)")
    parser.add_argument(
        "--key", metavar="ID:SECRET", type=_key, help="the administrator's (a new one)"
    )
    parser.add_argument(
        "--domain", action="append", default=[], help="names below it begin with a bucket"
    )
    parser.add_argument(
        "--stale",
        type=float,
        default=15,
        metavar="SECONDS",
        help="that a read of settings does not show a change (%(default)s)",
    )
    parser.add_argument(
        "--copy-delay",
        type=float,
        default=0.5,
        metavar="SECONDS",
        help="before what was read through is copied (%(default)s)",
    )
    parser.add_argument(
        "--secret",
        choices=SECRETS,
        default=SECRETS[0],
        help="how a read of settings tells the shadow's secret (%(default)s)",
    )
    parser.add_argument(
        "--reply",
        choices=REPLIES,
        default=REPLIES[0],
        help="the shape of answers to changes of settings (%(default)s)",
    )
    parser.add_argument(
        "--hosts", type=Path, metavar="FILE", help="addresses of names, like /etc/hosts"
    )
    parser.add_argument(
        "--venv-only", action="store_true", help="prints the Python that it runs with, and ends"
    )
    return parser.parse_args()


def _key(text: str) -> tuple[str, str]:
    id, colon, secret = text.partition(":")
    if not id or not colon or not secret:
        raise argparse.ArgumentTypeError("is to be ID:SECRET")
    return id, secret


def main() -> None:
    given = arguments()
    if given.venv_only:
        print(sys.executable)
        return
    id, secret = given.key or (f"tid_{secrets.token_hex(10)}", f"tsec_{secrets.token_hex(20)}")
    resolve_with(given.hosts)
    options = Options(given.stale, given.copy_delay, given.secret, given.reply)
    application = Application(options, AccessKeys(id, secret), given.domain)
    server = Server(
        (given.host, given.port), application, numthreads=THREADS, request_queue_size=BACKLOG
    )
    server.gateway = Gateway
    signal.signal(signal.SIGTERM, lambda *_: _end(server, application))
    server.prepare()
    host, port = server.bind_addr[:2]
    endpoint = f"http://{host}:{port}"
    told = {"endpoint": endpoint, "accessKeyId": id, "secretAccessKey": secret}
    print(json.dumps(told), flush=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        _end(server, application)


def _end(server: Server, application: Application) -> None:
    """Nothing is to be kept, so requests that last are not waited for."""
    application.stopping.set()
    os._exit(0)


if __name__ == "__main__":
    main()
