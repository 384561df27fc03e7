/** setup.cfg and setup.py: entry points (setuptools, "Entry Points"). */
import type { Fact } from '../../model/index.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import type { Detector } from '../detector.ts';
import { baseName } from '../../base/base-name.ts';
import { noGrammar } from '../text-input.ts';
import { pointFact } from './manifests.ts';

const LIMIT = 1024 * 1024;
/** `name = package.module:object`, in a line of its own or in quotes. */
const POINT = /(?:^[ \t]*|["'])([\w.-]{1,100})[ \t]*=[ \t]*([A-Za-z_]\w{0,100}(?:\.\w{1,100}){0,20}:[A-Za-z_][\w.]{0,200})/gm;

export const setupDetector: Detector = {
  id: 'starts-setup',
  version: 2,
  about: {
    title: 'What setup.cfg and setup.py start',
    motivation: 'What a package installs as a command ships, whatever the folder of its code is called.',
    decides: 'Entry points of the form "name = package.module:object", written as text: the module is product.',
    remedy: 'Keep the code of commands out of folders of tests and examples.\nconsole_scripts = acme = acme.cli:main',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => /^setup\.(?:cfg|py)$/.test(baseName(path)) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts(input): readonly Fact[] {
    const text = new TextDecoder().decode(input.bytes);
    if (!/entry_points|console_scripts/.test(text)) return [];
    const file = placedFile(text);
    return limitedFacts(
      Array.from(text.matchAll(POINT)).flatMap((match) => pointFact(match[1] ?? '', match[2] ?? '', file.at(match.index))),
    );
  },
};
