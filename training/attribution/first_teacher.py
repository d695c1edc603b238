"""Opens the teacher of the first study, whose tensors have other names."""

from safetensors.torch import load_file

from models import Layer, Teacher

NAMES = {
    "query": "q", "key": "k", "value": "v", "merge": "o", "norm": "l1",
    "widen": "i", "narrow": "f", "last_norm": "l2",
}


def open_first(path):
    """Returns it as a `Teacher`; it knew no sentence starts, and had no CRF."""
    old = {name: value.float() for name, value in load_file(path).items()}
    state = {
        "positions.weight": old["enc.pos.weight"] + old["enc.typ"],
        "norm.weight": old["enc.ln.weight"],
        "norm.bias": old["enc.ln.bias"],
        "out.weight": old["out.weight"],
        "out.bias": old["out.bias"],
    }
    for number in range(4):
        state[f"features.tables.{number}.weight"] = old[f"enc.feat.e.{number}.weight"]
    starts = state["features.tables.2.weight"]
    starts[2] = starts[0]
    for layer in range(6):
        for ours in Layer.PARTS:
            for kind in ("weight", "bias"):
                state[f"layers.{layer}.{ours}.{kind}"] = old[f"enc.L.{layer}.{NAMES[ours]}.{kind}"]
    teacher = Teacher()
    teacher.load_state_dict(state, strict=False)
    return teacher
