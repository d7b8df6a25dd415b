"""Makes the bundled model from nothing: renders, trains, exports.

Every stage writes its result into the working folder and is skipped when it is there; training
stages go on from their checkpoints. Interrupt and start again at will; ask for more steps than a
run made, and it goes on.
"""

import argparse
import os
import sys
from pathlib import Path

import torch

from avatarmodel.journal import journal
from avatarmodel.machine import Machine
from avatarmodel.places import BUNDLED, WORK
from avatarmodel.stages import FIRST_SEED, HELD_OUT_SEED, STAGES, Training
from avatarmodel.stopping import Stop, Stopped

STOPPED = 130  # the exit code of what Ctrl-C ends


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("stages", nargs="*", default=list(STAGES), help=", ".join(STAGES))
    parser.add_argument("--work", type=Path, default=WORK, help="working folder")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="model folder to write")
    parser.add_argument("--begin-with", type=Path, help="model folder to go on from")
    parser.add_argument("--seed", type=int, default=11, help="of everything but the renders")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="torch's")
    parser.add_argument("--device", default=Machine.usual_device(), help="of UNet and decoder")
    parser.add_argument(
        "--autocast",
        action=argparse.BooleanOptionalAction,
        help="to bfloat16; usual for GPUs, and CPUs with AVX512_BF16",
    )
    parser.add_argument("--shards", type=int, default=40, help="thousands of renders")
    parser.add_argument("--text-steps", type=int, default=2000, help="of 32 captions")
    parser.add_argument("--autoencoder-steps", type=int, default=5200, help="of 8 crops")
    parser.add_argument("--unet-steps", type=int, default=6000, help="of --unet-batch")
    parser.add_argument("--unet-batch", type=int, default=64, help="latents a step")
    parser.add_argument("--unet-average", type=float, default=0.998, help="decay a step")
    parser.add_argument("--unet-rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--redrawn-shards", type=int, default=8, help="thousands of latents")
    parser.add_argument("--decoder-steps", type=int, default=9500, help="of --decoder-batch")
    parser.add_argument("--decoder-batch", type=int, default=2, help="pictures a step")
    parser.add_argument("--decoder-rate", type=float, default=1.5e-3, help="highest learning rate")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.stages if name not in STAGES]
    if unknown:
        parser.error(f"no stage {', '.join(unknown)}; there are {', '.join(STAGES)}")
    return arguments


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    stop = Stop()
    stop.listen()
    with journal(arguments.work / "train.log", sys.stdout):
        print(", ".join(f"{name} {value}" for name, value in vars(arguments).items()))
        print(f"renders from seed {FIRST_SEED}, held-out ones from {HELD_OUT_SEED}")
        training = Training(arguments, stop)
        try:
            for name in arguments.stages:
                print(f"stage {name}", flush=True)
                STAGES[name](training)
        except Stopped as stopped:
            print(stopped, flush=True)
            sys.exit(STOPPED)


if __name__ == "__main__":
    main()
