/** T33: what changed files of kinds without a reader seem to name, at the gate. */
import { describe, expect, it } from 'vitest';
import { checking, told } from '../support/checking.ts';

const doors = checking();
const MODEL = 'export const model = "acme/sentiment";\n';

async function unreadOf(base: Parameters<typeof doors.check>[0], head: Parameters<typeof doors.check>[1]): Promise<string[] | undefined> {
  return (await doors.check(base, head)).verdict.coverage?.names.map(({ path }) => path);
}

describe('a name beside a telling word', () => {
  it('warns where a change adds it, and blocks nothing', async () => {
    const result = await doors.check({ 'a.md': '' }, { 'web/app.ts': MODEL });
    expect([result.verdict.conclusion, told(result)]).toEqual(['warn', ['new tree/unread web/app.ts']]);
  });

  it('is no new one where its line is untouched, or the file moved', async () => {
    const edited = await doors.check({ 'app.ts': MODEL }, { 'app.ts': `${MODEL}// more\n` });
    expect([edited.verdict.conclusion, told(edited)]).toEqual(['pass', ['existing tree/unread app.ts']]);
    const moved = await doors.check({ 'app.ts': MODEL }, { 'app.ts': null, 'web/other.ts': MODEL });
    expect([moved.verdict.conclusion, told(moved)]).toEqual(['pass', ['existing tree/unread web/other.ts']]);
  });

  it('warns where another one takes its place', async () => {
    const result = await doors.check({ 'app.ts': MODEL }, { 'app.ts': MODEL.replace('sentiment', 'other') });
    expect(told(result)).toContain('new tree/unread app.ts');
  });
});

describe('coverage', () => {
  it('a file that names nothing was read; one that tells was not', async () => {
    expect(await unreadOf({ 'a.md': '' }, { 'a.zig': 'export const a = 1;\n', 'b.go': 'package b\n', 'c.json': '{"a": "b"}' })).toEqual([]);
    expect(await unreadOf({ 'a.md': '' }, { 'a.zig': 'import "openai";\n', 'b.go': 'package b\n' })).toEqual(['a.zig']);
  });

  it('a name that is a path of the base is one; a path that comes along is no excuse (T37)', async () => {
    const uses = { 'app.zig': 'go("acme/sentiment");\n' };
    expect(await unreadOf({ 'acme/sentiment/a.md': '' }, uses)).toEqual([]);
    expect(await unreadOf({ 'a.md': '' }, { ...uses, 'acme/sentiment/a.md': '' })).toEqual(['app.zig']);
  });

  it('hashes of a lock are no names', async () => {
    const lock = `lockfileVersion: '9.0'\n\npackages:\n\n  a@1.0.0:\n    resolution: {integrity: sha512-${'abcdefgh/'.repeat(9)}ijklQ==}\n`;
    expect(await unreadOf({ 'pnpm-lock.yaml': '' }, { 'pnpm-lock.yaml': lock })).toEqual([]);
  });

  it('a kind of which one thing alone is read stays looked through', async () => {
    const page = '<script type="importmap">{"imports":{"openai":"https://host.test/openai.js"}}</script>\n';
    const files = {
      'a.html': page,
      'b.json': '{"checkpoint": ["acme/ner-tiny"]}\n',
      'd.lua': 'x = "openai"\n',
    };
    expect(await unreadOf({ 'a.md': '' }, files)).toEqual(['a.html', 'b.json', 'd.lua']);
  });

  it('a lock that cannot be read is unread, whatever changes in it (T33)', async () => {
    const [ai, pad] = ['openai@4:\n  version "4.0"\n', 'pad@1:\n  version "1"\n'];
    for (const path of ['bun.lockb', 'deno.lock']) {
      expect(await unreadOf({ [path]: ai }, { [path]: `${ai}\n${pad}` })).toEqual([path]);
      expect(await unreadOf({ 'a.md': '' }, { [path]: pad })).toEqual([path]);
    }
  });

  it('what a checkout shows otherwise stays unread (T34)', async () => {
    expect(await unreadOf({ '.gitattributes': '*.zig filter=x\n' }, { 'a.zig': 'export const a = 1;\n' })).toEqual(['a.zig']);
  });

  it('archives, programs and files over the limit stay unread', async () => {
    const head = { 'a.zip': 'x', 'b.so': 'x', 'c.zig': '// x\n'.repeat(500_000) };
    expect(await unreadOf({ 'a.md': '' }, head)).toEqual(['a.zip', 'b.so', 'c.zig']);
  });
});

describe('a change of a file that tells', () => {
  const CHAT = 'import OpenAI from "openai";\n\nexport function ask(text: string) {\n  return client.ask(text);\n}\n';

  it('was read as far as it goes, where the lines that come and go name nothing', async () => {
    expect(await unreadOf({ 'app.zig': CHAT }, { 'app.zig': CHAT.replace('ask(text);', 'ask(text.trim());') })).toEqual([]);
    expect(
      await unreadOf({ 'app.zig': 'await import(name);\n\n\n\n' }, { 'app.zig': 'await import(name);\n\n\n\nlog("fast");\n' }),
    ).toEqual([]);
    expect(await unreadOf({ 'a.zig': 'go("acme/x1");\n' }, { 'a.zig': 'go("acme/x1");\nlog("fast");\n' })).toEqual([]);
  });

  it.each([
    ['a literal that could be a name', CHAT.replace('ask(text);', 'ask(text, "davinci");')],
    ['another model', CHAT.replace('ask(text);', 'ask(text, "gpt-4o");')],
    ['a name that the library had before', CHAT.replace('ask(text);', 'ask(text, modelOfTheDay);')],
    ['a half of a name beside the other', CHAT.replace('ask(text);', 'ask(text, "acme/" +\n "sentiment");')],
    ['a comment that opens', CHAT.replace('export', '/* export')],
  ])('is unread with %s', async (_, head) => {
    expect(await unreadOf({ 'app.zig': CHAT }, { 'app.zig': head })).toEqual(['app.zig']);
  });

  it('is unread where one of its libraries goes', async () => {
    expect(await unreadOf({ 'app.zig': `import "ollama";\n${CHAT}` }, { 'app.zig': CHAT })).toEqual(['app.zig']);
  });

  it('is unread where the file is new at its path, or was hidden (T34)', async () => {
    expect(await unreadOf({ 'a.md': '' }, { 'app.zig': CHAT })).toEqual(['app.zig']);
    const base = { '.gitattributes': '*.zig filter=x\n', 'app.zig': CHAT };
    expect(await unreadOf(base, { '.gitattributes': '', 'app.zig': CHAT.replace('ask(text);', 'ask(text.trim());') })).toEqual(['app.zig']);
  });
});
