"""A fork server with TensorFlow that an ordinary user has started: a class without root."""

import os
import sys

from autograder import equipment
from autograder.sandbox import fork_server, imports, seccomp

USER = 63_999

if __name__ == "__main__":
    imports.preload()  # while the installation can be read
    own = equipment.parsed(sys.argv[2:])
    if own:
        imports.preload_equipment(own.modules)
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    seccomp.process_control(4, 1)  # PR_SET_DUMPABLE, as in a process started by that user
    fork_server.main()
    sys.exit()
