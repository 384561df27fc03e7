/**
 * Writes src/core/license/data/license-texts.json: fingerprints of license texts, and no text.
 *
 *   node scripts/license-texts.ts FOLDER
 *
 * FOLDER holds git directories of the repositories that `scripts/license-texts/sources.ts` names, as OWNER+NAME or OWNER+NAME/repo.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareText } from '../src/core/base/order.ts';
import { headingLength } from '../src/core/license/text/heading.ts';
import { type KnownText, storedText } from '../src/core/license/text/known-texts.ts';
import { wordsDigest, runMarksOf } from '../src/core/license/text/print.ts';
import { comparedWords } from '../src/core/license/text/recognize.ts';
import { openRepository } from './license-texts/repository.ts';
import { SOURCES, type SourceText } from './license-texts/sources.ts';
import { versionsOfText } from './license-texts/versions.ts';

const OUT = fileURLToPath(new URL('../src/core/license/data/license-texts.json', import.meta.url));
/** Fewer words are no text by which one could tell a license. */
const MIN_WORDS = 12;

interface Print {
  readonly ids: Set<string>;
  readonly part: SourceText['part'];
  readonly titles: Set<string>;
  readonly words: readonly string[];
}

const ABOUT =
  'Fingerprints of license texts: the digest of the words of each, and hashes of some runs of words. No text is in here. Made by scripts/license-texts.ts from the sources below. The ScanCode LicenseDB is © nexB Inc. and others, CC-BY-4.0 (https://github.com/aboutcode-org/scancode-licensedb); what was derived from it here was changed as described.';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/license-texts.ts FOLDER');
  process.exitCode = 2;
} else {
  writeFileSync(OUT, document(folder));
  console.log(`wrote ${OUT}`);
}

function document(from: string): string {
  const prints = new Map<string, Print>();
  const sources = SOURCES.map(({ repository, license, texts }) => {
    const opened = openRepository(from, repository);
    const all = texts(opened);
    for (const text of all) add(prints, text);
    return { repository, commit: opened.commit, license, texts: all.length };
  });
  const texts = [...prints].map(([digest, { ids: all, part, titles, words }]): KnownText => {
    const ids = [...all].sort((a, b) => a.length - b.length || compareText(a, b));
    const foreign = [...titles].filter((title) => !all.has(title)).sort(compareText);
    return { ids, part, titles: foreign, words: words.length, digest, marks: runMarksOf(words) };
  });
  for (const { ids } of texts) if (ids.length > 1) console.log('one text:', ids.join(', '));
  const lines = texts.map((text) => `    ${JSON.stringify(storedText(text))}`).sort();
  const notes = { about: ABOUT, sources };
  return `${JSON.stringify(notes, null, 2).slice(0, -2)},\n  "texts": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

function add(prints: Map<string, Print>, source: SourceText): void {
  const { forms, titles } = comparedWords(source.text);
  // The heading is passed over where a text is recognized, too.
  const versions = forms.flatMap((form) => versionsOfText(form.slice(headingLength(form, source.ids))));
  for (const words of versions) {
    if (words.length < MIN_WORDS) continue;
    const digest = wordsDigest(words);
    const known = prints.get(digest) ?? { ids: new Set<string>(), part: source.part, titles: new Set<string>(), words };
    for (const id of source.ids) known.ids.add(id);
    for (const title of titles) if (title !== '') known.titles.add(title);
    prints.set(digest, known);
  }
}
