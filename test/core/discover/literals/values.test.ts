/** What code of languages without a reader of their own does with a name: gives it through a call, puts it together, reads it, sends it to a router. */
import { describe, expect, it } from 'vitest';
import { literalDetectors } from '../../../../src/core/discover/literals/index.ts';
import { factsOf } from '../facts.ts';
import { told } from '../linking.ts';

/** Without the place of the file. */
async function named(path: string, text: string): Promise<string[]> {
  return (await told({ [path]: text })).map((one) => one.replace(` ${path}`, ' '));
}

const GPT = 'service:openai/gpt-4o literal';
const READ = 'service:openai/gpt-4o environment :1';

describe('a call gives what it is given', () => {
  it.each<[string, string]>([
    ['a.go', 'c.Model = envOr("BRAIN", "gpt-4o")\n'],
    ['a.go', 'chatModel := cmp.Or(os.Getenv("BRAIN"), "gpt-4o")\n'],
    ['a.rb', "model = ENV.fetch('BRAIN', 'gpt-4o')\n"],
    ['a.php', "<?php $c = ['model' => env('BRAIN', 'gpt-4o')];\n"],
    ['a.jl', 'model = get(ENV, "BRAIN", "gpt-4o")\n'],
    ['a.R', 'model <- Sys.getenv("BRAIN", "gpt-4o")\n'],
    ['a.swift', 'let model = ProcessInfo.processInfo.environment["BRAIN"] ?? "gpt-4o"\n'],
  ])('%s: %s', async (path, text) => {
    expect(await named(path, text)).toEqual([READ]);
  });

  it('names the option that it is the default of', async () => {
    expect(await named('a.dart', "const model = String.fromEnvironment('BRAIN', defaultValue: 'gpt-4o');\n")).toEqual([
      'service:openai/gpt-4o parameter :1',
    ]);
  });

  it.each<[string, string, string]>([
    ['what is counted', 'a.go', 'maxTokens := limitOf("gpt-4o")\n'],
    ['a question', 'a.go', 'ok := strings.HasPrefix(model, "gpt-4o")\n'],
    ['a comparison of what is given', 'a.go', 'if model == pick("gpt-4o") {\n}\n'],
    ['something else', 'a.go', 'price := lookUp("gpt-4o")\n'],
  ])('%s is none', async (_, path, text) => {
    expect(await named(path, text)).toEqual([]);
  });
});

describe('a name that says nothing', () => {
  it.each<[string, string, string]>([
    ['a constant, whoever uses it', 'a.go', 'const Brain = "gpt-4o"\n'],
    ['a constant of a class', 'A.java', 'public static final String BRAIN = "gpt-4o";\n'],
    ['a variable that is asked and compared', 'a.kt', 'val brain = "gpt-4o"\nif (brain == x) { ask(brain) }\n'],
  ])('%s', async (_, path, text) => {
    expect(await named(path, text)).toEqual([`${GPT} :1`]);
  });

  it('of a price is none', async () => {
    expect(await named('a.go', 'const PriceName = "gpt-4o"\n')).toEqual([]);
  });
});

describe('a name that only running tells is told as unknown', () => {
  it.each<[string, string, string]>([
    ['a.go', 'r := Request{Model: "gpt-" + version}\n', 'version'],
    ['a.kt', 'OpenAiChatModel.builder().modelName("gpt-$v").build()\n', 'v'],
    ['a.cs', 'b.AddOpenAIChatCompletion($"gpt-{v}", key);\n', 'v'],
    ['a.rb', 'client.chat(parameters: { model: "gpt-#{v}" })\n', 'v'],
    ['a.php', '<?php $c->chat()->create(["model" => "gpt-" . $v]);\n', 'v'],
    ['a.ex', 'chat(model: "gpt-" <> v)\n', 'v'],
    ['a.rs', 'let r = Args::default().model(format!("gpt-{}", v)).build();\n', '…'],
    ['a.go', 'r := Request{Model: fmt.Sprintf("gpt-%s", v)}\n', '…'],
  ])('%s: %s', async (path, text, part) => {
    const [one = '', ...more] = await named(path, text);
    expect([one.replace('s"', '"'), ...more]).toEqual([`generic:f"gpt-{${part}}" unresolved :1`]);
  });

  it('but two texts are one, however they are split', async () => {
    expect(await named('A.java', 'b.modelName("gp" + "t-4o");\n')).toEqual([`${GPT} :1`]);
    expect(await named('a.lua', 'local model = "gpt" .. "-4o"\n')).toEqual([`${GPT} :1`]);
    expect(await named('a.swift', 'let size = "4o"\nlet model = "gpt-" + size\n')).toEqual([`${GPT} :2`]);
  });

  it.each<[string, string]>([
    ['a.go', 'log.Printf("model gpt-%s", v)\n'],
    ['a.go', 'return fmt.Errorf("gpt-%s failed", v)\n'],
    ['a.go', 'prefix := "gpt-" + v\n'],
    ['a.go', 'if strings.HasPrefix(model, "gpt-" + v) {\n}\n'],
  ])('not a sentence or a prefix: %s: %s', async (path, text) => {
    expect(await named(path, text)).toEqual([]);
  });
});

describe('a variable of the environment that nothing else stands in for', () => {
  const unknown = (name: string): string => `generic:environment variable ${name} unresolved :1`;

  it.each<[string, string, string[]]>([
    ['a.go', 'r := openai.ChatCompletionRequest{Model: os.Getenv("BRAIN")}\n', [unknown('BRAIN')]],
    ['A.java', 'OpenAiChatModel.builder().modelName(System.getenv("BRAIN")).build();\n', [unknown('BRAIN')]],
    ['a.cs', 'var d = Environment.GetEnvironmentVariable("AZURE_OPENAI_DEPLOYMENT")!;\n', [unknown('AZURE_OPENAI_DEPLOYMENT')]],
    [
      'a.cs',
      'var d = Environment.GetEnvironmentVariable("AZURE_OPENAI_DEPLOYMENT") ?? throw new Exception("x");\n',
      [unknown('AZURE_OPENAI_DEPLOYMENT')],
    ],
    ['a.cs', 'var d = Environment.GetEnvironmentVariable("AZURE_OPENAI_DEPLOYMENT") ?? "chat";\n', ['service:azure/chat environment :1']],
    ['a.rs', 'let model = env::var("OPENAI_MODEL").unwrap();\n', [unknown('OPENAI_MODEL')]],
    ['a.rb', 'OpenAI::Client.new.chat(parameters: { model: ENV["BRAIN"] })\n', [unknown('BRAIN')]],
    // What else the call is given stands in for nothing.
    ['a.go', 'openai.Chat(os.Getenv("OPENAI_MODEL"), "hello")\n', [unknown('OPENAI_MODEL')]],
    ['a.go', 'if v := os.Getenv("OPENAI_MODEL"); v != "" {\n\task(v)\n}\n', [unknown('OPENAI_MODEL')]],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['a.go', 'model := os.Getenv("OPENAI_MODEL")\nif model == "" {\n\tmodel = "gpt-4o"\n}\n', [`${GPT} :3`]],
    ['a.go', 'c := Config{Model: "gpt-4o"}\nif v := os.Getenv("OPENAI_MODEL"); v != "" {\n\tc.Model = v\n}\n', [`${GPT} :1`]],
    ['a.go', 'k := openai.New(os.Getenv("OPENAI_API_KEY"), os.Getenv("OPENAI_MODEL_PATH"))\n', []],
    ['a.go', 'm := phone.Model{Name: os.Getenv("DEVICE_MODEL")}\n', []],
  ])('no needless one: %s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('a router has models of its own under "owner/name"', () => {
  const routed = 'service:openrouter/org/name-70b-instruct literal';
  const body = 'b := map[string]any{"model": "org/name-70b-instruct"}\n';

  it.each<[string, string, string[]]>([
    ['a.go', `u := "https://openrouter.ai/api/v1/chat/completions"\n${body}`, [`${routed} :2`]],
    [
      'a.php',
      '<?php $u = "https://openrouter.ai/api/v1"; $model = "org/name-7b:free";\n',
      ['service:openrouter/org/name-7b:free literal :1'],
    ],
    ['a.rb', 'chat = RubyLLM.chat(model: "org/name-70b-instruct")\n', [`${routed} :1`]],
    [
      'a.kt',
      'val u = "https://openrouter.ai/api/v1"\nval models = listOf(\n"org/name-70b-instruct",\n"org/name-7b:free")\n',
      [`${routed} :3`, 'service:openrouter/org/name-7b:free literal :4'],
    ],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });

  it('hides no load of the hub', async () => {
    const hub = ['hf:org/name-70b-instruct literal :2'];
    expect(await named('a.go', `// https://openrouter.ai\n${body}`)).toEqual(hub);
    expect(await named('a.go', `a, b := "https://openrouter.ai/x", "https://api.together.xyz/v1"\n${body}`)).toEqual(hub);
    const rust =
      'let u = "https://openrouter.ai/api/v1";\nlet r = Api::new()?.model("org/name-70b-instruct".into());\nuse hf_hub::api::sync::Api;\n';
    expect(await named('a.rs', rust)).toEqual(hub);
  });
});

describe('the folder of a repository of the hub', () => {
  it.each<[string, string]>([
    ['a.rs', 'const BASE: &str = "https://huggingface.co/org/speech/resolve/main";\nlet u = format!("{}/ggml-{}.bin", BASE, size);\n'],
    ['a.dart', "final base = 'https://huggingface.co/org/speech/resolve/main';\nfinal u = '$base/a.gguf';\n"],
  ])('%s: %s', async (path, text) => {
    expect(await named(path, text)).toEqual(['hf:org/speech@main literal :1']);
  });
});

describe('constants and classes of SDKs by their bare names', () => {
  const mini = 'service:openai/gpt-4o-mini literal :2';

  it.each<[string, string, string[]]>([
    [
      'A.java',
      'import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;\nvar m = b.modelName(GPT_4_O_MINI);\n',
      [mini],
    ],
    ['A.java', 'import static dev.langchain4j.model.openai.OpenAiChatModelName.*;\nvar m = b.modelName(GPT_4_O_MINI);\n', [mini]],
    [
      'a.scala',
      'import dev.langchain4j.model.voyageai.VoyageAiScoringModelName.RERANK_LITE_1\nval m = b.modelName(RERANK_LITE_1)\n',
      ['service:voyage/rerank-lite-1 literal :2'],
    ],
    ['A.java', 'import static shop.Prices.GPT_4_O_MINI;\nvar m = b.modelName(GPT_4_O_MINI);\n', []],
    [
      'A.java',
      'static final String PERPLEXITY_CHAT = "sonar";\nvar m = b.modelName(PERPLEXITY_CHAT);\n',
      ['service:perplexity/sonar literal :1'],
    ],
    ['A.java', 'var e = new BgeSmallEnV15QuantizedEmbeddingModel();\n', ['hf:BAAI/bge-small-en-v1.5 literal :1']],
    ['a.kt', 'val e = AllMiniLmL6V2EmbeddingModel()\n', ['hf:sentence-transformers/all-MiniLM-L6-v2 literal :1']],
    ['A.java', 'class AllMiniLmL6V2EmbeddingModel { AllMiniLmL6V2EmbeddingModel e; }\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('a local server', () => {
  it.each<[string, string, string[]]>([
    ['a.rs', 'fn default_embed_model() -> String { "nomic-embed-text".to_string() }\n', ['ollama:nomic-embed-text literal :1']],
    ['a.go', 'c := Config{Url: "http://localhost:11434", Model: "qwen2.5"}\n', ['ollama:qwen2.5 literal :1']],
    [
      'a.kt',
      'enum class OllamaModel(val id: String) {\n A("llama3.1:8b"),\n B("mistral:7b") }\n',
      ['ollama:llama3.1@8b literal :2', 'ollama:mistral@7b literal :3'],
    ],
    ['a.kt', 'enum class Tag(val id: String) {\n A("llama3.1:8b") }\n', []],
    ['a.go', 'c := Pod{Image: "llama3:latest", Animal: "llama3"}\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('what stands beside a name makes no request a record (T38)', () => {
  it.each<[string, string, string[]]>([
    ['a.php', '<?php $r = ["model" => "gpt-4o", "max_output_tokens" => 500, "input" => $x];\n', [`${GPT} :1`]],
    ['a.lua', 'local r = {\n model = "gpt-4o",\n temperature = 1,\n max_output_tokens = nil,\n}\n', [`${GPT} :2`]],
    ['a.rb', 'ask(model: "gpt-4o", cost_center: "books")\n', [`${GPT} :1`]],
    ['a.go', 'q := Price{Model: "gpt-4o", InputPrice: 2.5}\n', []],
    ['A.java', 'var i = new Info("gpt-4o").with(model = "gpt-4o", displayName = "GPT");\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('what sets a name', () => {
  it('takes it behind the key, whatever the key is called', async () => {
    expect(await named('a.go', 'viper.Set(chat_model, openai.GPT4o)\n')).toEqual(['service:openai/gpt-4o parameter :1']);
    expect(await named('a.go', 'ok := compare(model, "gpt-4o")\n')).toEqual([]);
  });
});

describe('a constant that is given to whoever runs what others made', () => {
  it('is the name of a deployment', async () => {
    const azure = 'const string Deployment = "gpt-4o";\nb.AddAzureOpenAIChatCompletion(Deployment, endpoint, key);\n';
    expect(await named('a.cs', azure)).toEqual(['service:azure/gpt-4o literal :1']);
  });

  it('and stays one of its maker where it is given to nobody else', async () => {
    expect(await named('a.cs', 'const string Deployment = "gpt-4o";\nb.AddOpenAIChatCompletion(Deployment, key);\n')).toEqual([
      `${GPT} :1`,
    ]);
  });
});

describe('a name of any form, where a client takes the name of a model', () => {
  it.each<[string, string, string[]]>([
    ['A.java', 'var m = OllamaChatModel.builder().baseUrl(URL).modelName("house").build();\n', ['ollama:house literal :1']],
    ['A.java', 'var m = OpenAiChatModel.builder().apiKey(get("K")).modelName("house").build();\n', ['service:openai/house literal :1']],
    [
      'A.java',
      'var m = OpenAiChatModel.builder().baseUrl("http://localhost:1234/v1").modelName("house").build();\n',
      ['service:localhost:1234/house literal :1'],
    ],
    [
      'A.java',
      'static final String AT = "https://api.perplexity.ai";\nvar m = OpenAiChatModel.builder().baseUrl(AT).modelName("house").build();\n',
      ['service:perplexity/house literal :2'],
    ],
    [
      'A.java',
      'var m = OllamaChatModel.builder().modelName("org/name-7b-instruct").build();\n',
      ['ollama:org/name-7b-instruct literal :1'],
    ],
    ['a.go', 'r := openai.ChatCompletionRequest{Model: "house"}\n', ['service:openai/house literal :1']],
    ['a.go', 'import "github.com/ollama/ollama/api"\nr := &api.ChatRequest{Model: "house"}\n', ['ollama:house literal :2']],
    ['a.cs', 'b.AddOpenAIChatCompletion(modelId: "house", apiKey: k);\n', ['service:openai/house literal :1']],
    ['a.cs', 'b.AddOllamaChatCompletion("house", uri);\n', ['ollama:house literal :1']],
    // Nobody knows which server it is: both are told.
    [
      'A.java',
      'var m = OpenAiChatModel.builder().baseUrl(url).modelName("house").build();\n',
      ['service:openai/house literal :1', 'service:unknown-address/house literal :1'],
    ],
    ['A.java', 'var c = Car.builder().model("house").build();\n', []],
    ['A.java', 'var m = OpenAiChatModel.builder().build(); car.model("house");\n', []],
    ['A.java', 'var m = OpenAiChatModel.builder().user("house").build();\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('PowerShell', () => {
  it.each<[string, string, string[]]>([
    ['a table', '$b = @{\n  "model" = "gpt-4o"\n}\n', [`${GPT} :2`]],
    ['a parameter', 'Invoke-Chat -Model "gpt-4o"\n', [`${GPT} :1`]],
    ['a default', 'param([string]$Model = "gpt-4o")\n', [`${GPT} :1`]],
    ['a text over lines', '$j = @"\n{"model": "gpt-4o"}\n"@\n', [`${GPT} :2`]],
    ['a comment', '# $model = "gpt-4o"\n<# $model = "gpt-4o" #>\n', []],
    ['a comparison', 'if ($model -eq "gpt-4o") { }\n', []],
  ])('%s', async (_, text, expected) => {
    expect(await named('a.ps1', text)).toEqual(expected);
  });
});

it('costs what the texts are long', () => {
  const long = [
    'model = f(os.Getenv("A_MODEL"), "gpt-4o", '.repeat(5_000),
    'openai env("A_MODEL") '.repeat(10_000),
    'a = "gpt-" + b '.repeat(10_000),
    'x = "gpt-4o"\n'.repeat(10_000),
    '"llama3" f("llama3") ollama '.repeat(5_000),
    'import a.Model '.repeat(20_000),
    'OpenAiChatModel.builder().modelName("x")'.repeat(5_000),
    `OpenAiChatModel.b()${'.model("x")'.repeat(20_000)}`,
  ];
  for (const detector of literalDetectors.slice(0, 2)) for (const text of long) expect(Array.isArray(factsOf(detector, text))).toBe(true);
});
