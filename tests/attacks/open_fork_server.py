"""A fork server without walls, to show that attacks would succeed if nothing stopped them."""

from autograder.sandbox import confine, fork_server, namespaces


def no_walls(self: confine.Prepared, *_: object, **__: object) -> confine.Confinement:
    return confine.Confinement(
        seccomp=False, landlock_abi=0, own_uid=False, own_network=False, uid=0
    )


if __name__ == "__main__":
    confine.Prepared.apply = no_walls
    namespaces.leave_shared_ones = lambda: False
    fork_server.main()
