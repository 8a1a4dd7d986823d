"""The network that the `layers` of a job config describe, computed with PyTorch's functions from tensors named `layers.i.*`."""
import math

from torch import nn
from torch.nn import functional

ACTIVATIONS = {
    "linear": lambda values: values, "softmax": lambda values: values, "relu": functional.relu, "leakyRelu": functional.leaky_relu,
    "elu": functional.elu, "gelu": functional.gelu, "silu": functional.silu, "sigmoid": lambda values: values.sigmoid(),
    "tanh": lambda values: values.tanh(), "softplus": functional.softplus,
}


def pair(size):
    return size if isinstance(size, list) else [size, size]


def pad(values, window, strides, padding, filling):
    """As Keras pads for "same": as many places as side / stride, rounded up, with the odd pixel at the end."""
    if padding != "same":
        return values
    edges = []
    for side, size, stride in reversed(list(zip(values.shape[2:], window, strides))):
        total = max((math.ceil(side / stride) - 1) * stride + size - side, 0)
        edges += [total // 2, total - total // 2]
    return functional.pad(values, edges, value=filling)


class Layered(nn.Module):
    def __init__(self, layers, tensors):
        super().__init__()
        self.layers, self.tensors = layers, tensors

    def forward(self, values):
        for place, layer in enumerate(self.layers):
            values = self.apply_layer(f"layers.{place}", layer, values)
        return values

    def apply_layer(self, name, layer, values):
        kind, tensors = layer["type"], self.tensors
        activate = ACTIVATIONS[layer.get("activation", "linear")]
        if kind == "Conv2D":
            kernel, strides = pair(layer["kernelSize"]), pair(layer["strides"])
            values = pad(values, kernel, strides, layer["padding"], 0.0)
            return activate(functional.conv2d(values, tensors[f"{name}.weight"], tensors.get(f"{name}.bias"), strides))
        if kind == "Dense":
            return activate(functional.linear(values.flatten(1), tensors[f"{name}.weight"], tensors.get(f"{name}.bias")))
        if kind in ("MaxPooling2D", "AveragePooling2D"):
            pool, strides = pair(layer["poolSize"]), pair(layer["strides"])
            if kind == "MaxPooling2D":
                return functional.max_pool2d(pad(values, pool, strides, layer["padding"], -math.inf), pool, strides)
            ones = pad(values.new_ones(values.shape), pool, strides, layer["padding"], 0.0)
            sums = functional.avg_pool2d(pad(values, pool, strides, layer["padding"], 0.0), pool, strides, divisor_override=1)
            return sums / functional.avg_pool2d(ones, pool, strides, divisor_override=1)
        if kind == "BatchNormalization":
            return functional.batch_norm(
                values, tensors[f"{name}.running_mean"], tensors[f"{name}.running_var"], tensors[f"{name}.weight"], tensors[f"{name}.bias"],
                training=False, eps=layer["epsilon"])
        if kind == "GlobalAveragePooling2D":
            return values.mean((2, 3))
        return {"Flatten": lambda: values.flatten(1), "Dropout": lambda: values, "Activation": lambda: activate(values)}[kind]()
