#!/usr/bin/env python3
"""What PyTorch makes of texts with weights that ModelMine trained.

    python3 lab/reference/text_outputs.py WEIGHTS.safetensors TEXT...

Prints a line of JSON for each text: {"tokens": [...], "outputs": [...]}. For a language model, outputs are the scores of the next
token after each place; for a classifier, the scores of the classes. Texts are ASCII.
"""
import json
import sys

import torch
from check_weights import read_safetensors
from text_models import Decoder, Encoder, encode


def main():
    tensors, metadata = read_safetensors(sys.argv[1])
    config = json.loads(metadata["config"])
    vocabulary = tensors["token_embedding.weight"].shape[0]
    classifies = config["modelType"] == "bert"
    model = (Encoder if classifies else Decoder)(config, vocabulary)
    model.load_state_dict(tensors, strict=True)
    model.eval()
    for text in sys.argv[2:]:
        tokens = encode(metadata, text)
        if classifies:
            tokens = [vocabulary - 1, *tokens][:config["maxLength"]]
        with torch.no_grad():
            outputs = model(torch.tensor([tokens]))[0]
        print(json.dumps({"tokens": tokens, "outputs": outputs.flatten().tolist()}))


if __name__ == "__main__":
    main()
