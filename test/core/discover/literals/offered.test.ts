import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

const GPT = 'service:openai/gpt-4o literal';
const MINI = 'service:openai/gpt-4o-mini literal';

async function named(path: string, text: string): Promise<string[]> {
  return (await told({ [path]: text })).map((one) => one.replace(` ${path}`, '').replace(/:\d+$/, '').trim()).toSorted();
}

describe('models that code of any language lets somebody choose', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['a slice', 'a.go', 'var models = []string{"gpt-4o", "gpt-4o-mini"}\n', [GPT, MINI]],
    ['what a function gives', 'a.go', 'func SupportedModels() []string {\n\treturn []string{"gpt-4o", "gpt-4o-mini"}\n}\n', [GPT, MINI]],
    ['structs', 'a.go', 'var Models = []Model{\n\t{ID: "gpt-4o", Name: "GPT-4o", Context: 128000},\n}\n', [GPT]],
    ['structs without names', 'a.go', 'var Models = []Model{\n\t{"gpt-4o", "GPT-4o"},\n\t{"gpt-4o-mini", "Mini"},\n}\n', [GPT, MINI]],
    ['a map by provider', 'a.go', 'var models = map[string][]string{\n\t"openai": {"gpt-4o", "gpt-4o-mini"},\n}\n', [GPT, MINI]],
    ['a map by the names', 'a.go', 'var models = map[string]Model{\n\t"gpt-4o": {Name: "GPT-4o", Context: 1},\n}\n', [GPT]],
    ['constants', 'a.go', 'const (\n\tModelGPT4o = "gpt-4o"\n\tModelGPT4oMini = "gpt-4o-mini"\n)\n', [GPT, MINI]],
    [
      'what a function chooses',
      'a.go',
      'func defaultModel(p string) string {\n\tswitch p {\n\tcase "a":\n\t\treturn "gpt-4o"\n\t}\n\treturn ""\n}\n',
      [GPT],
    ],
    ['an array', 'a.rs', 'const MODELS: [&str; 2] = ["gpt-4o", "gpt-4o-mini"];\n', [GPT, MINI]],
    [
      'a vector of a field',
      'a.rs',
      'let p = Provider { name: "openai".to_string(), models: vec!["gpt-4o".to_string(), "gpt-4o-mini".to_string()] };\n',
      [GPT, MINI],
    ],
    ['wrapped texts', 'a.rs', 'let models = vec![String::from("gpt-4o"), String::from("gpt-4o-mini")];\n', [GPT, MINI]],
    ['arms', 'a.rs', 'impl Model {\n  fn id(&self) -> &str {\n    match self {\n      Self::Gpt4o => "gpt-4o",\n    }\n  }\n}\n', [GPT]],
    ['pairs', 'a.rs', 'pub const MODELS: &[(&str, &str)] = &[("gpt-4o", "GPT-4o"), ("gpt-4o-mini", "Mini")];\n', [GPT, MINI]],
    ['options of a page', 'a.rs', 'html! { <select><option value="gpt-4o">{"4o"}</option></select> }\n', [GPT]],
    [
      'a list of Kotlin',
      'a.kt',
      'override var modelIds: MutableSet<String> = mutableSetOf(\n  "gpt-4o",\n  "gpt-4o-mini"\n)\n',
      [GPT, MINI],
    ],
    [
      'an enumeration of Kotlin',
      'a.kt',
      'enum class ChatModel(val id: String) {\n  GPT_4O("gpt-4o"),\n  MINI("gpt-4o-mini");\n}\n',
      [GPT, MINI],
    ],
    ['entries of Kotlin', 'a.kt', 'val models = listOf(Model("gpt-4o", "GPT-4o"), Model("gpt-4o-mini", "Mini"))\n', [GPT, MINI]],
    ['entries with names', 'a.kt', 'val models = listOf(\n  AiModel(id = "gpt-4o", displayName = "GPT-4o"),\n)\n', [GPT]],
    [
      'an enumeration of Java',
      'A.java',
      'public enum ModelType {\n  GPT_4O("gpt-4o", 128000),\n  GPT_4O_MINI("gpt-4o-mini", 1);\n}\n',
      [GPT, MINI],
    ],
    [
      'a list of Java',
      'A.java',
      'class A {\n  private static final List<String> SUPPORTED_MODELS = List.of("gpt-4o", "gpt-4o-mini");\n}\n',
      [GPT, MINI],
    ],
    ['a list of C#', 'a.cs', 'public static readonly string[] Models = new[] { "gpt-4o", "gpt-4o-mini" };\n', [GPT, MINI]],
    ['constants of C#', 'a.cs', 'public static class OpenAiModels {\n  public const string Gpt4o = "gpt-4o";\n}\n', [GPT]],
    ['entries of C#', 'a.cs', 'var models = new List<ModelInfo> { new() { Id = "gpt-4o", Name = "GPT-4o" } };\n', [GPT]],
    [
      'an enumeration of Swift',
      'a.swift',
      'enum OpenAIModel: String {\n  case gpt4o = "gpt-4o"\n  case gpt4oMini = "gpt-4o-mini"\n}\n',
      [GPT, MINI],
    ],
    ['a list of Swift', 'a.swift', 'let availableModels = ["gpt-4o", "gpt-4o-mini"]\n', [GPT, MINI]],
    ['a table of PHP', 'a.php', "<?php\n$models = ['gpt-4o' => 'GPT-4o', 'gpt-4o-mini' => 'Mini'];\n", [GPT, MINI]],
    ['a list of Ruby', 'a.rb', 'MODELS = ["gpt-4o", "gpt-4o-mini"].freeze\n', [GPT, MINI]],
    ['a field of a form', 'a.ex', '%{\n  name: "model",\n  options: %{\n    values: ["gpt-4o", "gpt-4o-mini"]\n  }\n}\n', [GPT, MINI]],
    ['a plain name among hosted ones', 'a.go', 'var models = []string{"gpt-4o", "o3"}\n', [GPT, 'service:openai/o3 literal']],
  ])('%s', async (_, path, text, found) => {
    expect(await named(path, text)).toEqual(found);
  });

  it.each([
    ['prices', 'a.go', 'var modelPricing = map[string]Price{"gpt-4o": {Name: "GPT-4o", Input: 2.5}}\n'],
    ['limits', 'a.go', 'var models = map[string]int{"gpt-4o": 128000}\n'],
    ['an index', 'a.go', 'x := models["gpt-4o"]\n'],
    ['restrictions', 'a.go', 'restrictedModels := []string{"gpt-4o", "gpt-4o-mini"}\n'],
    ['rows of a test', 'a.go', 'tests := []struct{ model string }{{"gpt-4o"}, {"gpt-4o-mini"}}\n'],
    ['a case', 'a.go', 'switch model {\ncase "gpt-4o", "gpt-4o-mini":\n\trun()\n}\n'],
    ['arguments', 'a.kt', 'track("gpt-4o", "GPT-4o")\n'],
    ['a log', 'a.rs', 'println!("gpt-4o", "gpt-4o-mini");\n'],
    ['another list', 'a.rb', 'COLORS = ["gpt-4o", "flux-pro"]\n'],
    ['what is looked for', 'a.java', 'if (Arrays.asList("gpt-4o", "o3-mini").contains(model)) run();\n'],
  ])('not %s', async (_, path, text) => {
    expect(await named(path, text)).toEqual([]);
  });

  it('a list as long as a file is bounded', async () => {
    const texts = [
      `var models = []string{${'"gpt-4o", '.repeat(50_000)}}\n`,
      `var models = ${'[]{'.repeat(20_000)}"gpt-4o"\n`,
      `const models = ${'{ID: "gpt-4o", Name: "x"}, '.repeat(20_000)}\n`,
    ];
    for (const text of texts) expect(await named('a.go', text)).toBeDefined();
  }, 60_000);
});
