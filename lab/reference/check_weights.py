#!/usr/bin/env python3
"""Reads weights that ModelMine trained, builds the same network in PyTorch and counts the MNIST test images it reads rightly.

    python3 lab/reference/check_weights.py WEIGHTS.safetensors DATASETS/mnist

Prints a line of JSON: {"modelType": ..., "correct": ..., "total": ..., "accuracy": ...}. Needs PyTorch (1.13 or later) and
NumPy; knows nothing of ModelMine but docs/models. Serves as an independent check of the reported accuracy.
"""
import gzip
import json
import struct
import sys

import numpy
import torch


def read_safetensors(path):
    """Tensors and metadata of a safetensors file: 8 bytes of length, a JSON header, the tensors' bytes."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32", f"{name} is {entry['dtype']}"
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata


def read_idx(path):
    with gzip.open(path, "rb") as file:
        content = file.read()
    dimensions = content[3]
    shape = struct.unpack(f">{dimensions}I", content[4:4 + 4 * dimensions])
    return torch.from_numpy(numpy.frombuffer(content, dtype=numpy.uint8, offset=4 + 4 * dimensions).reshape(shape).copy())


class Cnn(torch.nn.Module):
    def __init__(self, channels, hidden, flat, classes):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(1, channels, 3, padding=1)
        self.conv2 = torch.nn.Conv2d(channels, 2 * channels, 3, padding=1)
        self.conv3 = torch.nn.Conv2d(2 * channels, 4 * channels, 3, padding=1)
        self.fc1 = torch.nn.Linear(flat, hidden)
        self.fc2 = torch.nn.Linear(hidden, classes)

    def forward(self, images):
        for convolution in (self.conv1, self.conv2, self.conv3):
            images = torch.nn.functional.max_pool2d(torch.relu(convolution(images)), 2)
        return self.fc2(torch.relu(self.fc1(images.flatten(1))))


class Mlp(torch.nn.Module):
    def __init__(self, shapes):
        super().__init__()
        self.count = len(shapes)
        for number, (outputs, inputs) in enumerate(shapes, start=1):
            self.add_module(f"fc{number}", torch.nn.Linear(inputs, outputs))

    def forward(self, images):
        values = images.flatten(1)
        for number in range(1, self.count + 1):
            values = getattr(self, f"fc{number}")(values)
            if number < self.count:
                values = torch.relu(values)
        return values


def build(model_type, tensors):
    if model_type == "cnn":
        hidden, flat = tensors["fc1.weight"].shape
        model = Cnn(tensors["conv1.weight"].shape[0], hidden, flat, tensors["fc2.weight"].shape[0])
    elif model_type == "mlp":
        names = sorted((name for name in tensors if name.endswith(".weight")), key=lambda name: int(name[2:-len(".weight")]))
        model = Mlp([tuple(tensors[name].shape) for name in names])
    else:
        sys.exit(f"no reference for modelType {model_type}")
    model.load_state_dict(tensors, strict=True)
    return model.eval()


def main():
    weights, mnist = sys.argv[1:3]
    tensors, metadata = read_safetensors(weights)
    model_type = json.loads(metadata["config"])["modelType"]
    model = build(model_type, tensors)
    mean, deviation = float(metadata["mean"]), float(metadata["standardDeviation"])
    images = (read_idx(f"{mnist}/t10k-images-idx3-ubyte.gz").unsqueeze(1).float() / 255 - mean) / deviation
    labels = read_idx(f"{mnist}/t10k-labels-idx1-ubyte.gz").long()
    correct = 0
    with torch.no_grad():
        for start in range(0, len(labels), 500):
            correct += int((model(images[start:start + 500]).argmax(1) == labels[start:start + 500]).sum())
    print(json.dumps({"modelType": model_type, "correct": correct, "total": len(labels), "accuracy": correct / len(labels)}))


if __name__ == "__main__":
    main()
