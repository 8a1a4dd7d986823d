#!/usr/bin/env python3
"""The loop that a PyTorch user would write for the CNN of our defaults on MNIST: Dataset, DataLoader, modules, Adam.

    python3 lab/reference/train_cnn.py DATASETS/mnist SEED THREADS

Prints a line of JSON: {"samplesPerSecond": ..., "losses": [...], "version": ...}. The first 20 steps are not timed.
"""
import gzip
import json
import struct
import sys
import time

import numpy
import torch

BATCH, WARM_UP, STEPS = 64, 20, 820


def read_idx(path):
    with gzip.open(path, "rb") as file:
        content = file.read()
    shape = struct.unpack(f">{content[3]}I", content[4:4 + 4 * content[3]])
    return numpy.frombuffer(content, dtype=numpy.uint8, offset=4 + 4 * content[3]).reshape(shape)


class Digits(torch.utils.data.Dataset):
    """As torchvision's MNIST with ToTensor and Normalize: each image is made ready when it is asked for."""

    def __init__(self, folder):
        self.images = torch.from_numpy(read_idx(f"{folder}/train-images-idx3-ubyte.gz").copy())[:54000]
        self.labels = torch.from_numpy(read_idx(f"{folder}/train-labels-idx1-ubyte.gz").astype(numpy.int64))[:54000]

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, place):
        image = self.images[place].unsqueeze(0).to(torch.float32).div(255)
        return image.sub(0.1307).div(0.3081), self.labels[place]


def build():
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.25), nn.Linear(64 * 9, 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10))


def begin_as_ours(model):
    """He's uniform weights before a ReLU and zero biases, as ModelMine begins them."""
    for layer in model:
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)):
            if isinstance(layer, torch.nn.Linear) and layer.out_features == 10:
                bound = layer.in_features ** -0.5
                torch.nn.init.uniform_(layer.weight, -bound, bound)
            else:
                torch.nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
            torch.nn.init.zeros_(layer.bias)


def main():
    folder, seed, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    loader = torch.utils.data.DataLoader(Digits(folder), batch_size=BATCH, shuffle=True)
    model = build()
    begin_as_ours(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    losses, began = [], None
    for step, (images, labels) in enumerate(loader):
        if step == WARM_UP:
            began = time.perf_counter()
        if step == WARM_UP + STEPS:
            break
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    seconds = time.perf_counter() - began
    print(json.dumps({"samplesPerSecond": STEPS * BATCH / seconds, "losses": losses, "version": torch.__version__}))


if __name__ == "__main__":
    main()
