"""Measures the most that a device computes: products of square fp16 matrices, in operations a second."""

import argparse
import json
import statistics
import time

import torch

WARM_UP = 3


def measure(device: str, side: int, runs: int) -> float:
    """Of the median run."""
    left = torch.randn(side, side, device=device, dtype=torch.float16)
    right = torch.randn(side, side, device=device, dtype=torch.float16)
    seconds = []
    for _ in range(WARM_UP + runs):
        _wait(device)
        began = time.perf_counter()
        torch.mm(left, right)
        _wait(device)
        seconds.append(time.perf_counter() - began)
    return 2 * side**3 / statistics.median(seconds[WARM_UP:])


def _wait(device: str) -> None:
    if device != "cpu":
        torch.cuda.synchronize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--side", type=int, default=8192)
    parser.add_argument("--runs", type=int, default=50)
    arguments = parser.parse_args()
    peak = measure(arguments.device, arguments.side, arguments.runs)
    print(json.dumps({"flops": peak}))


if __name__ == "__main__":
    main()
