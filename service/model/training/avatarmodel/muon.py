"""The Muon optimizer (orthogonalised momentum, Jordan et al. 2024) for matrices and kernels.

Biases, norms and what is named as skipped are left to AdamW. Muon's updates are scaled to AdamW's
usual size, so that one learning rate serves both.
"""

from collections.abc import Iterable

import torch
from torch import Tensor

# Quintic Newton-Schulz coefficients of the Muon paper: fast convergence of singular values to 1.
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
ADAMW_UPDATE_SIZE = 0.2
SMALLEST_SIDE = 8


def orthogonalised(gradient: Tensor, steps: int) -> Tensor:
    """The nearest matrix whose singular values are all about 1."""
    a, b, c = NEWTON_SCHULZ
    matrix = gradient / (gradient.norm() + 1e-7)
    tall = matrix.shape[0] > matrix.shape[1]
    if tall:
        matrix = matrix.t()
    for _ in range(steps):
        gram = matrix @ matrix.t()
        matrix = a * matrix + (b * gram + c * (gram @ gram)) @ matrix
    return matrix.t() if tall else matrix


class Muon:
    """Steps given parameters; not a torch.optim.Optimizer, because it mixes two rules."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        skip: Iterable[Tensor] = (),
        weight_decay: float = 1e-2,
        momentum: float = 0.95,
        newton_schulz_steps: int = 4,
    ) -> None:
        skipped = {id(parameter) for parameter in skip}
        self.matrices: list[Tensor] = []
        self.others: list[Tensor] = []
        for parameter in parameters:
            wide = parameter.ndim >= 2 and min(len(parameter), parameter[0].numel())
            matrix = id(parameter) not in skipped and wide > SMALLEST_SIDE
            (self.matrices if matrix else self.others).append(parameter)
        self.momenta = [p.new_zeros(len(p), p[0].numel()) for p in self.matrices]
        self.adam = torch.optim.AdamW(self.others, lr=1e-3, betas=(0.9, 0.98), weight_decay=0.0)
        self.weight_decay = weight_decay
        self.momentum = momentum
        self.newton_schulz_steps = newton_schulz_steps

    def zero_grad(self) -> None:
        for parameter in self.matrices + self.others:
            parameter.grad = None

    @torch.no_grad()
    def step(self, learning_rate: float) -> None:
        for group in self.adam.param_groups:
            group["lr"] = learning_rate
        self.adam.step()
        for parameter, momentum in zip(self.matrices, self.momenta, strict=True):
            if parameter.grad is None:
                continue
            gradient = parameter.grad.reshape(len(parameter), -1)
            momentum.lerp_(gradient, 1 - self.momentum)
            nesterov = gradient.lerp(momentum, self.momentum)
            update = orthogonalised(nesterov, self.newton_schulz_steps)
            size = ADAMW_UPDATE_SIZE * max(update.shape) ** 0.5
            parameter.mul_(1 - learning_rate * self.weight_decay)
            parameter.add_(update.reshape(parameter.shape), alpha=-learning_rate * size)

    def state_dict(self) -> dict[str, object]:
        return {"momenta": self.momenta, "adam": self.adam.state_dict()}

    def load_state_dict(self, state: dict[str, object]) -> None:
        for momentum, stored in zip(self.momenta, state["momenta"], strict=True):
            momentum.copy_(stored)
        self.adam.load_state_dict(state["adam"])
