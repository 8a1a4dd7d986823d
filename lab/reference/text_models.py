"""The text models of docs/models/transformer.md and bert.md in plain PyTorch (1.13 or later): attention is written out."""
import json
import math
import re

import torch
from torch import nn

PIECE = re.compile(r" ?[A-Za-z]{1,128}| ?[0-9]{1,128}| ?[^\sA-Za-z0-9]{1,128}|\s{1,128}(?!\S)|\s")


def encode(metadata, text):
    """The tokens of an ASCII text, by the tokenizer that a weights file names in its metadata."""
    if metadata["tokenizer"] == "character":
        numbers = {character: number for number, character in enumerate(metadata["vocabulary"])}
        return [numbers.get(character, numbers.get("\ufffd")) for character in text]
    data = [list(piece.encode()) for piece in PIECE.findall(text)]
    if metadata["tokenizer"] == "bpe":
        # The definition: each merge in its order, over the whole text.
        for number, (left, right) in enumerate(json.loads(metadata["merges"]), start=256):
            data = [merge(piece, left, right, number) for piece in data]
    return [token for piece in data for token in piece]


def merge(tokens, left, right, number):
    merged = []
    for token in tokens:
        if merged and token == right and merged[-1] == left:
            merged[-1] = number
        else:
            merged.append(token)
    return merged


def rotate(values):
    """Rotary positions (Su et al. 2021) on [.., length, width]: the numbers i and i + width / 2 are a point that is turned."""
    length, width = values.shape[-2:]
    angles = torch.arange(length).unsqueeze(1) * 10000.0 ** (-2.0 * torch.arange(width // 2) / width)
    first, second = values[..., :width // 2], values[..., width // 2:]
    return torch.cat([first * angles.cos() - second * angles.sin(), second * angles.cos() + first * angles.sin()], dim=-1)


class Attention(nn.Module):
    def __init__(self, width, heads, rotary):
        super().__init__()
        self.heads, self.rotary = heads, rotary
        self.qkv = nn.Linear(width, 3 * width)
        self.projection = nn.Linear(width, width)

    def forward(self, values, hidden):
        texts, length, width = values.shape
        queries, keys, contents = (
            part.view(texts, length, self.heads, width // self.heads).transpose(1, 2) for part in self.qkv(values).split(width, dim=2))
        if self.rotary:
            queries, keys = rotate(queries), rotate(keys)
        scores = queries @ keys.transpose(2, 3) / math.sqrt(width // self.heads)
        attended = scores.masked_fill(hidden, -math.inf).softmax(-1) @ contents
        return self.projection(attended.transpose(1, 2).reshape(texts, length, width))


class Mlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, values):
        return self.fc2(nn.functional.gelu(self.fc1(values)))


class Block(nn.Module):
    def __init__(self, width, heads, rotary, dropout):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention, self.mlp, self.dropout = Attention(width, heads, rotary), Mlp(width), nn.Dropout(dropout)

    def forward(self, values, hidden):
        values = values + self.dropout(self.attention(self.norm1(values), hidden))
        return values + self.dropout(self.mlp(self.norm2(values)))


class Decoder(nn.Module):
    """A language model."""

    def __init__(self, config, vocabulary):
        super().__init__()
        width, self.tied = config["hiddenSize"], config["tieWeights"]
        rotary = config["positions"] == "rotary"
        self.token_embedding = nn.Embedding(vocabulary, width)
        if not rotary:
            self.position_embedding = nn.Embedding(config["contextLength"], width)
        self.rotary, self.dropout = rotary, nn.Dropout(config["dropout"])
        self.blocks = nn.ModuleList(Block(width, config["numHeads"], rotary, config["dropout"]) for _ in range(config["numLayers"]))
        self.norm = nn.LayerNorm(width)
        if not self.tied:
            self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        length = tokens.shape[1]
        values = self.token_embedding(tokens)
        if not self.rotary:
            values = values + self.position_embedding.weight[:length]
        values = self.dropout(values)
        hidden = torch.ones(length, length, dtype=torch.bool).triu(1)
        for block in self.blocks:
            values = block(values, hidden)
        return nn.functional.linear(self.norm(values), self.token_embedding.weight if self.tied else self.head.weight)


class Encoder(nn.Module):
    """A classifier of texts, one at a time: there is nothing to fill up, and nothing to mask."""

    def __init__(self, config, vocabulary):
        super().__init__()
        width, self.mean = config["hiddenSize"], config["pooling"] == "mean"
        self.token_embedding = nn.Embedding(vocabulary, width)
        self.position_embedding = nn.Embedding(config["maxLength"], width)
        self.blocks = nn.ModuleList(Block(width, config["numHeads"], False, config["dropout"]) for _ in range(config["numLayers"]))
        self.norm, self.classifier = nn.LayerNorm(width), nn.Linear(width, config["numLabels"])

    def forward(self, tokens):
        values = self.token_embedding(tokens) + self.position_embedding.weight[:tokens.shape[1]]
        hidden = torch.zeros(1, 1, dtype=torch.bool)
        for block in self.blocks:
            values = block(values, hidden)
        values = self.norm(values)
        return self.classifier(values.mean(1) if self.mean else values[:, 0])
