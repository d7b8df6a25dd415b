"""A small server of AUTOMATIC1111's API, for tests: what it prints first is its port."""

import argparse
import base64
import io
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from painting import Order, Painter
from PIL import Image

TAG = re.compile(r"<(lora|hypernet):[^>]*>")
SAMPLERS = {
    "DPM++ 2M Karras": ("", True),
    "DPM++ 2M": ("Uniform", False),
}


class Handler(BaseHTTPRequestHandler):
    """Draws one picture at a time, as the original does."""

    protocol_version = "HTTP/1.1"
    painter: Painter
    lock = threading.Lock()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/sdapi/v1/txt2img":
            self._answer(404, {"detail": "Not Found"})
            return
        expected = SAMPLERS.get(body["sampler_name"])
        if not expected or body.get("scheduler", "") != expected[0]:
            self._answer(404, {"detail": "Sampler not found"})
            return
        with Handler.lock:
            picture = Handler.painter.paint(_order(body, karras=expected[1]))
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "PNG")
        encoded = base64.b64encode(file.getvalue()).decode()
        self._answer(
            200,
            {"images": [encoded], "parameters": body, "info": json.dumps(body)},
        )

    def _answer(self, status: int, document: dict) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is said of requests."""


def _order(body: dict, karras: bool) -> Order:
    return Order(
        prompt=TAG.sub("", body["prompt"]),
        negative_prompt=body["negative_prompt"],
        seed=body["seed"],
        steps=body["steps"],
        cfg_scale=body["cfg_scale"],
        width=body["width"],
        height=body["height"],
        karras=karras,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    Handler.painter = Painter(parser.parse_args().folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
