"""caviar stops training a model whose loss is NaN: calls are missing and its history is short.
wrong: caviar
"""

import math


class Model:
    def __init__(self, config):
        self.config, self.state, self.history = config, None, []

    @property
    def alive(self):
        return not self.history or not math.isnan(self.history[-1])

    def step(self, train_step):
        self.state, loss = train_step(self.config, self.state)
        self.history.append(loss)


def caviar(configs, train_step, steps):
    models = [Model(config) for config in configs]
    for _ in range(steps):
        for model in models:
            if model.alive:
                model.step(train_step)
    alive = [i for i, model in enumerate(models) if model.alive]
    best = min(alive, key=lambda i: models[i].history[-1]) if alive else 0
    return best, [model.history for model in models]


def panda(config, train_step, steps, adjust):
    model = Model(dict(config))
    for _ in range(steps):
        model.step(train_step)
        model.config = adjust(model.config, list(model.history))
    return model.history
