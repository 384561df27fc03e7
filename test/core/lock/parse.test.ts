import { describe, expect, it } from 'vitest';
import { parseLock } from '../../../src/core/lock/parse.ts';
import { writeLock } from '../../../src/core/lock/write.ts';
import { mistakes, refusal } from './refusal.ts';
import { COMMIT, entry, FILE, lock, REST, SHA256, withEntry, withFiles } from './sample.ts';

describe('parseLock', () => {
  it('reads entries and files as maps', () => {
    const read = parseLock(withFiles(`"a/b.json": ${FILE},\n"constructor": ${FILE}`), 'weighbridge.lock');
    const found = read.entries.get('hf:org/name');
    expect(found?.commit).toBe(COMMIT);
    expect([...(found?.files.keys() ?? [])]).toEqual(['a/b.json', 'constructor']);
    expect(found?.files.get('constructor')).toEqual({ sha256: SHA256, size: 4 });
    expect(found?.files.get('toString')).toBeUndefined();
    expect(read.entries.get('constructor')).toBeUndefined();
  });

  it('reads bytes, a byte order mark and Windows line ends as well', () => {
    const text = `\uFEFF${writeLock(lock({ 'hf:org/name': entry() })).replaceAll('\n', '\r\n')}`;
    expect(parseLock(Buffer.from(text), 'x')).toEqual(lock({ 'hf:org/name': entry() }));
    expect(parseLock(text, 'x')).toEqual(lock({ 'hf:org/name': entry() }));
  });

  it.each([
    ['an empty file', '', '1:1 the file is empty'],
    ['blank lines', ' \n\n', '1:1 the file is empty'],
    ['not an object', '[]', '1:1 the file: expected an object'],
    ['a number', '7', '1:1 the file: expected an object'],
    ['an end too early', writeLock(lock({ 'hf:org/name': entry() })).slice(0, -4), '16:3 not JSON: the text ends too early'],
    ['an end inside a text', withFiles(`"a": ${FILE}`).slice(0, 190), '5:131 not JSON: the text ends too early'],
    ['a comma too many', withFiles(`"a": ${FILE},`), '8:7 not JSON: a key is expected here (a trailing comma is not allowed)'],
    ['a comma too few', withFiles(`"a": ${FILE}\n"b": ${FILE}`), '8:1 not JSON: a comma is expected before this'],
    ['a comment', withFiles(`// ours\n"a": ${FILE}`), '7:1 not JSON: comments are not allowed'],
    ['a text over two lines', withFiles(`"a\nb": ${FILE}`), '7:1 not JSON: this string has no closing quote on its line'],
    ['text behind the end', `${withFiles('')}{}`, '12:1 not JSON: nothing may follow the end of the document'],
    ['a conflict', withFiles(`<<<<<<< HEAD\n"a": ${FILE}\n=======\n"b": ${FILE}\n>>>>>>> feature`), '7:1 an unresolved merge conflict'],
    ['a conflict, Windows', withFiles(`"a": ${FILE}\r\n>>>>>>> feature\r`), '8:1 an unresolved merge conflict'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), '1:1 not UTF-8 text'],
  ])('says of %s where it is', (_name, source, told) => {
    expect(mistakes(source)).toEqual([told]);
  });

  it('says of a merge conflict what to do, and of nothing else', () => {
    expect(refusal('<<<<<<< HEAD\n').hint).toContain('side of the conflict');
    expect(refusal('{').hint).not.toContain('conflict');
  });

  it.each([
    ['the same file twice', withFiles(`"a": ${FILE},\n"b": ${FILE},\n"a": ${FILE}`), ['9:1 "a" stands here twice']],
    [
      'the same key twice',
      withEntry(`"requested": null, "requested": null, "commit": "${COMMIT}", ${REST}`),
      ['5:26 "requested" stands here twice'],
    ],
    ['the same file twice, once escaped', withFiles(`"a": ${FILE},\n"\\u0061": ${FILE}`), ['8:1 "a" stands here twice']],
    ['an unknown key in a file', withFiles(`"a": { "sha256": "${SHA256}", "size": 4, "mode": 1 }`), ['7:97 "mode" is not a key of a lock']],
    ['an unknown key at the top', '{ "formatVersion": 1, "entries": {}, "extra": 1 }', ['1:38 "extra" is not a key of a lock']],
    ['a missing key', withEntry(`"commit": "${COMMIT}", ${REST}`), ['4:5 "requested" is missing']],
    ['no version', '{\n "entries": {} }', ['1:1 "formatVersion" is missing']],
    [
      'a version of tomorrow',
      '{\n "formatVersion": 2, "entries": {} }',
      ['2:2 "formatVersion": expected 1: a newer Weighbridge may have written it'],
    ],
    ['entries as a list', '{\n "formatVersion": 1, "entries": [] }', ['2:22 "entries": expected an object']],
    ['a size that is a text', withFiles(`"a": { "sha256": "${SHA256}",\n "size": "4" }`), ['8:2 "size": expected a size in bytes']],
    ['a negative size', withFiles(`"a": { "sha256": "${SHA256}", "size": -1 }`), ['7:86 "size": expected a size in bytes']],
    ['half a byte', withFiles(`"a": { "sha256": "${SHA256}", "size": 1.5 }`), ['7:86 "size": expected a size in bytes']],
    ['a size beyond all disks', withFiles(`"a": { "sha256": "${SHA256}", "size": 1e300 }`), ['7:86 "size": expected a size in bytes']],
    ['a short hash', withFiles(`"a": { "sha256": "abc", "size": 4 }`), ['7:8 "sha256": expected a sha256: 64 lower-case hex digits']],
    [
      'capital hex',
      withFiles(`"a": { "sha256": "${SHA256.toUpperCase()}", "size": 4 }`),
      ['7:8 "sha256": expected a sha256: 64 lower-case hex digits'],
    ],
    [
      'a signer',
      withEntry(`"requested": null, "commit": "${COMMIT}", ${REST.replace('"signer": null', '"signer": "me"')}`),
      ['5:136 "signer": expected a signer with its signature file, or null'],
    ],
    [
      'a license that is none',
      withEntry(`"requested": null, "commit": "${COMMIT}", ${REST.replace('"license": null', '"license": "AND ("')}`),
      ['5:80 "license": expected an SPDX license expression, or null'],
    ],
  ])('refuses %s', (_name, source, told) => {
    expect(mistakes(source)).toEqual(told);
  });

  it.each([
    ['4f0c2d9', '"commit": expected a full commit: 40 or 64 lower-case hex digits'],
    ['main', '"commit": expected a full commit: 40 or 64 lower-case hex digits'],
    [`${COMMIT}0`, '"commit": expected a full commit: 40 or 64 lower-case hex digits'],
    [COMMIT.toUpperCase(), '"commit": expected a full commit: 40 or 64 lower-case hex digits'],
  ])('refuses the commit %j: it is not immutable (T7)', (commit, told) => {
    expect(mistakes(withEntry(`"requested": null,\n"commit": "${commit}", ${REST}`))).toEqual([`6:1 ${told}`]);
  });

  it.each([
    ['refs/pr/3', '"requested": "refs/pr/3" is a pull request of the hub, no revision of the repository'],
    ['REFS/pr/3', '"requested": "REFS/pr/3" is a pull request of the hub, no revision of the repository'],
    ['4f0c2d9', '"requested": "4f0c2d9" is a shortened commit'],
    ['', '"requested": is empty'],
    ['a b', '"requested": contains white space or control characters'],
    ['a\u200Bb', '"requested": contains white space or control characters'],
    ['0'.repeat(40), '"requested" is a commit, and not the one of "commit"'],
  ])('refuses the request %j (T7)', (requested, told) => {
    expect(mistakes(withEntry(`"commit": "${COMMIT}",\n"requested": ${JSON.stringify(requested)}, ${REST}`))).toEqual([`6:1 ${told}`]);
  });

  it.each([
    ['npm:left-pad', '"npm:left-pad" is not a model or dataset of the Hugging Face Hub (hf:org/name)'],
    [`hf:org/name@${COMMIT}`, `"hf:org/name@${COMMIT}" names a commit; that belongs under "commit"`],
    ['pkg:huggingface/org/name', '"pkg:huggingface/org/name" is written "hf:org/name"'],
    ['hf:../name', 'The reference "hf:../name" is not a hub id (one or two parts of letters, digits, "-", "_", ".")'],
    ['org/name', 'The reference "org/name" has no type before a colon'],
    ['hf:org/name@v2', 'it is not the revision of "hf:org/name@v2"'],
  ])('refuses the reference %j', (reference, told) => {
    const [first] = mistakes(withEntry(`"requested": null, "commit": "${COMMIT}", ${REST}`, reference));
    expect(first?.replace(/^[45]:\d+ /, '')).toBe(told);
  });

  it.each([
    ['../model.bin', 'has the part "..", which leaves the folder'],
    ['a/../../b', 'has the part "..", which leaves the folder'],
    ['./a', 'has the part ".", which leaves the folder'],
    ['/etc/passwd', 'is absolute'],
    ['a//b', 'has an empty part'],
    ['a/', 'has an empty part'],
    ['', 'is empty'],
    ['a\0b', 'contains a control character'],
    ['a\nb', 'contains a control character'],
    ['a\u0085b', 'contains a control character'],
    ['a\\b', 'contains a backslash, which separates folders on Windows'],
    ['C:model.bin', 'begins with a drive letter'],
    ['c:/model.bin', 'begins with a drive letter'],
    ['a\uD800', 'is not Unicode text'],
    ['a./b', 'has a part that ends in a dot or a space, which Windows drops'],
    ['a ', 'has a part that ends in a dot or a space, which Windows drops'],
    ['...', 'has a part that ends in a dot or a space, which Windows drops'],
    ['.git/hooks/post-checkout', 'has a part that is taken for .git'],
    ['a/.GIT/config', 'has a part that is taken for .git'],
    ['.g\u200Cit/config', 'has a part that is taken for .git'],
    ['git~1/config', 'has a part that is taken for .git'],
    ['.git::$INDEX_ALLOCATION/config', 'has a part that is taken for .git'],
    ['a'.repeat(1025), 'is longer than 1024 characters'],
  ])('refuses the path %j', (path, told) => {
    const [only, ...others] = mistakes(withFiles(`${JSON.stringify(path)}: ${FILE}`));
    expect(others).toEqual([]);
    expect(only?.startsWith('7:1 the path "')).toBe(true);
    expect(only?.endsWith(told)).toBe(true);
  });

  it.each(['.gitattributes', 'a/b c/d.json', 'ünï/模型.bin', 'ab:c', '..a/b..c', '.github/x', 'aux.csv', 'a'.repeat(1024)])(
    'takes the path %j',
    (path) => {
      const read = parseLock(withFiles(`${JSON.stringify(path)}: ${FILE}`), 'x');
      expect([...(read.entries.get('hf:org/name')?.files.keys() ?? [])]).toEqual([path]);
    },
  );

  it.each([
    ['Model.bin', 'model.bin'],
    ['caf\u00E9', 'cafe\u0301'],
    ['stra\u00DFe', 'STRASSE'],
    ['K/a', '\u212A/A'],
    ['a\u200Db', 'ab'],
    ['a', 'a/b'],
    ['A', 'a/b/c'],
    ['a/b', 'a/B/c'],
  ])('refuses %j beside %j: one place on some systems', (one, other) => {
    const both = (a: string, b: string): string[] => mistakes(withFiles(`${JSON.stringify(a)}: ${FILE},\n${JSON.stringify(b)}: ${FILE}`));
    for (const told of [both(one, other), both(other, one)]) {
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/^[78]:1 the path ".*" cannot stand beside ".*" on every system$/);
    }
  });

  it('takes neighbors that only look like a clash', () => {
    const names = ['a', 'a-b', 'a.b', 'a0/c', 'ab', 'b/a', 'c/a'];
    const read = parseLock(withFiles(names.map((name) => `"${name}": ${FILE}`).join(',\n')), 'x');
    expect(read.entries.get('hf:org/name')?.files.size).toBe(names.length);
  });

  it('tells several revisions of one model apart, and refuses two names for one of them', () => {
    const several = lock({ 'hf:org/name': entry(), 'hf:org/name@v2': entry({ requested: 'v2' }) });
    expect(parseLock(writeLock(several), 'x')).toEqual(several);
    const told = refusal(writeLock(several).replace('"requested": "main"', '"requested": "v2"')).mistakes.map(({ message }) => message);
    expect(told).toEqual(['"hf:org/name@v2" and "hf:org/name" ask for the same']);
  });

  it('refuses references that differ only in case', () => {
    const text = writeLock(lock({ 'hf:org/name': entry(), 'hf:other/name': entry() })).replace('hf:other/name', 'hf:Org/Name');
    expect(refusal(text).mistakes.map(({ message }) => message)).toContain(
      '"hf:Org/Name" is the same as "hf:org/name" but for its spelling',
    );
  });

  it('changes no prototype', () => {
    expect(mistakes(`{\n"__proto__": { "polluted": true } }`)).toEqual(['2:1 "__proto__" is a name that JSON readers mistake']);
    expect(mistakes(withFiles(`"__proto__": ${FILE}`))).toEqual(['7:1 "__proto__" is a name that JSON readers mistake']);
    expect(mistakes('{ "constructor": { "prototype": { "polluted": true } } }')).toContain('1:3 "constructor" is not a key of a lock');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('tells all mistakes at once, by place, and stops telling after a hundred', () => {
    const many = Array.from({ length: 250 }, (_, index) => `"../${index}": ${FILE}`).join(',\n');
    const told = mistakes(withFiles(many));
    expect(told).toHaveLength(101);
    expect(told[0]).toMatch(/^7:1 /);
    expect(told[99]).toMatch(/^106:1 /);
    expect(told[100]).toBe('- and 150 more');
  });

  it('cuts names in messages', () => {
    const told = mistakes(`{ "formatVersion": 1, "entries": {}, ${JSON.stringify('x'.repeat(100_000))}: 1 }`);
    expect(told[0]?.length).toBeLessThan(300);
  });
});
