#!/usr/bin/env python3
"""Reads weights that ModelMine trained on a table, does the preprocessing that their metadata tells, and measures in PyTorch.

    python3 lab/reference/check_table.py WEIGHTS.safetensors TABLE.csv ROWS

ROWS is a file with the numbers (from 0) of the rows to measure, one a line. Prints a line of JSON: {"rows": ..., "outputs":
[[...], ...], "score": ...}: the accuracy for classes, the root of the mean squared error for a number. Needs PyTorch (1.13 or
later) and NumPy; knows nothing of ModelMine but docs/models/mlp.md.
"""
import csv
import json
import sys

import torch

from check_weights import build, read_safetensors

MISSING = {"", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"}


def encode(feature, text):
    missing = text in MISSING
    marks = [1.0 if missing else 0.0] if feature["marksMissing"] else []
    if feature["kind"] == "numeric":
        return [0.0 if missing else (float(text) - feature["mean"]) / feature["standardDeviation"]] + marks
    return [1.0 if text == category else 0.0 for category in feature["categories"]] + marks


def main():
    weights, table, numbers = sys.argv[1:4]
    tensors, metadata = read_safetensors(weights)
    model = build("mlp", tensors)
    preprocessing = json.loads(metadata["preprocessing"])
    target = preprocessing["target"]
    with open(table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows = [rows[int(line)] for line in open(numbers)]
    inputs = torch.tensor([[value for feature in preprocessing["features"] for value in encode(feature, row[feature["column"]])] for row in rows])
    with torch.no_grad():
        outputs = model(inputs)
    if target["classes"]:
        wanted = torch.tensor([target["classes"].index(row[target["column"]]) for row in rows])
        score = (outputs.argmax(1) == wanted).double().mean().item()
    else:
        wanted = torch.tensor([float(row[target["column"]]) for row in rows], dtype=torch.float64)
        found = outputs.squeeze(1).double() * target["standardDeviation"] + target["mean"]
        score = (found - wanted).square().mean().sqrt().item()
    print(json.dumps({"rows": len(rows), "outputs": outputs.tolist(), "score": score}))


if __name__ == "__main__":
    main()
