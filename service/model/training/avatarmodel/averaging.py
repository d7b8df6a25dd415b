"""An exponential moving average of parameters, which draws better than the last step's."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class MovingAverage:
    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module = module
        self.decay = decay
        self.values = [parameter.detach().clone() for parameter in module.parameters()]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Follows the parameters; faster during the first steps."""
        decay = min(self.decay, (1 + step) / (10 + step))
        current = [parameter.detach() for parameter in self.module.parameters()]
        torch._foreach_lerp_(self.values, current, 1 - decay)

    @contextmanager
    def applied(self) -> Iterator[nn.Module]:
        """The module with averaged parameters, for as long as the context lasts."""
        current = [parameter.detach().clone() for parameter in self.module.parameters()]
        self._assign(self.values)
        try:
            yield self.module
        finally:
            self._assign(current)

    @torch.no_grad()
    def _assign(self, values: list[Tensor]) -> None:
        for parameter, value in zip(self.module.parameters(), values, strict=True):
            parameter.copy_(value)
