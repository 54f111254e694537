"""nbgrader's cycle with our verdicts: nothing of a student's notebook runs outside of the sandbox.

A course's nbgrader_config.py, which `autograder nbgrader init` writes, names what is here.
"""
