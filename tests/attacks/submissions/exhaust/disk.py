"""Wants 20 MB of disk."""


def attack():
    for place in range(20):
        with open(f"$SCRATCH/filler-{place}", "wb") as file:
            file.write(bytes(2**20))
    return "20 MB"
