/** .gitattributes, reduced to what decides whether a path is Git LFS (T16) and what a checkout does to its text (T34). */
import type { Fact } from '../../model/index.ts';
import { parseLine } from './line.ts';
import type { Detector } from '../detector.ts';
import { problemFact } from '../text-input.ts';

const LIMIT = 256 * 1024;
const START = { line: 1, column: 1 } as const;

export const attributesDetector: Detector = {
  id: 'attributes',
  version: 3,
  about: {
    title: 'Git attributes that decide what a checkout holds',
    motivation:
      'A file that only looks like a Git LFS pointer proves nothing, and a text that git filters or encodes on its way to the disk is another one than the commit holds. .gitattributes says which paths that are.',
    decides:
      'Reads the attributes "filter" and "working-tree-encoding" of every .gitattributes file, also where a macro ("[attr]name") of the topmost file sets them; the last matching line of the nearest file decides, as git does. A pattern with "!" in front is ignored, as git does.',
    remedy:
      'Track weights with "git lfs track \'*.safetensors\'" and commit .gitattributes. Leave the text of programs and manifests as it is.',
    serves: 'CRA Annex I Part II (1): identify components, here what is checked out in the place of what was committed',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => path === '.gitattributes' || path.endsWith('/.gitattributes'),
  grammar: () => null,
  facts(input): readonly Fact[] {
    // Bytes as characters: no pattern is lost, whatever its encoding. git skips a byte order mark.
    const text = Buffer.from(input.bytes)
      .toString('latin1')
      .replace(/^\xEF\xBB\xBF/, '');
    const rules = text.split('\n').flatMap((line, index) => parseLine(line, index + 1) ?? []);
    const fact: Fact = { kind: 'attributes', rules, ...START };
    // From the index git stops at a NUL, from the disk it does not.
    return text.includes('\0') ? [fact, problemFact('hidden-attributes', 'a NUL: git reads what follows in two ways', START)] : [fact];
  },
};
