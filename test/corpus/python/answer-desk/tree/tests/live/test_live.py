from openai import OpenAI


def test_answers():
    answer = OpenAI().chat.completions.create(model="gpt-4.1-nano", messages=[{"role": "user", "content": "hi"}])
    assert answer.choices
