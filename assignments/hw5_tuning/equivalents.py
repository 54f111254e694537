"""Mutants of the reference of homework 5 that are no mistakes, by the reason."""

EQUIVALENT = {
    "no case lies exactly at the tolerance: rounding would decide": [
        "diagnose_fit: high_bias = bool(bias > tolerance) -> high_bias = bool(bias >= tolerance)",
        "diagnose_fit: high_variance = bool(variance > tolerance) -> high_variance = bool(variance >= tolerance)",
    ],
    "the list is empty before": [
        "remedies: names += ['bigger_network', 'train_longer'] -> names = ['bigger_network', 'train_longer']",
    ],
    "clipping makes up for rounding alone, and makes a new array itself": [
        "sample_log_uniform: return np.array(np.clip(values, low, high)) -> return np.clip(values, low, high)",
        "sample_log_uniform: return np.array(np.clip(values, low, high)) -> return np.array(values)",
        "sample_uniform: return np.array(np.clip(values, low, high)) -> return np.clip(values, low, high)",
        "sample_uniform: return np.array(np.clip(values, low, high)) -> return np.array(values)",
    ],
    "no objective changes the config that it is given, and no caller the best one": [
        "grid_search: loss = float(objective(dict(config))) -> loss = float(objective(config))",
        "grid_search: return (dict(best), trials) -> return (best, trials)",
        "random_search: loss = float(objective(dict(config))) -> loss = float(objective(config))",
        "random_search: return (dict(best), trials) -> return (best, trials)",
        "coarse_to_fine: loss = float(objective(dict(config))) -> loss = float(objective(config))",
        "coarse_to_fine: return (dict(best), trials) -> return (best, trials)",
        "evolutionary_search: loss = float(objective(dict(config))) -> loss = float(objective(config))",
        "evolutionary_search: return (dict(best), trials) -> return (best, trials)",
    ],
    "other ways to narrow the search are accepted": [
        "coarse_to_fine: width = 0.5 ** r -> width = 0.5",
        "coarse_to_fine: half = width * (end - start) / 2 -> half = width * (end - start) / 3",
        "coarse_to_fine: start = max(start, middle - half) -> start = max(start, middle)",
        "coarse_to_fine: end = min(end, middle + half) -> end = min(end, middle)",
    ],
    "other ways to choose parents are accepted": [
        "evolutionary_search: parents = ranked[:max(1, population // 4)] -> parents = ranked[:max(2, population // 4)]",
        "evolutionary_search: parents = ranked[:max(1, population // 4)] -> parents = ranked[:max(1, population // 4) + 1]",
        "evolutionary_search: parents = ranked[:max(1, population // 4)] -> parents = ranked[:max(1, generations // 4)]",
        "evolutionary_search: parents = ranked[:max(1, population // 4)] -> parents = ranked[:max(1, population // 5)]",
        "evolutionary_search: parents = ranked[:max(1, population // 4)] -> parents = ranked[:max(1, population // 3)]",
        "evolutionary_search: if generation > 0: -> if generation > 1:",
    ],
    "other ways to change the children are accepted": [
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited - 0.1 * (end - start) * rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.1 * (end - start) / rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.2 * (end - start) * rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.1 * (end + start) * rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.1 * end * rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.1 * (start - end) * rng.standard_normal()",
        "evolutionary_search: place = inherited + 0.1 * (end - start) * rng.standard_normal() -> place = inherited + 0.1 * -start * rng.standard_normal()",
    ],
    "the value is clipped once more below": [
        "evolutionary_search: place = min(max(place, start), end) ->",
    ],
    "adjust promises to leave the losses alone": [
        "panda: current = adjust(current, list(history)) -> current = adjust(current, history)",
    ],
}
