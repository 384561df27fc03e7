import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognizeText } from '../../../../src/core/license/text/recognize.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const TEXTS: readonly (readonly [id: string, text: string])[] = [
  ['Apache-2.0', textOf('LICENSE')],
  ['MIT', textOf('node_modules/zod/LICENSE')],
  ['ISC', textOf('node_modules/semver/LICENSE')],
  ['BSD-3-Clause', textOf('node_modules/source-map-js/LICENSE')],
];

function read(text: string): string {
  const found = recognizeText(new TextEncoder().encode(text));
  return found.state === 'known' ? found.parts.map(({ id }) => id).join(' AND ') : 'unknown';
}

const paragraphs = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim().replaceAll(/\s+/g, ' '))
    .filter((one) => one !== '');
const wrapped = (text: string, width: number): string => text.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n');
const everyLine = (text: string, map: (line: string) => string): string => text.split('\n').map(map).join('\n');
const firstAs = (text: string, map: (line: string) => string): string => {
  const [first = '', ...others] = paragraphs(text);
  return [map(first), ...others].join('\n\n');
};

const COPIES: readonly (readonly [how: string, copy: (text: string) => string])[] = [
  ...[44, 60, 72, 80, 100, 5000].map(
    (width) =>
      [
        `wrapped after ${width}`,
        (text: string) =>
          paragraphs(text)
            .map((one) => wrapped(one, width))
            .join('\n'),
      ] as const,
  ),
  ['wrapped without paragraphs', (text) => wrapped(text.replaceAll(/\s+/g, ' '), 80)],
  ['in one line', (text) => text.replaceAll(/\s+/g, ' ')],
  ['a notice behind it, on its last line', (text) => `${wrapped(text.replaceAll(/\s+/g, ' '), 90).trimEnd()} Copyright 2024 Ada Example.`],
  ['indented', (text) => everyLine(text, (line) => `      ${line}`)],
  ['as a comment', (text) => `/*\n${everyLine(text, (line) => ` * ${line}`)}\n */`],
  ['quoted', (text) => everyLine(text, (line) => `> ${line}`)],
  ['a heading of Markdown', (text) => firstAs(text, (line) => `# ${line}`)],
  ['headings of reStructuredText', (text) => firstAs(text, (line) => `License\n=======\n\n${line}`)],
  ['bold', (text) => firstAs(text, (line) => `**${line}**`)],
  ['lines of HTML', (text) => everyLine(text, (line) => `${line}<br>`)],
  [
    'paragraphs of HTML',
    (text) =>
      `<html><head><title>License</title></head><body>${paragraphs(text)
        .map((one) => `<p>${one}</p>`)
        .join('')}</body></html>`,
  ],
  ['escaped numbers', (text) => text.replaceAll(/^(\s*)(\d{1,2})\. /gm, '$1$2\\. ')],
  ['bullets for numbers', (text) => text.replaceAll(/^(\s*)\(?[\da-z]{1,2}[.)] /gm, '$1• ')],
  [
    'British spelling',
    (text) => text.replaceAll('icense', 'icence').replaceAll('uthorized', 'uthorised').replaceAll('rganization', 'rganisation'),
  ],
  ['words parted at the end of a line', (text) => text.replaceAll('distribution', 'distri-\n   bution')],
  ['curly quotes', (text) => text.replaceAll(/"([^"]*)"/g, '“$1”').replaceAll("'", '’')],
  [
    'a notice of others, over two lines',
    (text) => `Copyright (c) 2019, 2021-2024 Example Research Limited and its\ncontributors. All rights\nreserved.\n\n${text}`,
  ],
];

describe.each(TEXTS)('%s', (id, text) => {
  it.each(COPIES)('%s', (_how, copy) => {
    expect(read(copy(text))).toBe(id);
  });
});

describe('sentences that say nothing beside a license', () => {
  it.each([
    'This is the MIT license.',
    'example -- A parser in Python',
    'Example Http Client for Node.js',
    'Example is licensed under the terms of the MIT license, reproduced below.',
    'The `main.go` file has been added from https://example.org/repo under the following license:',
    'This library is a fork of "some-example" by Ada Example, extended and\ndistributed under the terms of the MIT license above.',
    '<!-- This file is automatically added by @example/template. Do not edit. -->',
    'Copyright (c) Example 2025 - Licensed as MIT.',
  ])('%s', (sentence) => {
    expect(read(`${sentence}\n\n${TEXTS[1]?.[1]}`)).toBe('MIT');
  });
});

// A single sentence that changes the terms, or may do so, makes it another license, wherever it stands.
describe('a sentence more', () => {
  const SENTENCES: readonly string[] = [
    'Not for commercial use.',
    'Students only.',
    'Companies contact us first.',
    'The weights belong to Acme.',
    'The weights are licensed under the Acme License.',
    'The model is under AGPL.',
    'The code is licensed under the MIT License.',
    'Weights: see WEIGHTS.md.',
    'Evaluation copy.',
    'Proprietary and confidential.',
    'Patent rights reserved by Acme.',
    'This software is dual licensed.',
    'Additional terms apply.',
    'Released under the Elastic License.',
    'Licensed under the Acme Community License.',
    'Some files are under other licenses.',
    'Portions are under the BSL.',
    'Based on Llama 2.',
    'with Commons Clause',
    'Outputs belong to Acme.',
    'Attribution to Acme.',
    'EU residents excluded.',
    'Nur für Forschung.',
    'Usage interdit aux entreprises.',
    '仅供研究使用。',
    'The Software shall be used for Good, not Evil.',
  ];
  const PLACES: readonly (readonly [where: string, put: (text: string, sentence: string) => string])[] = [
    ['before it', (text, sentence) => `${sentence}\n\n${text}`],
    ['before it, in its line', (text, sentence) => `${sentence} ${text.trim()}`],
    ['behind it', (text, sentence) => `${text}\n\n${sentence}\n`],
    ['behind it, in its line', (text, sentence) => `${text.trim()} ${sentence}`],
    ['below a notice', (text, sentence) => `Copyright (c) 2024 Acme\n${sentence}\n\n${text}`],
    ['in the line of a notice', (text, sentence) => `Copyright (c) 2024 Acme. ${sentence}\n\n${text}`],
    ['in the middle', (text, sentence) => text.replace(/\.\n/, `. ${sentence}\n`)],
  ];
  it.each(PLACES)('%s', (_where, put) => {
    const taken = TEXTS.flatMap(([id, text]) => SENTENCES.map((sentence) => [id, sentence, read(put(text, sentence))])).filter(
      ([, , found]) => found !== 'unknown',
    );
    expect(taken).toEqual([]);
  });
});

describe('a sentence less', () => {
  it.each(TEXTS)('%s', (id, text) => {
    const one = text.replaceAll(/\s+/g, ' ');
    const from = one.search(/(?:Permission|Redistribution|Grant of Patent)/);
    const sentences = one.slice(from).split(/(?<=[a-z]{4}[.;:]) /);
    const kept = sentences.flatMap((sentence, at) => {
      if (sentence.length < 60) return [];
      const others = sentences.filter((_, index) => index !== at).join(' ');
      return read(`${one.slice(0, from)}${others}`) === id ? [sentence] : [];
    });
    // The appendix of the Apache License tells how to apply it, and binds nobody.
    expect(
      kept.filter((sentence) => !/APPENDIX|apply|identification|Licensed under|may obtain|Unless required|permissions and/.test(sentence)),
    ).toEqual([]);
  });
});
