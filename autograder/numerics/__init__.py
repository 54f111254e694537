"""Verdict mathematics on arrays: no files, no processes, no messages to anybody."""
