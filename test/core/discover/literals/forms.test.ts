/** Forms in which code of languages without a reader of their own names models: lists, constants of SDKs, addresses, bodies, defaults; and unit tests. */
import { describe, expect, it } from 'vitest';
import { idOfConstant } from '../../../../src/core/discover/literals/sdk-names.ts';
import { literalDetectors } from '../../../../src/core/discover/literals/index.ts';
import { factsOf } from '../facts.ts';
import { told } from '../linking.ts';

/** Without the place of the file. */
async function named(path: string, text: string): Promise<string[]> {
  return (await told({ [path]: text })).map((one) => one.replace(` ${path}`, ' '));
}

const GPT = 'service:openai/gpt-4o literal';
const MINI = 'service:openai/gpt-4o-mini literal';

describe('a list of models from which somebody may choose', () => {
  it.each<[string, string]>([
    ['a.go', 'var models = []string{\n\t"gpt-4o",\n\t"gpt-4o-mini",\n}\n'],
    ['a.go', 'func (*P) Models() []string {\n\treturn []string{"gpt-4o",\n"gpt-4o-mini"}\n}\n'],
    ['a.kt', 'var modelIds: MutableSet<String> = mutableSetOf(\n  "gpt-4o",\n  "gpt-4o-mini")\n'],
    ['A.java', 'private static final List<String> CHAT_MODELS = List.of(\n"gpt-4o",\n"gpt-4o-mini");\n'],
    ['a.rs', 'let c = Config { models: vec![\n"gpt-4o".to_string(),\n"gpt-4o-mini".to_string()] };\n'],
    ['a.swift', 'let availableModels: [String] = [\n"gpt-4o",\n"gpt-4o-mini"]\n'],
    ['a.cs', 'string[] ChatModels = new[] {\n"gpt-4o",\n"gpt-4o-mini" };\n'],
    ['a.php', '<?php $models = [\n"gpt-4o",\n"gpt-4o-mini"];\n'],
    ['a.rb', 'MODELS = [\n"gpt-4o",\n"gpt-4o-mini"].freeze\n'],
    ['a.dart', 'final List<String> models = [\n"gpt-4o",\n"gpt-4o-mini"];\n'],
  ])('%s: %s', async (path, text) => {
    const line = text.split('\n').findIndex((one) => one.includes('"gpt-4o"')) + 1;
    expect(await named(path, text)).toEqual([`${GPT} :${line}`, `${MINI} :${line + 1}`]);
  });
});

describe('a constant of an SDK', () => {
  it.each<[string, string, string[]]>([
    ['a.go', 'r := openai.ChatCompletionRequest{Model: openai.GPT4oMini}\n', [`${MINI} :1`]],
    ['a.go', 'p := P{Model: openai.F(openai.ChatModelGPT4o)}\n', [`${GPT} :1`]],
    ['a.go', 'p := P{Model: anthropic.ModelClaude3_5SonnetLatest}\n', ['service:anthropic/claude-3-5-sonnet-latest literal :1']],
    ['a.go', 'r := R{Model: openai.AdaEmbeddingV2}\n', ['service:openai/text-embedding-ada-002 literal :1']],
    ['a.go', 'model := openai.GPT4o20240806\n', ['service:openai/gpt-4o-2024-08-06 literal :1']],
    ['A.java', '.modelName(OpenAiChatModelName.GPT_4_O_MINI)\n', [`${MINI} :1`]],
    ['A.java', '.model(OpenAiApi.ChatModel.GPT_4_O.getValue())\n', [`${GPT} :1`]],
    ['A.java', '.model(Model.CLAUDE_SONNET_4_20250514)\n', ['service:anthropic/claude-sonnet-4-20250514 literal :1']],
    ['a.rs', 'let agent = client.agent(openai::GPT_4O).build();\n', [`${GPT} :1`]],
    ['a.rs', 'let model = client.completion_model(openai::GPT_4O);\n', [`${GPT} :1`]],
    ['a.swift', 'let q = ChatQuery(messages: m, model: .gpt4_o)\n', [`${GPT} :1`]],
    ['a.swift', 'let q = EmbeddingsQuery(input: t, model: .textEmbeddingAda)\n', ['service:openai/text-embedding-ada-002 literal :1']],
    ['a.go', 'if r.Model == openai.GPT4oMini {\n}\n', []],
    ['a.rs', 'match m { Model::Gpt4O => 1 }\n', []],
    ['a.kt', 'enum class M { GPT4O, GPT4 }\nval limit = mapOf(M.GPT4O to 1)\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });

  it.each([
    ['GPT4Dot1Mini', 'gpt-4.1-mini'],
    ['gpt4_1_mini', 'gpt-4.1-mini'],
    ['GPT_4_O_2024_08_06', 'gpt-4o-2024-08-06'],
    ['ModelClaudeSonnet4_5_20250929', 'claude-sonnet-4-5-20250929'],
    ['CreateImageModelDallE3', 'dall-e-3'],
    ['TTSModel1HD', 'tts-1-hd'],
    ['EmbeddingModelTextEmbedding3Small', 'text-embedding-3-small'],
    ['GEMINI_2_5_FLASH', 'gemini-2.5-flash'],
    ['MODEL_1', null],
    ['gpt', null],
    ['x'.repeat(10_000), null],
  ])('%s → %s', (name, id) => {
    expect(idOfConstant(name, false)).toBe(id);
  });
});

describe('an address that names a model', () => {
  it.each<[string, string, string[]]>([
    [
      'a.go',
      'u := fmt.Sprintf("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?key=%s", k)\n',
      ['service:google/gemini-2.5-flash literal :1'],
    ],
    ['a.dart', "final p = '/v1beta/models/gemini-2.0-flash:streamGenerateContent';\n", ['service:google/gemini-2.0-flash literal :1']],
    [
      'a.cs',
      'var u = "wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview";\n',
      ['service:openai/gpt-4o-realtime-preview literal :1'],
    ],
    ['a.php', '<?php $u = "https://api-inference.huggingface.co/models/org/name";\n', ['service:huggingface/org/name literal :1']],
    ['a.go', 'u := "https://api.openai.com/v1/models"\n', []],
    ['a.go', 'u := "https://api.openai.com/v1/models/" + id\n', []],
    ['a.go', 'u := "https://shop.example/models/gpt-4o"\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });

  it('is put together from constants of the file, and has no pin then', async () => {
    const text =
      'const rev = "0123456789abcdef0123456789abcdef01234567"\nconst u = "https://huggingface.co/org/" +\n\t"name-onnx/resolve/" +\n\trev + "/model.onnx"\n';
    expect(await named('a.go', text)).toEqual(['hf:org/name-onnx@0123456789abcdef0123456789abcdef01234567 literal :2']);
    const go = literalDetectors.find(({ id }) => id === 'literals-go');
    expect(go === undefined ? [] : factsOf(go, text)).toMatchObject([{ pin: null }]);
    // A part that nothing says hides no load (T38).
    expect(await named('a.go', 'u := "https://huggingface.co/" + repo + "/resolve/main/a.onnx"\n')).toEqual([
      'generic:https://huggingface.co/…/resolve/main/a.onnx unresolved :1',
    ]);
  });

  it('is the folder that a library of the hub keeps', async () => {
    expect(await named('a.swift', 'let f = dir + "huggingface/models/org/whisper-coreml/tiny"\n')).toEqual([
      'hf:org/whisper-coreml literal :1',
    ]);
  });
});

describe('other places of a name', () => {
  it.each<[string, string, string, string[]]>([
    ['the body of a request', 'a.go', 'b := `{"model": "gpt-4o", "n": 1}`\n', [`${GPT} :1`]],
    ['a body with escapes', 'A.java', 'String b = "{\\"model\\":\\"gpt-4o\\"}";\n', [`${GPT} :1`]],
    ['a property', 'a.cs', 'public string Model { get; set; } = "gpt-4o";\n', [`${GPT} :1`]],
    ['a default beside a name', 'a.ex', '%{name: "model", default: "gpt-4o"}\n', ['service:openai/gpt-4o parameter :1']],
    ['a default of a column', 'a.rb', 't.string "chat_model", default: "gpt-4o", null: false\n', ['service:openai/gpt-4o parameter :1']],
    ['a default behind a key', 'a.kt', 'val m = getString(SP, KEY_CHAT_MODEL, "gpt-4o")\n', ['service:openai/gpt-4o parameter :1']],
    ['a default of something else', 'a.ex', '%{name: "effort", default: "gpt-4o"}\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('what is offered, or given by a function', () => {
  it.each<[string, string, string, string[]]>([
    ['an enumeration', 'a.swift', 'enum ChatModel: String {\n  case gpt4o = "gpt-4o"\n}\n', [`${GPT} :2`]],
    ['an enumeration with values', 'A.java', 'public enum LlmModel {\n  GPT_4O("gpt-4o"), NONE("none");\n}\n', [`${GPT} :2`]],
    ['an enumeration of something else', 'a.swift', 'enum Price: String {\n  case gpt4o = "gpt-4o"\n}\n', []],
    ['an option of a form', 'a.razor', '<option value="gpt-4o">GPT-4o</option>\n', [`${GPT} :1`]],
    ['a value of something else', 'a.razor', '<input value="gpt-4o">\n', []],
    [
      'an arm of a match',
      'a.rs',
      'fn model_info(m: &str) -> ModelInfo {\n match m { "gpt-4o" | "gpt-4" => ModelInfo { model: m, max: 1 }, _ => x }\n}\n',
      [],
    ],
    ['a choice beside its name', 'a.ex', '%{name: "model", values: ["gpt-4o", "x"]}\n', [`${GPT} :1`]],
    ['a choice of something else', 'a.ex', '%{name: "voice", values: ["gpt-4o", "x"]}\n', []],
    ['a column', 'a.rb', 't.string :chat_model, default: "gpt-4o"\n', ['service:openai/gpt-4o parameter :1']],
    ['an item of the hub', 'a.kt', 'val models = listOf(\n"org/name-7b-instruct",\n"x")\n', ['hf:org/name-7b-instruct literal :2']],
    [
      'a function that chooses',
      'a.go',
      'func GetDefaultModel(p string) string {\n\tswitch p {\n\tcase "openai":\n\t\treturn "gpt-4o"\n\tdefault:\n\t\treturn "gpt-4o-mini"\n\t}\n}\n',
      [`${GPT} :4`, `${MINI} :6`],
    ],
    ['a function that asks', 'a.go', 'func isModel(p string) string {\n\tif p == "" {\n\t\treturn "gpt-4o"\n\t}\n\treturn p\n}\n', []],
    ['a function of something else', 'A.java', 'String displayName(String m) { if (x) { return "gpt-4o"; } return m; }\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('a constant of the file', () => {
  it.each<[string, string, string[]]>([
    ['A.java', 'private static final String CHAT = "gpt-4o";\nvar m = OpenAiChatModel.builder().modelName(CHAT).build();\n', [`${GPT} :1`]],
    ['a.cs', 'const string Fallback = "gpt-4o";\nb.AddOpenAIChatCompletion(config["OpenAI:ChatModel"] ?? Fallback, key);\n', [`${GPT} :1`]],
    ['a.swift', 'enum Names {\n  static let first = "gpt-4o"\n}\nlet q = ["model": Names.first, "n": 1]\n', [`${GPT} :2`]],
    [
      'a.rs',
      'const REPO: &str = "org/name";\nconst REV: &str = "0123456789abcdef0123456789abcdef01234567";\nlet r = Repo::with_revision(REPO.to_string(), RepoType::Model, REV.to_string());\n',
      ['hf:org/name@0123456789abcdef0123456789abcdef01234567 literal :1'],
    ],
    ['a.kt', 'val first = "gpt-4o"\nif (m == first) { }\n', []],
    ['a.kt', 'var first = "gpt-4o"\nfirst = "x"\nval q = Query(model = first)\n', [`${GPT} :1`]],
    ['a.go', 'type Small string\nconst A Small = "org/name"\nvar model Small = a\n', []],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('libraries with names of their own', () => {
  it.each<[string, string, string[]]>([
    [
      'a.swift',
      'let w = try await WhisperKit(WhisperKitConfig(model: "base.en", verbose: true))\n',
      ['catalog:whisperkit/base.en literal :1'],
    ],
    ['a.swift', 'let w = Other(model: "base.en")\n', []],
    [
      'a.rs',
      'let e = TextEmbedding::try_new(InitOptions::new(EmbeddingModel::BGESmallENV15))?;\n',
      ['hf:Xenova/bge-small-en-v1.5 literal :1'],
    ],
    ['a.rs', 'use ollama_rs::Ollama;\nlet r = GenerationRequest::new("gemma2:2b".to_string(), p);\n', ['ollama:gemma2@2b literal :2']],
    ['A.java', 'class Ollama {\n@Value("${docs.chat-model:qwen2.5:7b}") String m;\n}\n', ['ollama:qwen2.5@7b literal :2']],
  ])('%s: %s', async (path, text, expected) => {
    expect(await named(path, text)).toEqual(expected);
  });
});

describe('words of a framework for tests hide nothing: which files are tests, their use tells (T38, T42)', () => {
  it.each<[string, string]>([
    ['a.go', 'func TestChat(t *testing.T) {\n}\nvar r = Request{Model: "gpt-4o"}\n'],
    ['A.java', 'import org.junit.jupiter.api.Test;\nclass A { String model = "gpt-4o"; }\n'],
    ['a.cs', 'using Xunit;\nclass A { string Model = "gpt-4o"; }\n'],
    ['a.rb', "require 'test_helper'\nmodel = 'gpt-4o'\n"],
    ['a.swift', 'import XCTest\nlet model = "gpt-4o"\n'],
    ['a.c', '#[cfg(test)] mod x { model = "gpt-4o"; }\n'],
  ])('%s', async (path, text) => {
    expect(await named(path, text)).toEqual([expect.stringContaining('service:openai/gpt-4o')]);
  });
});

describe('hostile texts', () => {
  it('cost what they are long', () => {
    const long = [
      'a.b.'.repeat(100_000),
      '{"model": "'.repeat(50_000),
      `models = [${'"gpt-4o", '.repeat(50_000)}]`,
      `x = "https://huggingface.co/"${' + "a"'.repeat(100_000)}`,
      `x = "https://a.example/${'/models/a'.repeat(1_000)}"`,
      'openai.GPT4o.value.value'.repeat(20_000),
    ];
    for (const detector of literalDetectors.slice(0, 5)) for (const text of long) expect(Array.isArray(factsOf(detector, text))).toBe(true);
  });
});
