/** Python and YAML that a change writes, looked through for names that no reader took (T33). */
import type { Detector } from '../detector.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { noGrammar } from '../text-input.ts';
import { boundInPython, boundInYaml, keepsNames } from './bound.ts';
import { foldedText } from './folded.ts';
import type { TellingFact } from '../../model/index.ts';

function bound(id: string, title: string, suffix: RegExp, read: (text: string) => readonly TellingFact[]): Detector {
  return {
    id,
    version: 1,
    about: {
      title,
      motivation:
        'What is read for its loads may keep the name of a model for a library that nobody here knows. Without this it would count as no name at all.',
      decides:
        'Only of changed files: texts like "org/name" that no reader took, where what they are bound to (a key, a variable, the callee) says that it is a model, or where the name is one of a family of models. Names of paths, of images and of what the tree names as a component elsewhere are left out.',
      remedy: 'There is nothing you must do. To settle a finding, load the model by an API that is read, or review it and waive it.',
      serves: 'CRA Annex I Part II (1) (identify and document components)',
    },
    reads: 'text',
    when: 'changed',
    limit: 1024 * 1024,
    wants: (path, size) => suffix.test(path) && keepsNames(path, size) && !isLockName(path),
    grammar: noGrammar,
    facts: ({ bytes }) => {
      const text = foldedText(bytes);
      // What cannot be decoded is told by the reader itself.
      return text === null ? [] : read(text);
    },
  };
}

export const boundDetectors: readonly Detector[] = [
  bound('telling-python', 'Names in Python that nothing loads here', /\.pyw?$/i, boundInPython),
  bound('telling-yaml', 'Names in YAML that nothing loads here', /\.ya?ml$/i, boundInYaml),
];
