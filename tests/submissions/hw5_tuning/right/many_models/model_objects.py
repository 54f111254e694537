"""A class for a model in training with its own copy of the config; the best by min over those that are no NaN."""

import copy


class Model:
    def __init__(self, config, train_step):
        self.config = copy.deepcopy(config)
        self.train_step = train_step
        self.state = None
        self.history = []

    def step(self):
        self.state, loss = self.train_step(self.config, self.state)
        self.history += [loss]

    @property
    def diverged(self):
        return self.history[-1] != self.history[-1]


def caviar(configs, train_step, steps):
    models = [Model(config, train_step) for config in configs]
    for _ in range(steps):
        for model in models:
            model.step()
    sound = [m for m in models if not m.diverged] or models
    best = min(sound, key=lambda m: m.history[-1])
    return models.index(best), tuple(tuple(m.history) for m in models)


def panda(config, train_step, steps, adjust):
    model = Model(config, train_step)
    while len(model.history) < steps:
        model.step()
        model.config = adjust(model.config, model.history[:])
    return tuple(model.history)
