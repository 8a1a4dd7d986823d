#!/usr/bin/env python3
"""Computes in PyTorch what an image classifier of ModelMine gives for images, from its weights alone.

    python3 lab/reference/image_outputs.py WEIGHTS.safetensors IMAGES.safetensors

IMAGES holds the tensor "images" [images, channels, rows, columns], normalised. Prints the outputs [images, classes] as JSON.
"""
import json
import sys

import torch

from check_weights import build as build_plain, read_safetensors
from layered import Layered
from resnet import ResNet


def build(config, tensors, images):
    if config["modelType"] == "resnet":
        model = ResNet(config["depth"], max(images.shape[2:]), images.shape[1], config["channels"], tensors["fc.bias"].shape[0])
        model.load_state_dict(tensors, strict=True)
        return model.eval()
    if "layers" in config:
        return Layered(config["layers"], tensors)
    return build_plain(config["modelType"], tensors)


def main():
    tensors, metadata = read_safetensors(sys.argv[1])
    images = read_safetensors(sys.argv[2])[0]["images"]
    model = build(json.loads(metadata["config"]), tensors, images)
    with torch.no_grad():
        print(json.dumps(model(images).tolist()))


if __name__ == "__main__":
    main()
