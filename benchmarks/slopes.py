"""How well slopes tell right gradients from wrong ones: `python benchmarks/slopes.py [--cases N]`.

The gradients of every backward pass in the course are held against its forward pass, with the input
scaled from 1e-3 to 1e3, and with kinks nearby: the right ones, and every misconception that leaves
the forward pass as it is but changes the slope by a thousandth or more. Beside it stands the check
of many courses: one central difference with a step of 1e-7, and a relative difference of at most
2e-7. Three pictures are drawn into docs/images/slopes.svg.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import measuring
import numpy as np
import our_course
from our_course import Namespace
from rich.progress import track

from autograder import wire
from autograder.exercise import Backward, Check, Exercise
from autograder.numerics import gradients
from autograder.numerics.compare import numbers
from autograder.numerics.gradients import Direction
from autograder.probe import Call, run

PICTURE = measuring.IMAGES / "slopes.svg"
SCALES = [10.0**exponent for exponent in range(-3, 4)]
DISTANCES = [float(distance) for distance in np.arange(-4, 4.01, 0.1)]  # of a kink, in steps
STEPS = 10.0 ** np.arange(-11, -0.9, 0.25)
KINKED = ("relu", "leaky_relu")
VISIBLE = 1e-3  # a wrong gradient changes the slope by this share at least
PROVEN = ("true", "false")
USUAL_STEP, USUAL_LIMIT = 1e-7, 2e-7


@dataclass(frozen=True)
class Trial:
    """A gradient held against its forward pass.

    Attributes:
        place: the scale of the input, or the distance of the kink in steps.
        right: whether the gradient is.
        verdict: ours: "true", "false", or another one that proves nothing.
        ratio: how far apart the slopes are, in units of our bound.
        usual: whether the usual check accepts the gradient.
    """

    place: float
    right: bool
    verdict: str
    ratio: float
    usual: bool


@dataclass(frozen=True)
class Point:
    """An input of a forward pass, and a direction to move it in."""

    check: Backward
    exercise: Exercise
    name: str
    inputs: dict[str, Any]
    along: Direction

    def run(self, namespace: Namespace, value: Any) -> dict[str, Any]:
        """The outputs where the input has this value."""
        call = Call({**self.inputs, self.name: value})
        probe = self.check.probe
        return run(probe.function, namespace, self.exercise.signatures, call).outputs

    @property
    def weights(self) -> np.ndarray:
        upstream = self.check.upstream
        return flat(self.inputs[upstream]) if upstream else np.ones(1)

    def difference(self, namespace: Namespace, step: float) -> float:
        """A central difference along the direction."""
        ends = [
            flat(self.run(namespace, self.moved(by))[self.check.of]) @ self.weights
            for by in (step, -step)
        ]
        return float(ends[0] - ends[1]) / (2 * step)

    def moved(self, by: float) -> Any:
        return gradients.move(self.inputs[self.name], self.along.unit, by)

    def claim(self, gradient: Any) -> float:
        """The slope that a gradient claims."""
        return float(flat(gradient) @ flat(self.along.unit))


def flat(value: Any) -> np.ndarray:
    return np.concatenate([leaf.ravel() for leaf in numbers(value)])


def differentiates(check: Check) -> bool:
    return isinstance(check, Backward)


def points(cases: int) -> Iterator[tuple[str, Point]]:
    """Some drawn cases of every backward pass, for every input that it is differentiated by."""
    rng = np.random.default_rng(0)
    for homework, part in our_course.exercises(differentiates):
        for check in part.checks:
            assert isinstance(check, Backward)
            prepared = our_course.plan_of(homework, part, 1)
            (probe,) = (item for item in prepared.probes if item.probe is check.probe)
            drawn = [case for case in probe.cases if case.kind == "drawn"]
            for case in drawn[:cases]:
                for name in check.wrt:
                    inputs = wire.unpack(wire.pack(case.inputs))
                    along = gradients.direction(inputs[name], rng)
                    yield homework, Point(check, part, name, inputs, along)


def with_input(point: Point, value: Any) -> Point:
    """The same point with another input; the direction is kept, the step fits."""
    along = gradients.direction(value, np.random.default_rng(1))
    return Point(
        point.check, point.exercise, point.name, {**point.inputs, point.name: value}, along
    )


def trials(point: Point, place: float, right: Namespace, wrong: Sequence[Namespace]) -> list[Trial]:
    """Hold the right gradient and the wrong ones against the right forward pass."""
    check, value = point.check, point.inputs[point.name]
    base = point.run(right, value)
    if check.of not in base:
        return []
    values = [point.run(right, moved)[check.of] for moved in point.along.moved]
    usual_slope = point.difference(right, USUAL_STEP)
    upstream = point.inputs[check.upstream] if check.upstream else None
    truth = point.claim(base[check.wrt[point.name]])
    found = []
    for namespace in (right, *wrong):
        outputs = base if namespace is right else point.run(namespace, value)
        gradient = outputs.get(check.wrt[point.name])
        if gradient is None or not np.array_equal(flat(outputs[check.of]), flat(base[check.of])):
            continue
        slope = gradients.slope(point.along, values, base[check.of], upstream, gradient)
        if slope is None:
            continue
        if namespace is not right and not abs(slope.analytic - truth) > VISIBLE * abs(truth):
            continue
        size = abs(usual_slope) + abs(slope.analytic)
        usual = size == 0 or abs(usual_slope - slope.analytic) / size <= USUAL_LIMIT
        ratio = abs(slope.analytic - slope.numeric) / slope.bound if slope.bound else 0.0
        found.append(Trial(place, namespace is right, slope.verdict, ratio, usual))
    return found


def at_scales(point: Point) -> Iterator[tuple[float, Point]]:
    value = point.inputs[point.name]
    for scale in SCALES:
        yield scale, with_input(point, gradients.move(value, value, scale - 1))


def near_kinks(point: Point) -> Iterator[tuple[float, Point]]:
    """The first element lies so many steps beside the kink at 0."""
    if point.exercise.name in KINKED:
        for distance in DISTANCES:
            value = np.array(point.inputs[point.name])
            value.flat[0] = distance * point.along.step * abs(point.along.unit.flat[0])
            yield distance, with_input(point, value)


def summary(title: str, found: Sequence[Trial]) -> bool:
    """Print how often both checks err; whether ours never does."""
    print(f"\n{title:<10} {'right':>6}  {'rejected':>8} {'usual':>7}  |  ", end="")
    print(f"{'wrong':>6}  {'accepted':>8} {'usual':>7}  |  nothing proved")
    places = sorted({trial.place for trial in found})
    groups = [(f"{place:g}", [item for item in found if item.place == place]) for place in places]
    for label, group in [*(groups if len(groups) < 10 else []), ("all", list(found))]:
        right = [trial for trial in group if trial.right]
        wrong = [trial for trial in group if not trial.right]
        open_ = sum(trial.verdict not in ("true", "false") for trial in group)
        print(
            f"{label:<10} {len(right):>6}  {sum(item.verdict == 'false' for item in right):>8} "
            f"{share(not item.usual for item in right):>7}  |  "
            f"{len(wrong):>6}  {sum(item.verdict == 'true' for item in wrong):>8} "
            f"{share(item.usual for item in wrong):>7}  |  {open_ / len(group):.1%}"
        )
    return not any(item.verdict == ("false" if item.right else "true") for item in found)


def share(hits: Iterable[bool]) -> str:
    each = list(hits)
    return f"{sum(each) / len(each):.1%}" if each else ""


def convergence(homework: str, exercise: str, mistake: str) -> dict[str, np.ndarray]:
    """By step, how far apart the claimed slope and the numeric one are."""
    own = [item for _, item in points(12) if item.exercise.name == exercise and item.name == "x"]
    point = max(own, key=lambda item: item.weights.size)
    right, wrong = our_course.reference_of(homework), our_course.with_mistake(homework, mistake)
    value = point.inputs[point.name]
    name = point.check.wrt[point.name]
    claim, false_claim = (point.claim(point.run(code, value)[name]) for code in (right, wrong))
    near = np.array([point.difference(right, step) for step in STEPS])
    far = np.array([point.difference(right, 2 * step) for step in STEPS])
    extrapolated = (4 * near - far) / 3
    return {
        "right, central difference: order 2": np.abs(claim - near),
        "right, extrapolated: order 4": np.abs(claim - extrapolated),
        "wrong, extrapolated: order 0": np.abs(false_claim - extrapolated),
    }


def draw(scales: Sequence[Trial], kinks: Sequence[Trial]) -> None:
    """How errors shrink with the step, and both sides of the bound by scale and near kinks."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "slopes"
    import matplotlib.pyplot as plt

    figure, (first, second, third) = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
    colours = ["#8fbf9f", measuring.RIGHT, measuring.WRONG]
    lines = convergence(
        "hw2_initialization_normalization", "batch_norm", "batchnorm_dx_without_variance_term"
    )
    for (label, errors), colour in zip(lines.items(), colours, strict=True):
        first.loglog(STEPS, np.clip(errors, 1e-16, None), color=colour, label=label)
    first.set(xlabel="step", title="|claimed slope - numeric slope|, batch norm")
    first.legend(fontsize=7)
    rng = np.random.default_rng(0)
    for axes, found, width in ((second, scales, 0.25), (third, kinks, 0.0)):
        for right, colour in ((True, measuring.RIGHT), (False, measuring.WRONG)):
            own = [item for item in found if item.right is right and item.verdict in PROVEN]
            places = np.array([item.place for item in own])
            if width:
                places = places * 10 ** rng.uniform(-width, width, len(own))
            ratios = np.clip([item.ratio for item in own], 1e-6, 1e12)
            axes.semilogy(places, ratios, ".", ms=2, alpha=0.4, color=colour, rasterized=True)
        axes.axhline(1, color="black", lw=1)
    second.set(
        xscale="log",
        xlabel="scale of the input",
        title="difference / bound: right green, wrong red",
    )
    width = DISTANCES[1] - DISTANCES[0]
    for place in DISTANCES:
        rough = [item.verdict == "rough" for item in kinks if item.place == place]
        third.axvspan(
            place - width / 2, place + width / 2, color="#cccccc", alpha=np.mean(rough), lw=0
        )
    third.set(
        xlabel="distance of the kink in steps",
        title="beside a kink (grey: no verdict)",
    )
    for axes in (first, second, third):
        axes.title.set_fontsize(9)
        axes.grid(alpha=0.3)
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None}, dpi=150)
    plt.close(figure)


def main() -> None:
    """Print, draw; exit status 1 where a right gradient is rejected or a wrong one accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=12, help="of every backward pass")
    chosen = parser.parse_args()
    print(measuring.machine())
    scales: list[Trial] = []
    kinks: list[Trial] = []
    for homework, point in track(list(points(chosen.cases)), "gradients"):
        right = our_course.reference_of(homework)
        mistakes = our_course.mistakes_of(homework, point.exercise.name)
        wrong = [our_course.with_mistake(homework, name) for name in mistakes]
        for found, moved in ((scales, at_scales(point)), (kinks, near_kinks(point))):
            for place, there in moved:
                found += trials(there, place, right, wrong)
    fine = [summary("scale", scales), summary("kinks", kinks)]
    draw(scales, kinks)
    print(f"drawn into {PICTURE.relative_to(measuring.ROOT)}")
    raise SystemExit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
