"""Wants a .pth file that runs in every later Python."""

import os
import site
import sysconfig


def attack():
    places = ["$SCRATCH", sysconfig.get_path("purelib"), site.getusersitepackages()]
    for place in places:
        try:
            with open(f"{place}/zz-attack.pth", "w") as file:
                file.write("# nothing\n")
            if place != "$SCRATCH":
                os.unlink(file.name)
        except OSError:
            continue
        return place
