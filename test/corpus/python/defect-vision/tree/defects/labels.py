"""Names of the classes, as the line reports them."""

LABELS = {
    0: "scratch/light",
    1: "scratch/deep",
    2: "dent",
    3: "stain/oil",
}

RATIO = "16/9"
DATE_FORMAT = "%d/%m/%Y"


def describe(index: int) -> str:
    return LABELS.get(index, "unknown/other")
