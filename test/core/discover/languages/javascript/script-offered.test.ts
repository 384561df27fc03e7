import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

async function named(code: string, path = 'src/a.tsx'): Promise<string[]> {
  return (await told({ [path]: `${code}\n` })).map((one) => one.replace(/ (?:src|web)\/.*$/, ''));
}

const GPT = 'service:openai/gpt-4o literal';
const MINI = 'service:openai/gpt-4o-mini literal';
const CLAUDE = 'service:anthropic/claude-sonnet-4-5 literal';

describe('models that a script lets somebody choose', () => {
  test.each<[title: string, code: string, found: readonly string[]]>([
    ['a list', "export const MODELS = ['gpt-4o', 'gpt-4o-mini'] as const;", [GPT, MINI]],
    ['a list of options of a select', "const options = [{ label: 'GPT-4o', value: 'gpt-4o' }];", [GPT]],
    [
      'entries that say whose they are',
      "export const CHAT = [{ id: 'gpt-4o', name: 'GPT-4o', provider: 'openai', contextWindow: 128000, inputPrice: 2.5 }];",
      [GPT],
    ],
    [
      'lists by provider',
      "const MODEL_OPTIONS: Record<string, Option[]> = { openai: [{ id: 'gpt-4o', label: '4o' }], groq: [{ id: 'llama-guard-4-12b', label: 'Guard' }] };",
      [GPT, 'service:groq/llama-guard-4-12b literal'],
    ],
    ['models of a provider', "const providers = [{ id: 'openai', name: 'OpenAI', models: ['gpt-4o', 'gpt-4o-mini'] }];", [GPT, MINI]],
    [
      'a table by the names of models',
      "const MODEL_CONFIGS = { 'gpt-4o': { displayName: 'GPT-4o', maxTokens: 4096 }, 'gpt-4o-mini': { displayName: 'Mini' } };",
      [GPT, MINI],
    ],
    ['labels of models', "const MODELS = { 'gpt-4o': 'GPT-4o (best)', 'gpt-4o-mini': 'Mini' };", [GPT, MINI]],
    ['names of models', "export const Models = { GPT_4O: 'gpt-4o', GPT_4O_MINI: 'gpt-4o-mini' } as const;", [GPT, MINI]],
    ['an enumeration', "enum Model { GPT4o = 'gpt-4o' }", [GPT]],
    ['a type', "export type ModelId = 'gpt-4o' | 'gpt-4o-mini' | (string & {});", [GPT, MINI]],
    ['a schema', "const schema = z.object({ model: z.enum(['gpt-4o', 'gpt-4o-mini']).default('gpt-4o') });", [GPT, MINI, GPT]],
    ['a field of a form', "const field = { name: 'model', type: 'options', options: [{ name: 'GPT-4o', value: 'gpt-4o' }] };", [GPT]],
    ['what a component holds', "const [models] = useState([{ id: 'gpt-4o', name: 'GPT-4o' }]);", [GPT]],
    ['what is gone through', "const menu = ['gpt-4o', 'gpt-4o-mini'].map((one) => <Item key={one} />);", [GPT, MINI]],
    ['what a function gives', "export function availableModels() { return [{ id: 'gpt-4o', name: 'GPT-4o' }]; }", [GPT]],
    ['what is registered', "registerModel({ id: 'gpt-4o', name: 'GPT-4o' });", [GPT]],
    [
      'a plain name among hosted ones',
      "const MODELS = [{ id: 'gpt-4o', label: '4o' }, { id: 'o3', label: 'o3' }];",
      [GPT, 'service:openai/o3 literal'],
    ],
    [
      'names of a router',
      "const models = [{ id: 'openai/gpt-4o', name: '4o' }, { id: 'meta-llama/llama-3-70b-instruct', name: 'Llama' }];",
      [GPT, 'service:meta-llama/llama-3-70b-instruct literal'],
    ],
    [
      'models of a local server',
      "const MODELS = [{ id: 'gpt-4o', name: '4o' }, { id: 'llama3.2:3b', name: 'Llama', provider: 'ollama' }];",
      [GPT, 'ollama:llama3.2@3b literal'],
    ],
    ['repositories of the hub', "export const MODELS = [{ id: 'Xenova/whisper-tiny', name: 'Tiny' }];", ['hf:Xenova/whisper-tiny literal']],
    [
      'options of a page',
      '<select><option value="gpt-4o">4o</option><option value="claude-sonnet-4-5">S</option></select>;',
      [GPT, CLAUDE],
    ],
    ['items of a component', '<SelectItem key="x" onClick={() => go()} value="gpt-4o">4o</SelectItem>;', []],
    ['items of a component that come first', '<SelectItem value="gpt-4o">4o</SelectItem>;', [GPT]],
    ['options in a text of a page', 'const page = `<option value="gpt-4o" ${on ? "selected" : ""}>4o</option>`;', [GPT]],
  ])('%s', async (_, code, found) => {
    expect((await named(code)).toSorted()).toEqual([...found].toSorted());
  });

  test('options of a component of Vue stand outside of its scripts', async () => {
    const page = '<template>\n<select>\n<option value="gpt-4o">4o</option>\n</select>\n</template>\n<script setup>const a = 1;</script>';
    expect(await named(page, 'src/A.vue')).toEqual([GPT]);
  });

  test('options of a page', async () => {
    const page = '<!-- <option value="gpt-4o-mini"> -->\n<option value="gpt-4o">4o</option>\n<option value="red">Red</option>';
    expect(await named(page, 'web/index.html')).toEqual([GPT]);
    expect(await named(page, 'web/index.hbs')).toEqual([GPT]);
  });

  test.each([
    ['prices', "const MODEL_PRICING = { 'gpt-4o': { name: 'GPT-4o', input: 2.5 } };"],
    ['limits', "const MODELS = { 'gpt-4o': 128000, 'gpt-4o-mini': 128000 };"],
    ['properties alone', "const MODELS = { 'gpt-4o': { contextWindow: 128000, vision: true } };"],
    ['what can see', "const VISION_MODELS = ['gpt-4o', 'gpt-4o-mini'];"],
    ['a test whether one is among them', "if (['gpt-4o', 'gpt-4o-mini'].includes(model)) run();"],
    ['a set that is asked', "const REASONING = new Set(['o3-mini', 'o1-mini']);"],
    ['a case', "switch (model) { case 'gpt-4o': case 'gpt-4o-mini': run(); }"],
    ['an expectation', "expect(models).toEqual([{ id: 'gpt-4o', name: 'GPT-4o' }]);"],
    ['a stand-in', "fetchModels.mockResolvedValue([{ id: 'gpt-4o', name: 'GPT-4o' }]);"],
    ['chats that were', "const sessions = [{ id: 's1', model: 'gpt-4o', title: 'Trip' }];"],
    ['a measurement', "const rows = [{ id: 'gpt-4o', score: 71.2, name: 'x' }];"],
    ['older names', "const MODEL_MIGRATIONS = { 'gpt-4o-old': 'gpt-4o', 'gpt-4o-older': 'gpt-4o' };"],
    ['names of keys', "const MODELS = { OPENAI_O1: { id: name, provider: 'openai', label: 'o1' } };"],
    ['connections', "const providers = [{ id: 'openai-1', name: 'OpenAI', provider: 'openai' }];"],
    ['voices', "type OpenAIVoice = 'nova' | 'onyx';\nconst OPENAI_VOICES = [{ value: 'nova', label: 'Nova' }];"],
    ['another list', "const colors = [{ id: 'flux-2', label: 'Flux' }];"],
    ['a comment in an element', '<select>{/* <option value="gpt-4o">4o</option> */}</select>;'],
    ['a field of another element', '<Input value="gpt-4o" />;'],
  ])('not %s', async (_, code) => {
    expect(await named(code)).toEqual([]);
  });

  test('a list as long as a file is bounded, and so is a page', async () => {
    const list = `export const MODELS = [${"{ id: 'gpt-4o', label: '4o', n: [[[['gpt-4o']]]] }, ".repeat(20_000)}];`;
    const page = `<select>${'<option value="gpt-4o" '.repeat(50_000)}`;
    for (const code of [list, page, `const a = ${'['.repeat(20_000)}'gpt-4o'`, '<option '.repeat(100_000)])
      expect(await named(code, 'src/a.ts')).toBeDefined();
  }, 60_000);
});
