"""Case banks: inputs drawn by Hypothesis and the outputs that the oracles agree on, frozen."""
