/** What a file of a kind without a reader could name: one pass over its text, which finds the words and literals that tell (T33). */
import type { At, Fact, TellingFact } from '../../model/index.ts';
import { isPointerText } from '../../inspect/pointer-text.ts';
import type { Detector, FileInput } from '../detector.ts';
import { isUnreadText, namesQuoted } from '../kinds.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { noGrammar, problemFact } from '../text-input.ts';
import { boundDetectors } from './bound-detectors.ts';
import { keepsNames } from './bound.ts';
import { foldedText, LIMIT } from './folded.ts';
import type { Style } from './rows.ts';
import { tellingsIn } from './tellings.ts';

const START: At = { line: 1, column: 1 };

const ABOUT = {
  motivation:
    'Most files of a repository are of kinds that nothing reads here, and name no model. Calling all of them unread would hide the few that do.',
  remedy: 'There is nothing you must do. To settle a finding, name the model in a kind of file that is read, or review it and waive it.',
  serves: 'CRA Annex I Part II (1) (identify and document components)',
};

function told(id: string, style: Style, quoted: boolean, title: string, wants: (path: string) => boolean, hasCommands = true): Detector {
  return {
    id,
    version: 3,
    about: {
      title,
      decides:
        'Only of changed files. Looks in one pass for names of AI libraries, hubs, providers, hosted models and their settings, for suffixes of weights, for literals like "org/name", for what commands fetch or serve, and for what hides names: escapes, literals in parts, base64, computed imports. A file without any of it was read and names nothing; so was one in which the lines that come and go name nothing, hold no literal that could be a name of the library beside it, and change no meaning of what stays. Any other stays unread. A model, a hosted model or weights beside a telling word is a finding where a change adds it.',
      ...ABOUT,
    },
    reads: 'text',
    when: 'changed',
    limit: LIMIT,
    // A lock has a reader of its own, or is told as unread; what is read for its loads is looked through by what it keeps.
    wants: (path, size) => !isLockName(path) && !keepsNames(path, size) && wants(path),
    grammar: noGrammar,
    facts: (input) => factsOf(input, (text) => tellingsIn(text, style, quoted, hasCommands)),
  };
}

function factsOf({ bytes }: FileInput, read: (text: string) => readonly TellingFact[]): readonly Fact[] {
  if (isPointerText(bytes)) return [problemFact('hidden-pointer', 'a pointer, in whose place a checkout puts another text', START)];
  const text = foldedText(bytes);
  return text === null ? [problemFact('not-utf8', 'not UTF-8 text', START)] : read(text);
}

/** What is written there is run as it stands, or is given to a shell. */
const RUNS = /\.(?:fish|ps1|psm1|bat|cmd|tf|hcl|nix|groovy)$/i;

const tellingCode = told(
  'telling-code',
  'code',
  true,
  'Code of languages that are not read yet',
  (path) => isUnreadText(path) && namesQuoted(path) === 'code' && !RUNS.test(path),
  // A program prints many a command for people to type.
  false,
);
const tellingScripts = told(
  'telling-scripts',
  'code',
  true,
  'Scripts of other shells, and code that holds scripts',
  (path) => isUnreadText(path) && namesQuoted(path) === 'code' && RUNS.test(path),
);
const tellingData = told(
  'telling-data',
  'list',
  true,
  'Data and manifests that are not read yet',
  (path) => isUnreadText(path) && namesQuoted(path) === 'data',
);
const tellingSettings = told(
  'telling-settings',
  'list',
  false,
  'Settings, templates and build files that are not read yet',
  (path) => isUnreadText(path) && namesQuoted(path) === 'no',
);

export const tellingDetectors: readonly Detector[] = [...boundDetectors, tellingCode, tellingScripts, tellingData, tellingSettings];
