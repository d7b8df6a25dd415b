"""What can be set, at the start and by a test while it runs."""

from dataclasses import dataclass
from typing import Any

from tigris.messages import invalid

SECRETS = ("shown", "masked", "absent")
REPLIES = ("status", "update")


@dataclass
class Options:
    """Seconds, and the ways that the control API answers in."""

    stale: float = 15.0
    copy_delay: float = 0.5
    secret: str = "shown"
    reply: str = "status"

    def change(self, named: dict[str, Any]) -> None:
        """Sets what is named, as in JSON."""
        for name, value in named.items():
            match name, value:
                case "stale", int() | float():
                    self.stale = float(value)
                case "copyDelay", int() | float():
                    self.copy_delay = float(value)
                case "secret", str() if value in SECRETS:
                    self.secret = value
                case "reply", str() if value in REPLIES:
                    self.reply = value
                case _:
                    raise invalid(f"{name} cannot be {value!r}")

    def told(self) -> dict[str, Any]:
        return {
            "stale": self.stale,
            "copyDelay": self.copy_delay,
            "secret": self.secret,
            "reply": self.reply,
        }
