"""Two exercises under the names that the pages use."""

from autograder.exercise import Agreement, Backward, Exercise, array, probe


@probe(inputs={"z": array("N", "D"), "da": array("N", "D")}, cases=8)
def tanh_pass(sub, z, da):
    a, cache = sub.tanh_forward(z)
    yield {"a": a}
    yield {"dz": sub.tanh_backward(da, cache)}


tanh = Exercise(
    name="tanh",
    title="Hyperbolic tangent",
    functions=["tanh_forward(z) -> (a, cache)", "tanh_backward(da, cache) -> dz"],
    checks=[
        Agreement("forward", tanh_pass, outputs=["a"], points=1),
        Backward("backward", tanh_pass, of="a", upstream="da", wrt={"z": "dz"}, points=1),
    ],
)


@probe(inputs={"z": array("N", "K")}, cases=8)
def softmax_pass(sub, z):
    return {"p": sub.softmax(z)}


softmax = Exercise(
    name="softmax",
    title="Softmax",
    functions=["softmax(z) -> p"],
    checks=[Agreement("values", softmax_pass, outputs=["p"], points=1)],
)
