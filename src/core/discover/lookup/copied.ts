/** What COPY brings into an image besides product code. Many images copy the same: each answer is worked out once, and is one object. */
import type { Label } from '../scope.ts';
import type { LookupOf } from './question.ts';
import { folderOf, type TreePaths } from './tree-paths.ts';

export function createCopies(tree: TreePaths, label: Label): (question: LookupOf<'copied'>) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (question) => {
    const key = JSON.stringify([folderOf(question.from), question.source, question.apart, question.checks]);
    const found = known.get(key) ?? copied(question, tree, label);
    known.set(key, found);
    return found;
  };
}

function copied({ from, source, apart, checks }: LookupOf<'copied'>, tree: TreePaths, label: Label): readonly string[] {
  const files = isWhole(source) ? tree.inside(folderOf(from)) : tree.below(from, source);
  return files.filter(
    (file) => (apart ? isNamedApart(file, source, label) : label(file) !== 'product') && !(checks && label(file) === 'test'),
  );
}

/** `COPY . .`: the folder that the image is built in. */
export function isWhole(source: string): boolean {
  return /^[./]*$/.test(source);
}

/** The part that COPY names is itself a folder of tests or examples, or such a file. */
function isNamedApart(file: string, source: string, label: Label): boolean {
  const start = source.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (/[*?[]/.test(start)) return label(file) !== 'product';
  return label(file) !== 'product' ? label(`${start}/x`) !== 'product' || isSame(file, start) : isSame(file, start);
}

function isSame(file: string, written: string): boolean {
  return file === written || file.endsWith(`/${written}`);
}
