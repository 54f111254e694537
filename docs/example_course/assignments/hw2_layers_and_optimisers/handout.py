# %% [markdown]
# # Homework 2: layers and optimisers
# A layer's `forward` hands a `cache` to its `backward`. What is not learnt comes in a dict.
# %%
from typing import Any

import numpy as np

# %%
# TASK: affine
# %%
# TASK: relu
# %%
# TASK: batchnorm
# %%
# TASK: dropout
# %%
# TASK: update_rules
