#!/usr/bin/env python3
"""Plays episodes in the three worlds of reinforcement learning, written down here once more from their sources.

    python3 lab/reference/worlds.py > tests/ModelMine.Tests/Training/Worlds/trajectories.json

CartPole-v1: Barto, Sutton, Anderson 1983. MountainCar-v0: Moore 1990. Acrobot-v1: Sutton 1996, equations of motion as in
Sutton and Barto's book. Constants, limits and rewards as Gymnasium documents them. Needs nothing but Python 3; shares no code
with ModelMine, whose tests compare their worlds with what this prints: the state before each step and after the last, the
action, the reward, and whether the episode had come to its end (termination, not the limit of steps).
"""
import json
from math import cos, pi, sin


def cart_pole(state, action):
    x, x_dot, theta, theta_dot = state
    gravity, mass_cart, mass_pole, length, tau = 9.8, 1.0, 0.1, 0.5, 0.02
    force = 10.0 if action == 1 else -10.0
    total = mass_cart + mass_pole
    temp = (force + mass_pole * length * theta_dot ** 2 * sin(theta)) / total
    theta_acc = (gravity * sin(theta) - cos(theta) * temp) / (length * (4.0 / 3.0 - mass_pole * cos(theta) ** 2 / total))
    x_acc = temp - mass_pole * length * theta_acc * cos(theta) / total
    state = [x + tau * x_dot, x_dot + tau * x_acc, theta + tau * theta_dot, theta_dot + tau * theta_acc]
    return state, 1.0, abs(state[0]) > 2.4 or abs(state[2]) > 12 * pi / 180


def mountain_car(state, action):
    position, velocity = state
    velocity += (action - 1) * 0.001 - 0.0025 * cos(3 * position)
    velocity = min(max(velocity, -0.07), 0.07)
    position = min(max(position + velocity, -1.2), 0.6)
    if position == -1.2 and velocity < 0:
        velocity = 0.0
    return [position, velocity], -1.0, position >= 0.5 and velocity >= 0.0


def acrobot_derivative(state, torque):
    theta1, theta2, dtheta1, dtheta2 = state
    m1 = m2 = l1 = i1 = i2 = 1.0
    lc1 = lc2 = 0.5
    g = 9.8
    d1 = m1 * lc1 ** 2 + m2 * (l1 ** 2 + lc2 ** 2 + 2 * l1 * lc2 * cos(theta2)) + i1 + i2
    d2 = m2 * (lc2 ** 2 + l1 * lc2 * cos(theta2)) + i2
    phi2 = m2 * lc2 * g * cos(theta1 + theta2 - pi / 2)
    phi1 = (-m2 * l1 * lc2 * dtheta2 ** 2 * sin(theta2) - 2 * m2 * l1 * lc2 * dtheta2 * dtheta1 * sin(theta2)
            + (m1 * lc1 + m2 * l1) * g * cos(theta1 - pi / 2) + phi2)
    ddtheta2 = (torque + d2 / d1 * phi1 - m2 * l1 * lc2 * dtheta1 ** 2 * sin(theta2) - phi2) / (m2 * lc2 ** 2 + i2 - d2 ** 2 / d1)
    return [dtheta1, dtheta2, -(d2 * ddtheta2 + phi1) / d1, ddtheta2]


def acrobot(state, action):
    def moved(by, change):
        return [value + by * c for value, c in zip(state, change)]

    h, torque = 0.2, action - 1
    k1 = acrobot_derivative(state, torque)
    k2 = acrobot_derivative(moved(h / 2, k1), torque)
    k3 = acrobot_derivative(moved(h / 2, k2), torque)
    k4 = acrobot_derivative(moved(h, k3), torque)
    next_state = [s + h / 6 * (a + 2 * b + 2 * c + d) for s, a, b, c, d in zip(state, k1, k2, k3, k4)]
    for i in (0, 1):
        while next_state[i] > pi:
            next_state[i] -= 2 * pi
        while next_state[i] < -pi:
            next_state[i] += 2 * pi
    next_state[2] = min(max(next_state[2], -4 * pi), 4 * pi)
    next_state[3] = min(max(next_state[3], -9 * pi), 9 * pi)
    terminated = -cos(next_state[0]) - cos(next_state[1] + next_state[0]) > 1.0
    return next_state, 0.0 if terminated else -1.0, terminated


def play(world, name, state, choose, most):
    states, actions, rewards, terminated = [state], [], [], False
    while not terminated and len(actions) < most:
        action = choose(state, len(actions))
        state, reward, terminated = world(state, action)
        states.append(state)
        actions.append(action)
        rewards.append(reward)
    return {"world": name, "actions": actions, "rewards": rewards, "terminated": terminated, "states": states}


def by_chance(count):
    """Actions of a linear congruential generator: the same wherever it runs."""
    return lambda state, step: (1103515245 * (step + 12345) + 12345 >> 16) % count


EPISODES = [
    play(cart_pole, "CartPole-v1", [0.03, -0.02, 0.01, 0.04], by_chance(2), 60),
    play(cart_pole, "CartPole-v1", [0.0, 0.0, 0.05, 0.0], lambda s, step: 1 if s[2] + s[3] > 0 else 0, 40),
    play(cart_pole, "CartPole-v1", [2.35, 1.5, 0.0, 0.0], lambda s, step: 1, 10),
    play(mountain_car, "MountainCar-v0", [-0.5, 0.0], lambda s, step: 2 if s[1] >= 0 else 0, 200),
    play(mountain_car, "MountainCar-v0", [-1.15, -0.05], by_chance(3), 40),
    play(mountain_car, "MountainCar-v0", [0.3, 0.069], lambda s, step: 2, 10),
    play(acrobot, "Acrobot-v1", [0.05, -0.02, 0.01, 0.08], by_chance(3), 60),
    play(acrobot, "Acrobot-v1", [0.1, 0.1, -0.1, -0.1], lambda s, step: 2 if s[2] >= 0 else 0, 150),
    play(acrobot, "Acrobot-v1", [3.0, 2.5, 11.5, 27.0], lambda s, step: 2, 20),
]

if __name__ == "__main__":
    print("[\n" + ",\n".join(json.dumps(episode, separators=(",", ":")) for episode in EPISODES) + "\n]")
