#!/usr/bin/env python3
"""Trains the transformer of our defaults in PyTorch, and measures the bits a character on the held-out end of the text.

    python3 lab/reference/transformer_bits.py DATASETS/kjv EPOCHS SEED THREADS

Same text, split, windows, model, beginning, dropout, Adam and half cosine as {"modelType":"transformer","epochs":EPOCHS}; only the
random numbers are others. Prints a line of JSON: {"bitsPerCharacter": ..., "samplesPerSecond": ..., "version": ...}.
"""
import gzip
import json
import math
import sys
import time

import torch
from text_models import Decoder

CONFIG = {"contextLength": 64, "hiddenSize": 128, "numLayers": 2, "numHeads": 4, "dropout": 0.1, "positions": "learned", "tieWeights": False}
BATCH, RATE, CONTEXT = 32, 0.001, CONFIG["contextLength"]


def begin(model):
    """Normal with deviation 0.02; what adds to the stream smaller by the root of how many parts do; biases zero (Radford et al. 2019)."""
    for name, values in model.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.zeros_(values)
        elif "norm" not in name:
            residual = "projection" in name or "fc2" in name
            torch.nn.init.normal_(values, std=0.02 / (math.sqrt(2 * CONFIG["numLayers"]) if residual else 1))


def loss_of(model, windows, reduction="mean"):
    scores = model(windows[:, :-1])
    return torch.nn.functional.cross_entropy(scores.flatten(0, 1), windows[:, 1:].flatten(), reduction=reduction)


def measure(model, tokens):
    """Mean nats over consecutive windows; the last is shorter."""
    model.eval()
    with torch.no_grad():
        whole = (len(tokens) - 1) // CONTEXT
        windows = tokens[:whole * CONTEXT + 1].unfold(0, CONTEXT + 1, CONTEXT)
        nats = sum(loss_of(model, part, "sum").item() for part in windows.split(64))
        if whole * CONTEXT + 1 < len(tokens):
            nats += loss_of(model, tokens[whole * CONTEXT:].unsqueeze(0), "sum").item()
    return nats / (len(tokens) - 1)


def main():
    folder, epochs, seed, threads = sys.argv[1], *map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    with gzip.open(f"{folder}/kjv.txt.gz", "rt", encoding="ascii", newline="") as file:
        text = file.read()
    alphabet = {character: number for number, character in enumerate(sorted(set(text)))}
    tokens = torch.tensor([alphabet[character] for character in text])
    train, test = tokens[:int(len(text) * 0.85)], tokens[len(text) - int(len(text) * 0.1):]
    model = Decoder(CONFIG, len(alphabet))
    begin(model)
    count = (len(train) - CONTEXT) // CONTEXT
    total = epochs * math.ceil(count / BATCH)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    step, began = 0, time.perf_counter()
    for _ in range(epochs):
        model.train()
        windows = train[int(torch.randint(CONTEXT, ())):].unfold(0, CONTEXT + 1, CONTEXT)[:count]
        for places in torch.randperm(count).split(BATCH):
            for group in optimizer.param_groups:
                group["lr"] = RATE * 0.5 * (1 + math.cos(math.pi * step / total))
            step += 1
            optimizer.zero_grad()
            loss_of(model, windows[places]).backward()
            optimizer.step()
    rate = epochs * count / (time.perf_counter() - began)
    print(json.dumps({"bitsPerCharacter": measure(model, test) / math.log(2), "samplesPerSecond": rate, "version": torch.__version__}))


if __name__ == "__main__":
    main()
