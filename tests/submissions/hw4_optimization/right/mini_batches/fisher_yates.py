"""Fisher and Yates by hand on a Python list, one uniform number per swap, all drawn at once."""


def minibatches(x, y, batch_size, rng):
    index = list(range(x.shape[0]))
    last = len(index) - 1
    for u in rng.random(len(index)).tolist()[1:]:
        other = int(u * (last + 1))
        index[last], index[other] = index[other], index[last]
        last -= 1
    result = []
    start = 0
    while start < len(index):
        now = index[start : start + batch_size]
        result.append((x[now], y[now]))
        start += batch_size
    return result
