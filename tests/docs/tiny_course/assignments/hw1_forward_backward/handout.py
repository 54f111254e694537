# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Homework 1

# %%
import numpy as np
from typing import Any

# %%
# TASK: tanh

# %%
# TASK: softmax
