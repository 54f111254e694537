"""Mutants of the reference of homework 2 that are no mistakes, by the reason."""

EQUIVALENT = {
    "the difference is squared": [
        "standardize_fit: deviations = x - mean -> deviations = mean - x",
    ],
    "a list of numbers is accepted for an array": [
        "signal_stds: return np.array(stds) -> return stds",
    ],
    "no case lies exactly at the threshold: rounding would decide": [
        "diagnose_signal: if ratio < 1 / 10: -> if ratio <= 1 / 10:",
        "diagnose_signal: if ratio > 10: -> if ratio >= 10:",
    ],
    "at the threshold the factor is 1": [
        "clip_by_global_norm: if norm > max_norm: -> if norm >= max_norm:",
    ],
}
