"""Car models that we sell."""

MODEL = "tesla/model-3"
MODELS = {"vw": "vw/golf-8", "audi": "audi/a3-2024"}


class Car:
    def __init__(self, model: str = "opel/corsa") -> None:
        self.model = model

    @classmethod
    def load(cls, model: str) -> "Car":
        return cls(model)


def load_model(name: str) -> Car:
    return Car.load(model=name)


DEFAULT = load_model("bmw/i4")
