import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../../src/core/license/catalogue.ts';
import data from '../../../../src/core/license/data/license-texts.json' with { type: 'json' };
import { licenseTexts, storedText } from '../../../../src/core/license/text/known-texts.ts';
import { MAX_LICENSE_BYTES } from '../../../../src/core/license/text/plain.ts';
import { recognizeText } from '../../../../src/core/license/text/recognize.ts';
import { SPDX_BY_LOWER } from '../../../../src/core/license/spdx-ids.ts';
import { indexOfTexts, madeUpTerms } from '../../../support/made-up-licenses.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const APACHE = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
const MIT = readFileSync(join(ROOT, 'node_modules/zod/LICENSE'), 'utf8');
const ISC = readFileSync(join(ROOT, 'node_modules/semver/LICENSE'), 'utf8');

const ALPHA = madeUpTerms(1);
const BETA = madeUpTerms(2);
const index = indexOfTexts([
  { ids: ['LicenseRef-Alpha'], text: ALPHA },
  { ids: ['LicenseRef-Beta-only', 'LicenseRef-Beta-or-later'], text: BETA },
  // Alpha and one paragraph more: a license of its own.
  { ids: ['LicenseRef-Alpha-Modified'], text: `${ALPHA}\n\n${madeUpTerms(3, 40)}` },
]);

function read(text: string | Uint8Array): string {
  const found = recognizeText(typeof text === 'string' ? new TextEncoder().encode(text) : text, index);
  return found.state === 'known' ? found.parts.map(({ id }) => id).join(' AND ') : `unknown: ${found.why}`;
}

function readReal(text: string): string {
  const found = recognizeText(new TextEncoder().encode(text));
  return found.state === 'known' ? found.parts.map(({ id }) => id).join(' AND ') : `unknown: ${found.why}`;
}

describe('what does not matter', () => {
  it.each([
    ['nothing', ALPHA],
    ['a notice', `Copyright (c) 2019-2024 Ada Example <ada@example.org>\nAll rights reserved.\n\n${ALPHA}`],
    ['a © and no year', `© Ada Example and contributors\n${ALPHA}`],
    ['line ends', ALPHA.replaceAll('\n', '\r\n')],
    ['one endless line', ALPHA.replaceAll('\n', ' ')],
    ['one word a line', ALPHA.replaceAll(/\s+/g, '\n')],
    ['capitals', ALPHA.toUpperCase()],
    ['Markdown', `> **${ALPHA.replaceAll('.\n', '.**\n\n> * **')}**`],
    ['HTML', `<html>\n<body><p class="x">${ALPHA.replaceAll('.\n', '.</p><br/>\n<p>')}</p></body></html>`],
    ['counted paragraphs', `1. ${ALPHA.replaceAll('.\n', '.\n2.1. ')}`],
    ['quotes and dashes', `“${ALPHA.replaceAll('.\n', ' — ')}”`],
    ['a mark of UTF-8', `\uFEFF${ALPHA}`],
    ['addresses', ALPHA.replace('.\n', ' (https://example.org/terms?x=1).\n')],
  ])('%s', (_what, text) => {
    expect(read(text)).toBe('LicenseRef-Alpha');
  });

  it('UTF-16 with its mark, and Windows-1252', () => {
    const little = Buffer.from(`\uFEFF${ALPHA}`, 'utf16le');
    expect(read(little)).toBe('LicenseRef-Alpha');
    expect(read(Buffer.from(little).swap16())).toBe('LicenseRef-Alpha');
    expect(read(Buffer.from(`Copyright © 2004 Ada\n${ALPHA}`, 'latin1'))).toBe('LicenseRef-Alpha');
  });

  it('a title is passed over, where it is a name of that license', () => {
    expect(readReal(MIT)).toBe('MIT');
    expect(readReal(MIT.replace('MIT License', '# The MIT License (MIT)'))).toBe('MIT');
    expect(readReal(MIT.replaceAll(/\s+/g, ' '))).toBe('MIT');
    expect(readReal(MIT.replace('MIT License', 'This software is released under the MIT license:'))).toBe('MIT');
    expect(readReal(ISC)).toBe('ISC');
  });

  it.each([50, 60, 100, 10_000])('where the lines of a paragraph end: after %d characters, with heading and appendix', (width) => {
    const lines = (paragraph: string): string => paragraph.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n');
    const wrapped = APACHE.split(/\n\s*\n/).map((paragraph) => lines(paragraph.trim().replaceAll(/\s+/g, ' ')));
    expect(readReal(wrapped.join('\n\n'))).toBe('Apache-2.0');
  });

  it('a heading is its name, version and date, and no condition', () => {
    expect(readReal(`Apache Public License Version 2.0 of March 2024\n${APACHE}`)).toBe('Apache-2.0');
    expect(readReal(`Apache License for noncommercial use\n${APACHE}`)).toMatch(/^unknown: /);
    expect(readReal(`GPL License\n${APACHE}`)).toMatch(/^unknown: /);
  });
});

describe('what does matter', () => {
  it.each([
    ['a clause behind it', `${ALPHA}\n\nUse by companies needs a contract.`],
    ['a clause before it', `Students only.\n\n${ALPHA}`],
    ['a clause in the middle', ALPHA.replace('.\n', '. Not for sale.\n')],
    ['one word more', ALPHA.replace('.\n', ' never.\n')],
    ['one word less', ALPHA.replace(/ \S+\.\n/, '.\n')],
    ['one word changed', ALPHA.replace(/\S+\.\n/, 'never.\n')],
    ['a part of it', ALPHA.slice(0, ALPHA.length / 2)],
    ['a condition behind a ©', `Copyright (c) 2024 Ada Example. Commercial use is prohibited.\n${ALPHA}`],
    ['a condition in a tag', ALPHA.replace('.\n', ' <for research use only>.\n')],
    ['a condition in a comment', `<!-- not for sale -->${ALPHA}`],
    ['letters of another script', ALPHA.replaceAll('a', '\u0430')],
    ['words behind marks that nobody sees', ALPHA.replace('.\n', ' n\u200bever.\n')],
    ['the name of another license', `${ALPHA}\n\nAGPL-3.0\n`],
  ])('%s', (_what, text) => {
    expect(read(text)).toMatch(/^unknown: /);
  });

  test.prop([fc.nat(239), fc.constantFrom('never', 'only', 'x'), fc.constantFrom('insert', 'remove', 'replace')])(
    'no word can be added, left out or changed, wherever it stands',
    (at, word, how) => {
      const words = ALPHA.split(/\s+/);
      words.splice(at, how === 'insert' ? 0 : 1, ...(how === 'remove' ? [] : [word]));
      expect(read(words.join(' '))).toMatch(/^unknown: /);
    },
  );

  it('a license with one paragraph more is another one, and is known as such', () => {
    expect(read(`${ALPHA}\n\n${madeUpTerms(3, 40)}`)).toBe('LicenseRef-Alpha-Modified');
  });

  it('a hint tells what it is near to, and how much was added', () => {
    const bytes = new TextEncoder().encode(`${ALPHA}\n\nFive more words of terms.`);
    expect(recognizeText(bytes, index)).toEqual({
      state: 'unknown',
      why: 'terms besides a license that is known',
      nearest: { id: 'LicenseRef-Alpha', share: 1, added: 5 },
    });
    const part = recognizeText(new TextEncoder().encode(ALPHA.slice(0, ALPHA.length / 2)), index);
    expect(part).toMatchObject({ state: 'unknown', nearest: { id: 'LicenseRef-Alpha', added: null } });
  });

  it('Apache with a clause of its own, and MIT with a duty to show a name', () => {
    expect(readReal(APACHE)).toBe('Apache-2.0');
    expect(readReal(`${APACHE}\nCommercial use needs a written agreement with Example Ltd.\n`)).toMatch(/^unknown: /);
    expect(readReal(APACHE.replace('END OF TERMS', '10. Not for companies.\n\n END OF TERMS'))).toMatch(/^unknown: /);
    expect(readReal(`${MIT}\nProducts with more than five users show the name of the model.\n`)).toMatch(/^unknown: /);
    expect(readReal(MIT.replace('without restriction', 'for study'))).toMatch(/^unknown: /);
    expect(readReal(MIT.replace(/SHALL\s+THE\s+AUTHORS/, 'SHALL THE AUTHORS, WHO FORBID COMMERCIAL USE,'))).toMatch(/^unknown: /);
    expect(readReal(MIT.replace('MIT License', 'Apache-2.0'))).toBe('unknown: a title of another license');
  });
});

describe('several licenses in one file', () => {
  it('all of them apply', () => {
    expect(read(`${BETA}\n\n---\n\n${ALPHA}`)).toBe('LicenseRef-Beta-only AND LicenseRef-Alpha');
    expect(read(`${ALPHA}\n${ALPHA}`)).toBe('LicenseRef-Alpha');
    expect(readReal(`${MIT}\n\n${APACHE}`)).toBe('MIT AND Apache-2.0');
    expect(read(`${BETA}\n\nand besides\n\n${ALPHA}`)).toBe('unknown: terms besides a license that is known');
  });

  it('one text may stand for several ids; alone it says the first', () => {
    const found = recognizeText(new TextEncoder().encode(BETA), index);
    expect(found).toMatchObject({ parts: [{ id: 'LicenseRef-Beta-only', ids: ['LicenseRef-Beta-only', 'LicenseRef-Beta-or-later'] }] });
  });

  it('more notices than license is no license', () => {
    const notices = Array.from({ length: 200 }, (_, at) => `Copyright (c) 2024 Ada Example the ${at}th`).join('\n');
    expect(read(`${notices}\n${ALPHA}`)).toBe('unknown: more notices than license');
  });
});

describe('hostile files', () => {
  it.each([
    ['50 MB', new Uint8Array(50 * 1024 * 1024).fill(0x61), 'unknown: longer than any license'],
    ['one byte too many', new Uint8Array(MAX_LICENSE_BYTES + 1).fill(0x61), 'unknown: longer than any license'],
    ['weights', Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) % 256), 'unknown: not a text'],
    ['nothing', new Uint8Array(), 'unknown: no terms in it'],
    ['only marks', new TextEncoder().encode('<><>((((****&&&&'.repeat(1000)), 'unknown: no terms in it'],
    ['half of a UTF-16 letter', Uint8Array.from([0xff, 0xfe, 0x41]), 'unknown: no terms in it'],
  ])('%s', (_what, bytes, said) => {
    expect(read(bytes)).toBe(said);
  });

  it('the work is bounded by what is there: repeated runs, brackets, endless lines', () => {
    const size = MAX_LICENSE_BYTES - 10;
    const first = ALPHA.slice(0, 300);
    for (const unit of [
      first,
      '<',
      '<p class="',
      '(a) ',
      'copyright ',
      'neither the name of ',
      '&#1',
      '1.1.1.1',
      'non-',
      'https://',
      `${'#'.repeat(9999)}x`,
      `${'('.repeat(9999)}1 `,
      `copyright${' '.repeat(9999)}`,

      'a@',
    ]) {
      // A square of the length would not end before the test's own limit.
      expect(read(unit.repeat(Math.floor(size / unit.length)))).toMatch(/^unknown: /);
    }
  });

  test.prop([fc.uint8Array({ maxLength: 400 })])('any bytes are read, and are no license', (bytes) => {
    expect(read(bytes)).toMatch(/^unknown: /);
  });
});

describe('the data', () => {
  it('holds fingerprints only, of licenses that have an id here', () => {
    const texts = [...licenseTexts().byDigest.values()];
    for (const { ids, words, digest, marks } of texts) {
      for (const id of ids) expect(SPDX_BY_LOWER.get(id.toLowerCase()) ?? entryOf(id)?.id).toBe(id);
      expect(digest).toMatch(/^[0-9a-f]{32}$/);
      expect(words).toBeGreaterThan(10);
      expect(marks.length).toBeLessThanOrEqual(12);
    }
    expect(texts).toHaveLength(data.texts.length);
    expect(texts.map(storedText).sort()).toEqual(data.texts.toSorted());
    expect(JSON.stringify(data).length).toBeLessThan(400 * 1024);
  });

  it.each([
    'LicenseRef-Llama-3',
    'LicenseRef-scancode-llama-2-license-2023',
    'LicenseRef-scancode-llama-3.1-license-2024',
    'LicenseRef-scancode-llama-3.2-license-2024',
    'LicenseRef-scancode-llama-3.3-license-2024',
    'LicenseRef-scancode-llama-4-cla-2025',
    'LicenseRef-scancode-gemma-tou-2024-04-01',
    'LicenseRef-scancode-gemma-tou-2025-03-24',
    'LicenseRef-scancode-moonshot-ai-modified-mit-2025',
    'LicenseRef-MiniMax-M2-Modified-MIT',
    'LicenseRef-scancode-bigscience-open-rail-m',
    'LicenseRef-scancode-bigcode-open-rail-m-v1',
    'LicenseRef-scancode-stable-diffusion-2022-08-22',
    'LicenseRef-Mistral-MRL-0.1',
    'LicenseRef-Mistral-MNPL-0.1',
    'LicenseRef-Grok-2-Community',
    'LicenseRef-LFM-Open-1.0',
    'LicenseRef-Qwen-Research-2024',
    'LicenseRef-Falcon-LLM-1.0',
    'LicenseRef-Yi-Community-2.1',
    'LicenseRef-ChatGLM2-6B',
    'LicenseRef-Apple-AMLR',
    'LicenseRef-FAIR-Noncommercial-Research',
    'LicenseRef-scancode-flux-1-nc',
    'CC-BY-NC-4.0',
    'GPL-3.0-only',
  ])('%s has a text of its own', (id) => {
    expect([...licenseTexts().byDigest.values()].some(({ ids }) => ids[0] === id)).toBe(true);
  });
});
