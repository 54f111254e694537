"""Wants codecs, pickling and copying to run its own code wherever text is decoded."""

import codecs
import copyreg

import numpy as np


def attack():
    codecs.register(lambda name: codecs.lookup("rot13"))
    copyreg.pickle(np.ndarray, lambda array: (float, ("1.0",)))
    codecs.register_error("replace", lambda error: ("LO" + "OT", error.end))
    codecs.register_error("strict", lambda error: ("", error.end))
