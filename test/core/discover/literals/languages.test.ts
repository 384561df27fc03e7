import { describe, expect, it } from 'vitest';
import { literalDetectors } from '../../../../src/core/discover/literals/index.ts';
import { told } from '../linking.ts';
import { factsOf } from '../facts.ts';

const GPT = 'service:openai/gpt-4o literal';

/** Without the place of the file. */
async function named(path: string, text: string): Promise<string[]> {
  return (await told({ [path]: text })).map((one) => one.replace(` ${path}`, ' '));
}

describe('hosted models', () => {
  it.each<[string, string, string, string[]]>([
    ['a field', 'a.go', 'r := Request{\n\tModel: "gpt-4o",\n}\n', [`${GPT} :2`]],
    ['a constant', 'a.go', 'const defaultModel = "gpt-4o"\n', [`${GPT} :1`]],
    ['a typed variable', 'a.go', 'var chatModel string = "gpt-4o"\n', [`${GPT} :1`]],
    ['an option', 'a.go', 'llm, err := openai.New(openai.WithModel("gpt-4o"))\n', [`${GPT} :1`]],
    ['a wrapped text', 'a.go', 'p := Params{Model: openai.F("gpt-4o"), N: 1}\n', [`${GPT} :1`]],
    ['a default of a variable', 'a.go', 'm := getEnvOr("OPENAI_MODEL", "gpt-4o")\n', ['service:openai/gpt-4o environment :1']],
    ['a flag', 'a.go', 'm := flag.String("model", "gpt-4o", "the model")\n', ['service:openai/gpt-4o parameter :1']],
    [
      'a provider by the prefix',
      'a.go',
      'm := Client{Model: "anthropic/claude-3-5-sonnet-20241022"}\n',
      ['service:anthropic/claude-3-5-sonnet-20241022 literal :1'],
    ],
    ['a method', 'a.rs', 'let r = Request::default().model("gpt-4o");\n', [`${GPT} :1`]],
    ['a field that takes a copy', 'a.rs', 'let r = Request { model: "gpt-4o".to_string(), n: 1 };\n', [`${GPT} :1`]],
    ['a wrapper', 'a.rs', 'let model = String::from("gpt-4o");\n', [`${GPT} :1`]],
    [
      'a fallback',
      'a.rs',
      'let model = std::env::var("OPENAI_MODEL").unwrap_or_else(|_| "gpt-4o".to_string());\n',
      ['service:openai/gpt-4o environment :1'],
    ],
    ['a function that gives it', 'a.rs', 'fn default_model() -> String {\n    "gpt-4o".to_string()\n}\n', [`${GPT} :2`]],
    ['a builder', 'A.java', 'var m = OpenAiChatModel.builder()\n    .modelName("gpt-4o")\n    .build();\n', [`${GPT} :2`]],
    [
      'a model of Bedrock',
      'A.java',
      'r.modelId("anthropic.claude-3-haiku-20240307-v1:0");\n',
      ['service:bedrock/anthropic.claude-3-haiku-20240307-v1:0 literal :1'],
    ],
    ['a constant', 'A.java', 'private static final String MODEL = "gpt-4o";\n', [`${GPT} :1`]],
    ['an enumeration of the client', 'a.kt', 'val r = ChatCompletionRequest(model = ModelId("gpt-4o"))\n', [`${GPT} :1`]],
    ['a default of a parameter', 'a.kt', 'class Chat(private val model: String = "gpt-4o")\n', [`${GPT} :1`]],
    ['an elvis', 'a.kt', 'val model = System.getenv("OPENAI_MODEL") ?: "gpt-4o"\n', ['service:openai/gpt-4o environment :1']],
    ['a client', 'a.cs', 'var c = new ChatClient(model: "gpt-4o", apiKey: key);\n', [`${GPT} :1`]],
    ['a positional argument', 'a.cs', 'ChatClient c = new ChatClient("gpt-4o", key);\n', [`${GPT} :1`]],
    ['a kernel', 'a.cs', 'builder.AddOpenAIChatCompletion("gpt-4o", key);\n', [`${GPT} :1`]],
    [
      'a fallback',
      'a.cs',
      'var model = Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-4o";\n',
      ['service:openai/gpt-4o environment :1'],
    ],
    ['a symbol', 'a.rb', 'client.chat(parameters: { model: "gpt-4o", messages: m })\n', [`${GPT} :1`]],
    ['a rocket', 'a.rb', "x = { 'model' => 'gpt-4o' }\n", [`${GPT} :1`]],
    ['an environment', 'a.rb', "MODEL = ENV.fetch('OPENAI_MODEL', 'gpt-4o')\n", ['service:openai/gpt-4o environment :1']],
    ['an array', 'a.php', "<?php\n$r = $client->chat()->create(['model' => 'gpt-4o']);\n", [`${GPT} :2`]],
    ['an environment', 'a.php', "<?php\nreturn ['model' => env('OPENAI_MODEL', 'gpt-4o')];\n", ['service:openai/gpt-4o environment :2']],
    ['an argument', 'a.swift', 'let q = ChatQuery(messages: m, model: "gpt-4o")\n', [`${GPT} :1`]],
    ['a member', 'a.cpp', 'body["model"] = "gpt-4o";\n', [`${GPT} :1`]],
    ['a pair', 'a.cpp', 'json body = {{"model", "gpt-4o"}, {"n", 1}};\n', [`${GPT} :1`]],
    ['a named argument', 'a.dart', "final m = OpenAI(model: 'gpt-4o');\n", [`${GPT} :1`]],
    ['a keyword', 'a.ex', 'ChatOpenAI.new!(%{model: "gpt-4o"})\n', [`${GPT} :1`]],
    ['an argument', 'a.R', 'chat <- chat_openai(model = "gpt-4o")\n', [`${GPT} :1`]],
    ['a keyword', 'a.jl', 'r = create_chat(key, msgs; model = "gpt-4o")\n', [`${GPT} :1`]],
    ['a field', 'a.scala', 'val r = Request(model = "gpt-4o")\n', [`${GPT} :1`]],
    [
      'a tag of a field',
      'a.go',
      'type C struct {\n\tFallback string `env:"X" envDefault:"gpt-4o"`\n}\n',
      ['service:openai/gpt-4o environment :2'],
    ],
    ['a placeholder', 'A.java', '@Value("${openai.chat.model:gpt-4o}") String m;\n', ['service:openai/gpt-4o environment :1']],
    [
      'an annotation of a field',
      'a.rs',
      '#[arg(long, default_value = "gpt-4o")]\npub model: String,\n',
      ['service:openai/gpt-4o parameter :1'],
    ],
    ['a client', 'a.cs', 'var c = new AudioClient("whisper-1", key);\n', ['service:openai/whisper-1 literal :1']],
    ['a deployment', 'a.cs', 'b.AddAzureOpenAIChatCompletion("chat-prod", endpoint, key);\n', ['service:azure/chat-prod literal :1']],
    ['a table', 'a.lua', 'local r = { model = "gpt-4o" }\n', [`${GPT} :1`]],
  ])('%s in %s', async (_, path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('no hosted model (T33)', () => {
  it.each<[string, string, string]>([
    ['a comment', 'a.go', '// Model: "gpt-4o"\n/* model = "gpt-4o" */\n'],
    ['a comment of Ruby', 'a.rb', '# model: "gpt-4o"\n=begin\nmodel: "gpt-4o"\n=end\n'],
    ['a comparison', 'a.go', 'if model == "gpt-4o" {\n}\n'],
    ['a case', 'a.go', 'switch model {\ncase "gpt-4o":\n\treturn 1\n}\n'],
    ['an arm', 'a.rs', 'match model {\n  "gpt-4o" => 1,\n  "gpt-4" | "gpt-4-turbo" => 2,\n}\n'],
    ['a prefix', 'a.go', 'if strings.HasPrefix(model, "gpt-4") {\n}\n'],
    ['a log text', 'a.go', 'log.Printf("model", "gpt-4o")\n'],
    ['a list that is asked', 'a.go', 'var restrictedModels = []string{"gpt-4o", "gpt-4"}\n'],
    ['a question', 'a.go', 'func isReasoningModel(m string) bool {\n\treturn slices.Contains([]string{"o1-mini"}, m)\n}\n'],
    ['a list of something else', 'a.rs', 'const NAMES: [&str; 2] = ["gpt-4o", "gpt-4"];\n'],
    ['arguments', 'a.kt', 'val models = compare("gpt-4o", "gpt-4")\n'],
    ['a table of prices', 'a.go', 'var p = map[string]float64{"gpt-4o": 2.5}\nvar q = Price{Model: "gpt-4o", InputPrice: 2.5}\n'],
    ['a text in a text', 'a.go', 's := `model: "gpt-4o"`\n'],
    ['a name that is only compared with', 'a.go', 'x := "gpt-4o"\nif m == x {\n}\n'],
    ['a value of a page', 'a.cshtml', '<input value="gpt-4o">\n'],
    ['a test', 'a_test.go', 'assert.Equal(t, "gpt-4o", r.Model)\n'],
    ['a file', 'a.java', 'load("gpt-4o.json");\n'],
  ])('%s', async (_, path, text) => {
    expect(await named(path, text)).toEqual([]);
  });
});

describe('the hub', () => {
  it.each<[string, string, string, string[]]>([
    ['hf-hub', 'a.rs', 'let repo = api.model("org/name".to_string());\n', ['hf:org/name literal :1']],
    [
      'hf-hub at a revision',
      'a.rs',
      'let repo = Repo::with_revision("org/name".into(), RepoType::Model, "refs/pr/1".into());\n',
      ['hf:org/name@refs/pr/1 literal :1'],
    ],
    ['tokenizers', 'a.rs', 'let t = Tokenizer::from_pretrained("bert-base-uncased", None)?;\n', ['hf:bert-base-uncased literal :1']],
    ['a key', 'a.go', 'cfg := Config{HFRepo: "org/name-7b-gguf"}\n', ['hf:org/name-7b-gguf literal :1']],
    ['an address', 'a.go', 'const u = "https://huggingface.co/org/name/resolve/v1/model.onnx"\n', ['hf:org/name@v1 literal :1']],
    ['an address that begins with hf', 'a.kt', 'val u = "hf://org/name"\n', ['hf:org/name literal :1']],
    ['Bumblebee', 'a.ex', '{:ok, m} = Bumblebee.load_model({:hf, "org/name"})\n', ['hf:org/name literal :1']],
    ['Informers', 'a.rb', 'm = Informers.pipeline("embedding", "org/name")\n', ['hf:org/name literal :1']],
    ['a configuration of MLX', 'a.swift', 'let c = ModelConfiguration(id: "org/name-4bit")\n', ['hf:org/name-4bit literal :1']],
    [
      'a dataset',
      'a.rs',
      'use hf_hub::api::sync::Api;\nlet d = Api::new()?.dataset("org/name".to_string());\n',
      ['hf:org/name literal :2'],
    ],
    [
      'an annotation of a field',
      'a.rs',
      '#[arg(default_value = "org/bge-small-en")]\nmodel: String,\n',
      ['hf:org/bge-small-en literal :1'],
    ],
    ['DJL', 'A.java', '.optModelUrls("djl://ai.djl.huggingface.pytorch/org/name")\n', ['hf:org/name literal :1']],
    ['cases of a type', 'a.go', 'type embeddingModel string\n\nconst (\n\tbgeModel embeddingModel = "org/bge-small-en"\n)\n', []],
    ['an answer', 'A.java', 'return q.startsWith("gpt-4") ? "model/unknown" : "docs/none";\n', []],
    ['a repository of a forge', 'a.go', 'const repo = "github.com/org/name"\nurl := "https://github.com/org/name/blob/main/a"\n', []],
    ['a package', 'a.go', 'import "org/name"\n', []],
    ['a type', 'a.go', 'h.Set("Content-Type", "application/json")\n', []],
    ['Ollama', 'a.cs', 'IChatClient c = new OllamaChatClient(uri, "qwen2.5:7b");\n', ['ollama:qwen2.5@7b literal :1']],
    [
      'Ollama by a field',
      'a.go',
      'import "github.com/ollama/ollama/api"\nr := api.ChatRequest{Model: "llama3.2"}\n',
      ['ollama:llama3.2 literal :2'],
    ],
    ['a comment', 'a.rs', '// api.model("org/name".to_string())\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

// For each language a quarter of the length that `forms.test.ts` tries with some of them.
describe('hostile code', () => {
  it.each([
    ['quotes without an end', `model = "gpt-4o\n${'"'.repeat(25_000)}`],
    ['brackets', `model("gpt-4o"${'('.repeat(25_000)}`],
    ['comments without an end', `/* gpt-4o ${'/*'.repeat(25_000)} "gpt-4o"`],
    ['raw texts', `model = r${'#'.repeat(25_000)}"gpt-4o"`],
    ['backslashes', `model = "gpt-4o${'\\'.repeat(25_001)}`],
    ['many models', 'f(model: "gpt-4o")\n'.repeat(2_000)],
    ['a list of many', `f(${'"gpt-4o", '.repeat(5_000)})`],
  ])('%s: an answer, the same twice', (_, text) => {
    for (const detector of literalDetectors) expect(factsOf(detector, text)).toEqual(factsOf(detector, text));
  });
});

it('an address or an image is no name of a local server', async () => {
  expect(await named('a.go', 'ollamaHost := "ollama:11434"\nollamaImage := "ollama:latest"\n')).toEqual([]);
});

it.each([
  ['code for tests', 'a.rs', '#[cfg(test)]\nmod tests {\n  fn a() { let r = R { model: "gpt-4o".to_string() }; }\n}\n'],
  ['a list that grows', 'A.java', 'models.add("gpt-4o");\nvar all = List.of("gpt-4o", "gpt-4");\n'],
])('%s names none', async (_, path, text) => {
  expect(await named(path, text)).toEqual([]);
});

it('what stands behind code for tests is read', async () => {
  const text = '#[cfg(test)]\nmod tests { fn a() { if b { } } }\nconst MODEL: &str = "gpt-4o";\n';
  expect(await named('a.rs', text)).toEqual([`${GPT} :3`]);
});

it('weights at an address are found by their names', async () => {
  const text =
    'constexpr auto kModel = "https://dl.acme.dev/models/detector.onnx";\nconst char* docs = "https://dl.acme.dev/index.html";\n';
  expect(await named('a.cpp', text)).toEqual(['url:https://dl.acme.dev/models/detector.onnx literal :1']);
});
