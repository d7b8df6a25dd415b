"""Makes the URLs that pylibravatar makes where the domain of the address names its server.

What the name service would answer is given to it, so that nobody is asked.
"""

import json
import sys
from typing import Any
from urllib.parse import urlsplit

import libravatar


def url_of(call: dict[str, Any]) -> str:
    """The URL for an address or an OpenID."""
    server = urlsplit(call["origin"])
    record = {
        "priority": 0,
        "weight": 0,
        "port": server.port,
        "target": f"{server.hostname}.",
    }
    who, options = call["who"], call["options"]
    is_address = "@" in who
    avatar, _ = libravatar.parse_user_identity(
        who if is_address else None, None if is_address else who
    )
    return libravatar.compose_avatar_url(
        libravatar.normalized_target([record], https=False),
        avatar,
        libravatar.parse_options(options.get("default"), options.get("size")),
        https=False,
    )


print(json.dumps([url_of(call) for call in json.loads(sys.argv[1])]))
