"""Auto-grader and assignment framework for deep-learning homework written in NumPy."""

__version__ = "0.1.0"
