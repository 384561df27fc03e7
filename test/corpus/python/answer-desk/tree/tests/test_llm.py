from desk.llm import make


def test_makes_a_client():
    assert make("openai", "test-model").model_name == "test-model"


def test_keeps_the_name():
    client = make("openai", "gpt-3.5-turbo")
    assert client.model_name == "gpt-3.5-turbo"


DEFAULT_MODEL = "gpt-4-32k"
