"""ResNet 18, 34 and 50 as torchvision builds and names them (He et al. 2015), with a small stem for images of at most 64 pixels."""
import torch
from torch import nn


class Basic(nn.Module):
    expansion = 1

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = projection(inputs, width, stride)

    def forward(self, values):
        inner = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(values)))))
        return torch.relu(inner + (values if self.downsample is None else self.downsample(values)))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, width * 4, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(width * 4)
        self.downsample = projection(inputs, width * 4, stride)

    def forward(self, values):
        inner = torch.relu(self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(values))))))
        return torch.relu(self.bn3(self.conv3(inner)) + (values if self.downsample is None else self.downsample(values)))


def projection(inputs, outputs, stride):
    if stride == 1 and inputs == outputs:
        return None
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))


class ResNet(nn.Module):
    def __init__(self, depth, side, image_channels, channels, classes):
        super().__init__()
        kind = Bottleneck if depth == 50 else Basic
        self.pools = side > 64
        kernel, stride = (7, 2) if self.pools else (3, 1)
        self.conv1 = nn.Conv2d(image_channels, channels, kernel, stride, kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        inputs = channels
        for stage, count in enumerate([2, 2, 2, 2] if depth == 18 else [3, 4, 6, 3]):
            blocks = []
            for block in range(count):
                blocks.append(kind(inputs, channels << stage, 2 if stage > 0 and block == 0 else 1))
                inputs = (channels << stage) * kind.expansion
            self.add_module(f"layer{stage + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(inputs, classes)

    def forward(self, images):
        values = torch.relu(self.bn1(self.conv1(images)))
        if self.pools:
            values = nn.functional.max_pool2d(values, 3, 2, 1)
        for stage in range(1, 5):
            values = getattr(self, f"layer{stage}")(values)
        return self.fc(values.mean((2, 3)))
