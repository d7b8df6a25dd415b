"""A small network that tells renders from decoded pictures, patch by patch.

A decoder that is only asked for small errors answers doubt with blur. The critic sees blur at once;
pleasing it a little makes the decoder decide where an outline runs.
"""

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

RATE = 4e-4


def build_critic() -> nn.Module:
    def layer(inputs: int, outputs: int) -> list[nn.Module]:
        return [spectral_norm(nn.Conv2d(inputs, outputs, 4, 2, 1)), nn.LeakyReLU(0.2)]

    return nn.Sequential(
        *layer(3, 32),
        *layer(32, 64),
        *layer(64, 96),
        spectral_norm(nn.Conv2d(96, 1, 3, padding=1)),
    ).to(memory_format=torch.channels_last)


class Critic:
    """The network with its optimizer; trained with the hinge loss."""

    def __init__(self) -> None:
        self.network = build_critic()
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=RATE, betas=(0.5, 0.99))

    def learn(self, renders: Tensor, decoded: Tensor) -> float:
        """One step on as many renders as decoded pictures; the loss."""
        scores = self.network(torch.cat([renders, decoded.detach()]))
        real, made = scores.chunk(2)
        loss = (1 - real).relu().mean() + (1 + made).relu().mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def wish(self, decoded: Tensor) -> Tensor:
        """How the decoded pictures should change to look more like renders: a gradient."""
        (gradient,) = torch.autograd.grad(-self.network(decoded).mean(), decoded)
        return gradient

    def state_dict(self) -> dict[str, object]:
        return {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}

    def load_state_dict(self, state: dict[str, dict]) -> None:
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
