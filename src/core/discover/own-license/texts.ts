/** LICENSE, COPYING and NOTICE: the texts under which the tree's own packages go out. */
import type { Fact } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import type { Detector, FileInput } from '../detector.ts';
import { recognizeText } from '../../license/text/recognize.ts';
import { noGrammar } from '../text-input.ts';
import { sha256Of, statedWords } from './statement.ts';
import { isOthers } from './others.ts';

/** LICENSE, LICENCE.md, LICENSE-MIT, UNLICENSE, COPYING.LESSER, MIT-LICENSE.txt. */
const TEXT =
  /^(?:un)?licen[cs]e(?:[-_. ](.{1,40}))?$|^copying(?:[-_. ](.{1,40}))?$|^(?:mit|apache|bsd|gpl|isc)[-_]licen[cs]e(?:\.(.{1,12}))?$/i;
const NOTICE = /^notice(?:\.(?:txt|md|rst))?$/i;
/** What follows the name: the suffix of a text, or the license itself. Code, data and pages are none. */
const SUFFIX =
  /^(?:txt|text|md|markdown|rst|adoc|code|mit|isc|apache(?:[-_.]?v?2(?:\.0)?)?|bsd(?:[-_.]?[23](?:[-_.]clause)?)?|(?:a|l)?gpl(?:[-_.]?v?[23](?:\.\d)?)?|mpl(?:[-_.]?2(?:\.0)?)?|epl|boost|cc0|unlicense|zlib|lesser|lib|commercial|enterprise|ee)$/i;

export const licenseTextDetector: Detector = {
  id: 'own-license-text',
  version: 2,
  about: {
    title: 'Texts of the own license',
    motivation: 'Whether a model or library may be used depends on the terms under which the product itself goes out.',
    decides:
      'LICENSE, LICENCE, COPYING and UNLICENSE files, also LICENSE-MIT and the like, and NOTICE, outside the folders of what others wrote (vendor, third_party, node_modules, LICENSES). A text counts as the license that it is as a whole; one that is not recognized, or is longer than 64 KiB, is unknown.',
    remedy: 'Keep one LICENSE with the unchanged text of a known license beside each package that has terms of its own.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  // The whole of every license is in it; a file of 50 MB is none.
  reads: 'head',
  limit: 64 * 1024,
  wants: (path) => kindOf(path) !== null && !isOthers(path),
  grammar: noGrammar,
  facts: readText,
};

/** By name alone; a file does not know its own, so both kinds give the same facts, and who links them tells NOTICE by its path. */
function kindOf(path: string): 'text' | 'notice' | null {
  const name = baseName(path);
  if (NOTICE.test(name)) return 'notice';
  const found = TEXT.exec(name);
  if (found === null) return null;
  const parts = (found[1] ?? found[2] ?? found[3] ?? '').split('.');
  return [parts.join('.'), ...parts].some((part) => part === '' || SUFFIX.test(part)) && parts.every(isPlain) ? 'text' : null;
}

/** "LICENSE-APACHE.txt" is one, "LICENSE-docs.md" and "license.mit.ts" are not. */
function isPlain(part: string): boolean {
  return part === '' || /^\d$/.test(part) || SUFFIX.test(part);
}

export function isNotice(path: string): boolean {
  return kindOf(path) === 'notice';
}

/** What the text is as a whole; null: it is no license that is known, which is neither permission nor its absence. */
function licenseOf(bytes: Uint8Array): string | null {
  const found = recognizeText(bytes);
  if (found.state === 'unknown') return null;
  const ids = found.parts.filter(({ part }) => part === 'license').map(({ id }) => id);
  return ids.length === 0 ? null : [...new Set(ids)].join(' AND ');
}

function readText({ bytes, size }: FileInput): readonly Fact[] {
  const text = decoded(bytes);
  const isWhole = size === bytes.length;
  const words = statedWords(text);
  return [
    {
      kind: 'own-license',
      by: 'text',
      said: isWhole ? licenseOf(bytes) : null,
      sha256: isWhole ? sha256Of(bytes) : null,
      words: sha256Of(isWhole ? words : `${size} ${words}`),
      line: 1,
      column: 1,
    },
  ];
}

/** Names of people in old encodings are no reason not to read a license: what is no UTF-8 is replaced, and then is no word of any license. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}
