#!/usr/bin/env python3
"""Loads a policy that ModelMine trained (modelType dqn or ppo) in PyTorch and evaluates it for given observations.

    python3 lab/reference/check_policy.py WEIGHTS.safetensors OBSERVATIONS.json

OBSERVATIONS.json holds a list of lists of numbers, as the network is given them (times observationScale, if the metadata has one). Prints a line of JSON: for dqn {"outputs": estimates of each action}, for ppo
{"outputs": logits of each action, "values": worth of each state}. Needs PyTorch (1.13 or later) and NumPy; knows nothing of
ModelMine but docs/models/dqn.md and docs/models/ppo.md.
"""
import json
import sys

import torch

from check_weights import read_safetensors


class Dqn(torch.nn.Module):
    def __init__(self, inputs, hidden, actions, dueling):
        super().__init__()
        self.dueling = dueling
        self.fc1 = torch.nn.Linear(inputs, hidden)
        self.fc2 = torch.nn.Linear(hidden, hidden)
        if dueling:
            self.value = torch.nn.Linear(hidden, 1)
            self.advantage = torch.nn.Linear(hidden, actions)
        else:
            self.fc3 = torch.nn.Linear(hidden, actions)

    def forward(self, observations):
        hidden = torch.relu(self.fc2(torch.relu(self.fc1(observations))))
        if not self.dueling:
            return self.fc3(hidden)
        advantage = self.advantage(hidden)
        return self.value(hidden) + advantage - advantage.mean(1, keepdim=True)


class Network(torch.nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.fc1 = torch.nn.Linear(inputs, hidden)
        self.fc2 = torch.nn.Linear(hidden, hidden)
        self.fc3 = torch.nn.Linear(hidden, outputs)

    def forward(self, observations):
        return self.fc3(torch.tanh(self.fc2(torch.tanh(self.fc1(observations)))))


class Ppo(torch.nn.Module):
    def __init__(self, inputs, hidden, actions):
        super().__init__()
        self.actor = Network(inputs, hidden, actions)
        self.critic = Network(inputs, hidden, 1)

    def forward(self, observations):
        return self.actor(observations)


def main():
    tensors, metadata = read_safetensors(sys.argv[1])
    config = json.loads(metadata["config"])
    if config["modelType"] == "dqn":
        hidden, inputs = tensors["fc1.weight"].shape
        last = "advantage.bias" if config["dueling"] else "fc3.bias"
        model = Dqn(inputs, hidden, len(tensors[last]), config["dueling"])
    else:
        hidden, inputs = tensors["actor.fc1.weight"].shape
        model = Ppo(inputs, hidden, len(tensors["actor.fc3.bias"]))
    model.load_state_dict(tensors, strict=True)
    with open(sys.argv[2], encoding="utf-8") as file:
        observations = torch.tensor(json.load(file), dtype=torch.float32)
    with torch.no_grad():
        answer = {"outputs": model(observations).tolist()}
        if config["modelType"] == "ppo":
            answer["values"] = model.critic(observations).squeeze(1).tolist()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
