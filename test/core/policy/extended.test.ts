/** What a policy rests on: read, bounded, and refused with a clear text where it cannot be used (T4, T24, T26). */
import { describe, expect, it } from 'vitest';
import { type ExtendedContent, NOT_FOR_THIS_LAYER, type PolicyReach, withExtended } from '../../../src/core/policy/extended.ts';
import { type ExtendedFile, extendedWords } from '../../../src/core/policy/extends-schema.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files by "owner/repo//path"; `asked` are the questions. */
function reach(files: Readonly<Record<string, string>>, more: Partial<ExtendedContent> = {}): PolicyReach & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    owner: 'acme',
    read(from: ExtendedFile) {
      asked.push(extendedWords(from));
      const name = `${from.owner}/${from.repo}//${from.path}`;
      const text = files[name];
      if (text === undefined) return Promise.resolve({ problem: NOT_FOR_THIS_LAYER });
      const beside = (path: string): Promise<Uint8Array | { problem: string }> => {
        const key = files[`${from.owner}/${from.repo}//${path}`];
        return Promise.resolve(key === undefined ? { problem: 'there is no such file' } : bytes(key));
      };
      return Promise.resolve({
        bytes: bytes(text),
        commit: COMMIT,
        path: name,
        label: `${name}@${COMMIT.slice(0, 12)}`,
        quotable: true,
        beside,
        ...more,
      });
    },
  };
}

const top = (...entries: readonly string[]) => loadPolicy(`version: 1\nextends: ${JSON.stringify(entries)}\n`, 'org.yml', rules);
const read = (from: PolicyReach, ...entries: readonly string[]) => withExtended(top(...entries), from, rules);
const said = async (from: PolicyReach, ...entries: readonly string[]): Promise<string[]> =>
  (await read(from, ...entries)).mistakes.map(({ path, line, message }) => `${path}:${line} ${message}`);

describe('a policy that rests on others', () => {
  it('takes what they say, goes before them, and names the commit', async () => {
    const files = {
      'acme/policies//ai.yml':
        'version: 1\nextends: ["acme/policies//base.yml@v1"]\nrules: { model/floating: block, model/provenance: warn }\nmodels: { deny: ["hf:a/*"] }\n',
      'acme/policies//base.yml':
        'version: 1\nrules: { model/provenance: { level: block, require: pinned } }\nmodels: { deny: ["hf:b/*"] }\n',
    };
    const from = reach(files);
    const whole = await withExtended(
      loadPolicy(
        'version: 1\nextends: ["acme/policies//ai.yml@v1", "preset:strict"]\nrules: { model/floating: warn }\nmodels: { deny: ["hf:c/*"] }\n',
        'org.yml',
        rules,
      ),
      from,
      rules,
    );
    expect(whole.mistakes).toEqual([]);
    const policy = effectivePolicy([whole.file], rules);
    expect(policy.rules.get('model/floating')?.level).toBe('warn');
    expect(policy.rules.get('model/provenance')).toEqual({ level: 'block', options: { require: 'pinned' } });
    expect(policy.models.deny).toEqual(['hf:b/*', 'hf:a/*', 'hf:c/*']);
    expect(policy.rules.get('action/unpinned')?.level).toBe('warn');
    expect(policy.label).toBe('org.yml (extends acme/policies//base.yml@4f0c2d9e81b7, acme/policies//ai.yml@4f0c2d9e81b7)');
    expect(policy.origins.get('rules.action/unpinned.level')).toBe('preset:strict');
    expect(policy.layers.map(({ layer }) => layer)).toEqual(['extended', 'extended', 'preset', 'repository']);
    expect(from.asked).toEqual(['acme/policies//ai.yml@v1', 'acme/policies//base.yml@v1']);
  });

  it('what it denies stays denied, whatever the file itself denies', async () => {
    const { file } = await read(reach({ 'acme/p//a.yml': 'version: 1\nlicenses: { deny: [MIT], review: [ISC] }\n' }), 'acme/p//a.yml@v1');
    expect(effectivePolicy([{ ...file, values: { ...file.values, licenses: { deny: [], review: [] } } }], rules).licenses).toMatchObject({
      deny: ['MIT'],
      review: ['ISC'],
    });
  });

  it('below an owner it may only tighten, too', async () => {
    const { file } = await read(
      reach({ 'acme/p//a.yml': 'version: 1\nmode: evaluate\nrules: { model/provenance: off, model/floating: block }\n' }),
      'acme/p//a.yml@v1',
    );
    const policy = effectivePolicy([loadPolicy('version: 1\n', 'org.yml', rules), file], rules);
    expect([policy.mode, policy.rules.get('model/provenance')?.level, policy.rules.get('model/floating')?.level]).toEqual([
      'enforce',
      'block',
      'block',
    ]);
  });

  it('keys are read from the repository and commit that names them (T24)', async () => {
    const signed = 'version: 1\nsigners: [{ for: "hf:acme/*", public-key: keys/a.pem }]\n';
    expect(await said(reach({ 'acme/p//a.yml': signed }), 'acme/p//a.yml@v1')).toEqual([
      expect.stringMatching(
        /^org\.yml:2 "acme\/p\/\/a\.yml@v1": it has a mistake: acme\/p\/\/a\.yml:2:\d+ The key file "keys\/a\.pem" cannot be read/,
      ),
    ]);
  });
});

describe('what cannot be used is a mistake at its line', () => {
  const self = {
    'acme/p//a.yml': 'version: 1\nextends: ["acme/p//b.yml@v1"]\n',
    'acme/p//b.yml': 'version: 1\nextends: ["acme/p//a.yml@v1"]\n',
  };
  const chain = Object.fromEntries(
    Array.from({ length: 9 }, (_, n) => [`acme/p//${n}.yml`, `version: 1\nextends: ["acme/p//${n + 1}.yml@v1"]\n`]),
  );
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`acme/p//${n}.yml`, 'version: 1\n']));
  const fan = {
    ...wide,
    ...Object.fromEntries(
      Array.from({ length: 4 }, (_, n) => [
        `acme/f//${n}.yml`,
        `version: 1\nextends: ${JSON.stringify(Array.from({ length: 10 }, (__, m) => `acme/p//${n * 10 + m}.yml@v1`))}\n`,
      ]),
    ),
  };
  const fat = `version: 1\n${'#'.repeat(250 * 1024)}\n`;

  it.each<[string, Readonly<Record<string, string>>, string[], RegExp]>([
    [
      'what is not there',
      {},
      ['acme/p//a.yml@v1'],
      /^org\.yml:2 "acme\/p\/\/a\.yml@v1": it cannot be used: it is not there, cannot be read/,
    ],
    ['a circle', self, ['acme/p//a.yml@v1'], /rests on itself/],
    ['a long chain', chain, ['acme/p//0.yml@v1'], /more than 5 deep/],
    ['very many', fan, ['acme/f//0.yml@v1', 'acme/f//1.yml@v1', 'acme/f//2.yml@v1'], /at most 20 others/],
    [
      'very much',
      Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`acme/p//${n}.yml`, fat])),
      Array.from({ length: 6 }, (_, n) => `acme/p//${n}.yml@v1`),
      /more than 1024 KB/,
    ],
    [
      'mistakes, with their places',
      { 'acme/p//a.yml': 'version: 1\nmoed: x\n' },
      ['acme/p//a.yml@v1'],
      /it has a mistake: acme\/p\/\/a\.yml:2:1 Unknown key "moed"/,
    ],
    [
      'the tag of another owner',
      { 'evil/p//a.yml': 'version: 1\n' },
      ['evil/p//a.yml@v1'],
      /belongs to evil, who may move that tag; write the full commit/,
    ],
  ])('%s', async (_, files, entries, words) => {
    expect((await said(reach(files), ...entries)).join('\n')).toMatch(words);
  });

  it('of another owner a full commit does', async () => {
    expect(await said(reach({ 'other/p//a.yml': 'version: 1\n' }), `other/p//a.yml@${COMMIT}`)).toEqual([]);
  });

  it('what only its readers may see is not quoted, and says the same as what is not there (T26)', async () => {
    const secret = { 'acme/secret//a.yml': 'version: 1\npassword: hunter2\n' };
    const [wrong] = await said(reach(secret, { quotable: false }), 'acme/secret//a.yml@v1');
    const [missing] = await said(reach({}), 'acme/secret//a.yml@v1');
    expect(wrong).toBe(missing);
    expect(wrong).not.toMatch(/hunter2|password/);
    const nested = { 'acme/secret//a.yml': 'version: 1\nextends: ["acme/other//b.yml@v1"]\n' };
    expect(await said(reach(nested, { quotable: false }), 'acme/secret//a.yml@v1')).toEqual([missing]);
  });

  it.each([
    ['acme/p//a.yml', /names no tag and no commit/],
    ['acme/p/a.yml@v1', /Write it as/],
    ['acme/p//../a.yml@v1', /Write it as/],
    ['acme/..//a.yml@v1', /Write it as/],
    ['acme/p//a.yml@../v1', /Write it as/],
    ['acme/p//a.yml@4f0c2d9', /shortened commit/],
    ['preset:cr', /Did you mean "preset:cra"/],
    ['preset:other', /There are: teach, strict, cra/],
    ['https://evil.example/x', /Write it as/],
    ['__proto__', /Write it as/],
  ])('%s', (entry, words) => {
    const { mistakes } = readPolicy(`version: 1\nextends: [${JSON.stringify(entry)}]\n`, 'org.yml', rules);
    expect(mistakes.map(({ message }) => message).join('\n')).toMatch(words);
  });
});
