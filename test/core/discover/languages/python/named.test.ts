import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../../../src/core/ref/format.ts';
import { linked } from '../../linking.ts';

/** "line reference", and how it was read where that is not the text itself. */
async function found(code: string): Promise<string[]> {
  const { sightings, unknowns } = await linked({ 'app/llm.py': code });
  return [
    ...sightings.flatMap((one) =>
      one.type === 'service' || one.type === 'load'
        ? [`${one.place.line} ${formatRef({ ...one.ref, version: one.requested })}${one.how === 'literal' ? '' : ` ${one.how}`}`]
        : [],
    ),
    ...unknowns.map(({ text }) => `? ${text}`),
  ];
}

describe('hosted models that no call of an SDK names', () => {
  it.each([
    ['a constant', 'MODEL = "gpt-4o-mini"\n', ['1 service:openai/gpt-4o-mini']],
    ['a dated one', 'DEFAULT_LLM: str = "claude-sonnet-4-20250514"\n', ['1 service:anthropic/claude-sonnet-4-20250514']],
    ['a default of a parameter', 'def ask(prompt, model="gpt-4o"):\n    pass\n', ['1 service:openai/gpt-4o parameter']],
    ['one with a type', 'def ask(q: str, llm_model: str = "gemini-2.5-pro"):\n    pass\n', ['1 service:google/gemini-2.5-pro parameter']],
    [
      'a field of a dataclass',
      'from dataclasses import dataclass\n@dataclass\nclass C:\n    model: str = "gpt-4o"\n    n: int = 1\n',
      ['4 service:openai/gpt-4o'],
    ],
    [
      'a field of settings',
      'from pydantic import Field\nfrom pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    embedding_model: str = Field(default="text-embedding-3-small")\n    chat: str = Field("gpt-4o")\n',
      ['4 service:openai/text-embedding-3-small', '5 service:openai/gpt-4o'],
    ],
    [
      'an attribute of a class',
      'class Agent:\n    model_name = "claude-3-5-sonnet-latest"\n',
      ['2 service:anthropic/claude-3-5-sonnet-latest'],
    ],
    ['an attribute of an object', 'class A:\n    def __init__(self):\n        self.model = "gpt-4o"\n', ['3 service:openai/gpt-4o']],
    [
      'a default of the environment',
      'import os\nx = os.getenv("OPENAI_MODEL", "gpt-4o-mini")\n',
      ['2 service:openai/gpt-4o-mini environment'],
    ],
    ['one behind "or"', 'import os\nmodel = os.environ.get("M") or "gpt-4o"\n', ['2 service:openai/gpt-4o']],
    ['a variable that is set', 'import os\nos.environ["LLM_MODEL"] = "gpt-4o"\n', ['2 service:openai/gpt-4o']],
    ['decouple', 'X = config("LLM_MODEL", default="gpt-4o")\n', ['1 service:openai/gpt-4o environment']],
    ['an option', 'parser.add_argument("--model", default="gpt-4o", help="gpt-4 or so")\n', ['1 service:openai/gpt-4o parameter']],
    ['an option of click', '@click.option("--llm", default="gpt-4o")\ndef main(llm):\n    pass\n', ['1 service:openai/gpt-4o parameter']],
    ['an option of typer', 'def main(model: str = typer.Option("gpt-4o", "--model")):\n    pass\n', ['1 service:openai/gpt-4o parameter']],
    [
      'a table of models',
      'MODELS = {"fast": "gpt-4o-mini", "smart": "gpt-4o"}\n',
      ['1 service:openai/gpt-4o-mini', '1 service:openai/gpt-4o'],
    ],
    ['a table of settings', 'CFG = {"llm": {"provider": "openai", "model": "gpt-4o"}}\n', ['1 service:openai/gpt-4o']],
    ['a table with another provider', 'CFG = {"provider": "azure", "model": "gpt-4o"}\n', ['1 service:azure/gpt-4o']],
    ['a name that says the provider', 'AZURE_OPENAI_DEPLOYMENT = "gpt-4o"\n', ['1 service:azure/gpt-4o']],
    ['an argument of anything', 'r = my.ask(prompt, model="gpt-4o", temperature=0)\n', ['1 service:openai/gpt-4o']],
    ['what a constructor of a model takes', 'llm = OurChatModel("gpt-4o")\n', ['1 service:openai/gpt-4o']],
    ['a usual value of a key', 'def f(cfg):\n    return cfg.get("model", "gpt-4o")\n', ['2 service:openai/gpt-4o']],
    ['what a function gives', 'def default_model():\n    return "gpt-4o"\n', ['2 service:openai/gpt-4o']],
    ['a choice', 'model = "gpt-4o" if fast else "gpt-4o-mini"\n', ['1 service:openai/gpt-4o', '1 service:openai/gpt-4o-mini']],
    ['what a function of the file is given', 'def ask(q, model):\n    pass\nask("x", "gpt-4o")\n', ['3 service:openai/gpt-4o']],
    [
      'what a class of the file is given',
      'class C:\n    def __init__(self, llm):\n        pass\nC("gpt-4o")\n',
      ['4 service:openai/gpt-4o'],
    ],
    [
      'models that come after',
      'import litellm\nlitellm.completion(model="azure/house", fallbacks=["gpt-4o", "command-r-08-2024"])\n',
      ['2 service:azure/house', '2 service:openai/gpt-4o', '2 service:cohere/command-r-08-2024'],
    ],
    ['a router', 'MODEL = "openrouter/anthropic/claude-3.5-sonnet"\n', ['1 service:openrouter/anthropic/claude-3.5-sonnet']],
    ['a provider and a model', 'model = "anthropic/claude-3.5-sonnet"\n', ['1 service:anthropic/claude-3.5-sonnet']],
    ['with a colon', 'model = "openai:gpt-4o"\n', ['1 service:openai/gpt-4o']],
    ['a deployment', 'model = "azure/house-gpt"\n', ['1 service:azure/house-gpt']],
    ['a local server', 'model = "ollama/llama3:8b"\n', ['1 ollama:llama3@8b']],
    [
      'Bedrock',
      'MODEL_ID = "us.anthropic.claude-3-5-sonnet-20241022-v2:0"\n',
      ['1 service:bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ],
    ['Vertex AI', 'MODEL_ID = "claude-3-5-sonnet@20240620"\n', ['1 service:google/claude-3-5-sonnet@20240620']],
    ['Workers AI', 'MODEL = "@cf/meta/llama-3-8b-instruct"\n', ['1 service:cloudflare/@cf/meta/llama-3-8b-instruct']],
    ['a word of other things by its provider', 'MISTRAL_MODEL = "mistral-small"\n', ['1 service:mistral/mistral-small']],
  ])('%s', async (_title, code, expected) => expect(await found(code)).toEqual(expected));

  it.each([
    ['a docstring', '"""gpt-4o"""\ndef f():\n    "gpt-4o"\n'],
    ['a comment', '# MODEL = "gpt-4o"\nx = 1\n'],
    ['a comparison', 'if model == "gpt-4o":\n    pass\n'],
    ['a test of a list', 'ok = model in ["gpt-4o", "gpt-4"]\n'],
    ['a test of a prefix', 'if name.startswith("gpt-4"):\n    pass\n'],
    ['a log', 'logger.info("model", "gpt-4o")\nprint("gpt-4o")\n'],
    ['prices', 'PRICES = {"gpt-4o": 5.0, "gpt-4o-mini": 0.15}\n'],
    ['limits', 'MODEL_LIMITS = {"gpt-4o": {"model": "gpt-4o", "max": 5}}\nMAX_TOKENS = {"gpt-4o": 128000}\n'],
    ['prices in a list', 'MODELS = [{"model": "gpt-4o", "input_cost": 5}]\n'],
    ['a look-up', 'x = PRICES["gpt-4o"]\n'],
    ['words of help', 'parser.add_argument("--model", help="gpt-4o")\n'],
    ['a tokenizer', 'enc = tiktoken.encoding_for_model("gpt-4o")\n'],
    ['another name', 'title = "gpt-4o"\nfoo("gpt-4o")\n'],
    ['a name without a model', 'x = {"label": "gpt-4o"}\n'],
    ['an answer', 'r = {"object": "chat.completion", "model": "gpt-4o", "choices": []}\nc = ChatCompletion(model="gpt-4o")\n'],
    ['an assertion', 'm.assert_called_with(model="gpt-4o")\nassert cfg.model == "gpt-4o"\n'],
    ['a stand-in', 'm = MagicMock(model="gpt-4o")\nmonkeypatch.setenv("OPENAI_MODEL", "gpt-4o")\n'],
    ['a case', 'match model:\n    case "gpt-4o":\n        pass\n'],
    ['a function that knows many', 'def model_of(x):\n    if x == 1:\n        return "gpt-4o"\n    return x\n'],
    ['a text with it inside', 'model = f"{x}/gpt-4o"\nmodel_note = "use gpt-4o"\n'],
    ['a file', 'model_path = "gpt-4o.json"\nmodel_results = "out/gpt-4-results.json"\n'],
    ['a word of other things', 'model = "mistral-small"\nengine = "nova"\n'],
    ['another name for it', 'MODEL_MAP = {"gpt-4": "gpt-4o"}\n'],
    [
      'what models can do',
      'REASONING_MODELS = {"gpt-5", "gpt-5-mini"}\nBIG_MODELS = frozenset(("gpt-4o",))\nMODELS_WITHOUT_SYSTEM = ("gpt-4o",)\n',
    ],
    ['rows of a measurement', 'MODELS = [{"id": "gpt-4o", "score": 3, "name": "x"}]\n'],
    ['a field of something else', 'x = st.selectbox("Color", ["gpt-4o", "red"])\n'],
    ['a type of something else', 'Color = Literal["gpt-4o"]\n'],
    ['numbers of models', 'MODELS = {"gpt-4o": (1, 2), "gpt-4": 8192}\nMODEL_INFO = {"gpt-4o": {"a": 1}}\n'],
    ['an enumeration of something else', 'class Color(Enum):\n    X = "gpt-4o"\n'],
    ['what errors are', 'ERRORS = ["gpt-4o"]\nPREFIXES = ("gpt-4o",)\n'],
    ['what an error says', 'raise ValueError("gpt-4o")\nerr = ModelError("gpt-4o")\n'],
    ['an alias of a router', 'x = {"model_name": "gpt-4o", "litellm_params": {}}\n'],
  ])('%s is none', async (_title, code) => expect(await found(code)).toEqual([]));
});

describe('catalogs of hosted models, from which somebody may choose', () => {
  const A = ['service:openai/gpt-4o', 'service:openai/gpt-4o-mini'];
  it.each([
    ['a list', 'AVAILABLE_MODELS = ["gpt-4o", "gpt-4o-mini"]\n', A],
    ['a set of those that are allowed', 'ALLOWED_MODELS = {"gpt-4o", "gpt-4o-mini"}\n', A],
    ['a table by provider', 'MODELS = {"openai": ["gpt-4o", "gpt-4o-mini"]}\n', A],
    ['keys with what is known of them', 'MODELS = {"gpt-4o": {"label": "Big"}, "gpt-4o-mini": Spec(label="Small")}\n', A],
    ['keys with what people call them', 'MODEL_CHOICES = {"gpt-4o": "Best", "gpt-4o-mini": "Fast"}\n', A],
    ['entries', 'MODELS = [{"id": "gpt-4o", "name": "Big"}, {"id": "gpt-4o-mini", "name": "Small"}]\n', A],
    ['other names of models', 'MODEL_ALIASES = {"big": "openai:gpt-4o", "small": "gpt-4o-mini"}\n', A],
    ['an enumeration', 'class ChatModel(str, Enum):\n    BIG = "gpt-4o"\n    SMALL = "gpt-4o-mini"\n', A],
    ['choices of an option', 'parser.add_argument("--model", choices=["gpt-4o", "gpt-4o-mini"])\n', A],
    [
      'entries with prices and a name for people',
      'SUPPORTED_MODELS: List[Dict[str, Any]] = [\n  {"id": "gpt-4o", "name": "Big", "provider": "OpenAI", "input_price": 2.5, "context_window": 1},\n  {"id": "gpt-4o-mini", "name": "Small"},\n]\n',
      A,
    ],
    ['keys with a name for people and a price', 'MODELS = {"gpt-4o": {"label": "x", "input_cost": 1}, "gpt-4o-mini": {"label": "y"}}\n', A],
    ['entries that are calls', 'MODELS = [ModelSpec(id="gpt-4o", name="Big"), ModelSpec(id="gpt-4o-mini", name="Small")]\n', A],
    ['entries that are calls without keywords', 'MODELS = [ModelInfo("gpt-4o", "Big"), ModelInfo("gpt-4o-mini", "Small")]\n', A],
    ['pairs', 'MODELS = [("gpt-4o", "Big"), ("gpt-4o-mini", "Small")]\n', A],
    ['a type', 'from typing import Literal\nModelName = Literal["gpt-4o", "gpt-4o-mini"]\n', A],
    ['a type of a field', 'from typing import Literal\nclass C:\n    model: Literal["gpt-4o", "gpt-4o-mini"]\n', A],
    ['a field of a page', 'import streamlit as st\nx = st.selectbox("Model", ["gpt-4o", "gpt-4o-mini"])\n', A],
    ['a field with a label', 'import gradio as gr\nx = gr.Dropdown(choices=["gpt-4o", "gpt-4o-mini"], label="LLM")\n', A],
    ['a field that is called so', 'model_choice = gr.Radio(["gpt-4o", "gpt-4o-mini"])\n', A],
    ['what a function gives', 'def available_models():\n    return ["gpt-4o", "gpt-4o-mini"]\n', A],
    ['a text with commas', 'import os\nM = os.getenv("X_MODELS", "gpt-4o, gpt-4o-mini").split(",")\n', A],
  ])('%s', async (_title, code, expected) => {
    const { sightings } = await linked({ 'app/llm.py': code });
    const services = sightings.flatMap((one) => (one.type === 'service' ? [one] : []));
    expect(services.map(({ ref }) => formatRef(ref))).toEqual(expected);
    expect(services.map(({ catalog }) => catalog)).toEqual([true, true]);
  });

  it('is none where each of a list is asked', async () => {
    const { sightings } = await linked({ 'app/llm.py': 'for model in ["gpt-4o", "gpt-4o-mini"]:\n    ask(model)\n' });
    expect(sightings).toMatchObject([{ ref: { name: 'gpt-4o' } }, { ref: { name: 'gpt-4o-mini' } }]);
    expect(JSON.stringify(sightings)).not.toContain('catalog');
  });
});

describe('hostile files', () => {
  it.each([
    ['a long list', `MODELS = [${'"gpt-4o", '.repeat(60_000)}]\n`],
    ['a long call', `f(${'"gpt-4o", '.repeat(60_000)})\n`],
    ['a long table', `MODELS = {${'"a": "gpt-4o", '.repeat(60_000)}}\n`],
    ['a long chain', `x = a${'.b("gpt-4o")'.repeat(20_000)}\n`],
    ['many calls in a line', `${'OpenAI().chat.completions.create(model="gpt-4o");'.repeat(3_000)}\n`],
    ['deep lists', `MODELS = ${'['.repeat(5_000)}"gpt-4o"${']'.repeat(5_000)}\n`],
    ['a long text', `MODEL = "${'gpt-4o,'.repeat(100_000)}"\n`],
    ['a file that the grammar reads', `MODELS = [${'"gpt-4o", '.repeat(5_000)}]\nprint "x"\n`],
  ])('%s ends, and names few', async (_title, code) => {
    const { sightings } = await linked({ 'app/llm.py': code });
    expect(sightings.length).toBeLessThanOrEqual(8_000);
  });
});
