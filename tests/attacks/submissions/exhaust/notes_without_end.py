"""Wants a report of megabytes: forges the answer to loading, with 5,000 complaints."""

import sys

SPOILS = True

frame = sys._getframe(0)
while frame.f_globals.get("__name__") != "autograder.sandbox.worker":
    frame = frame.f_back
protocol, Failure = frame.f_globals["protocol"], frame.f_globals["Failure"]
complaints = [("forward_backward.py", Failure("broken", "", "x" * 600))] * 5_000
protocol.write(3, protocol.frame(protocol.Loaded(complaints)))
