"""Reads the weights of a model folder's graphs back, so that training can go on from them.

Exporting keeps the names of most weights. A linear layer's matrix is transposed and a group norm's
scale and shift are reshaped: both lose their names, and are found by that of the node they feed.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

HALVED = "_half"  # the end of the name of a tensor that is stored in half precision
LOST_NAMES = {"MatMul": "weight", "Mul": "weight", "Add": "bias"}


def load_graph(module: nn.Module, graph: Path) -> None:
    """Gives a module the weights of the graph that one of its kind was exported to."""
    model = onnx.load(graph).graph
    stored = {
        tensor.name.removesuffix(HALVED): numpy_helper.to_array(tensor)
        for tensor in model.initializer
    }
    weights = {name.removeprefix("module."): values for name, values in stored.items()}
    for node in model.node:
        if node.op_type in LOST_NAMES:
            name = f"{_scope(node.name)}.{LOST_NAMES[node.op_type]}"
            for values in (stored[given] for given in node.input if given in stored):
                weights.setdefault(name, values.T if node.op_type == "MatMul" else values)
    state = module.state_dict()
    for name, own in state.items():
        if name not in weights or weights[name].size != own.numel():
            raise ValueError(f"{graph} has no weights for {name} {list(own.shape)}")
        state[name] = torch.from_numpy(weights[name].astype(np.float32)).reshape(own.shape)
    module.load_state_dict(state)


def _scope(node: str) -> str:
    """The path of the module that a node named /module/PATH/OPERATOR is part of."""
    return ".".join(node.removeprefix("/").removeprefix("module/").split("/")[:-1])
