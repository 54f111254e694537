"""Devices: which there are, and NumPy as a submission finds it where arrays live on one."""
