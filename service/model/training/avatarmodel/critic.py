"""A small network that tells renders from decoded pictures, patch by patch.

A decoder that is only asked for small errors answers doubt with blur. The critic sees blur at once;
pleasing it a little makes the decoder decide where an outline runs.
"""

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

RATE = 4e-4
LESSONS_ALONE = 100  # in which it learns without being listened to


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

    def __init__(self, device: torch.device) -> None:
        self.network = build_critic().to(device)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=RATE, betas=(0.5, 0.99))
        self.lessons = 0

    def wish(self, renders: Tensor, decoded: Tensor) -> Tensor:
        """How decoded pictures should change to look more like renders: a gradient of norm 1.

        Zero at first. The critic learns from the pictures, of which there are as many as renders.
        """
        wish = torch.zeros_like(decoded)
        if self.lessons >= LESSONS_ALONE:
            outside = decoded.detach().requires_grad_()
            (wish,) = torch.autograd.grad(-self.network(outside).mean(), outside)
        self._learn(renders, decoded.detach())
        return wish / (wish.norm() + 1e-12)

    def _learn(self, renders: Tensor, decoded: Tensor) -> None:
        real, made = self.network(torch.cat([renders, decoded])).chunk(2)
        loss = (1 - real).relu().mean() + (1 + made).relu().mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.lessons += 1

    def state_dict(self) -> dict[str, object]:
        return {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "lessons": self.lessons,
        }

    def load_state_dict(self, state: dict[str, object]) -> None:
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.lessons = state["lessons"]
