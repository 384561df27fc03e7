/** Text that a checkout shows otherwise than the commit holds it, by what .gitattributes says (T34). Line ends and `ident` hide no text. */
import type { FileFacts, Problem, TreeEntry } from '../../model/index.ts';
import { attributesDetector } from './index.ts';
import { isReadAsText } from '../readers.ts';
import { isEnvFile } from '../starts/env-file.ts';
import { attributesIn, type Found, gitAttributes } from './rules.ts';

export interface HiddenInput {
  /** What was read, by path: the .gitattributes files are among it. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Everything in the tree. */
  readonly entries: readonly TreeEntry[];
}

/** A problem for each path that some reader takes for text, and that git would encode or filter. */
export function hiddenByAttributes({ files, entries }: HiddenInput): Problem[] {
  const rules = gitAttributes(attributesIn(files));
  const problems = new Map(tooLarge(files).map((problem) => [`${problem.path}:${problem.line}`, problem]));
  if (!rules.mayHide) return [...problems.values()];
  for (const { path, kind, id, target = path } of entries) {
    // Files of secrets are encrypted by a filter (git-crypt): what is in them is the operator's, who alone can read it (T20).
    if (kind === 'symlink' || kind === 'submodule' || !isReadAsText(path) || isEnvFile(path)) continue;
    // Also as systems see it that do not tell "A" from "a": there "*.PY" is about a.py.
    const found = hiding(rules.of(target), path, id) ?? (rules.foldable(target) ? hiding(rules.of(target, true), path, id) : null);
    if (found !== null) problems.set(`${found.path}:${found.line}`, found);
  }
  return [...problems.values()];
}

/** Whether git may give a checkout another text at a path, whatever kind of file it is. */
export function hidesFrom(files: ReadonlyMap<string, FileFacts>, targets: ReadonlyMap<string, string>): (path: string) => boolean {
  const rules = gitAttributes(attributesIn(files));
  if (!rules.mayHide) return tooLarge(files).length > 0 ? () => true : () => false;
  return (path) => {
    const at = targets.get(path) ?? path;
    return hiding(rules.of(at), path, '') !== null || (rules.foldable(at) && hiding(rules.of(at, true), path, '') !== null);
  };
}

/** Attributes that nobody read: whatever stands below may be another text. */
function tooLarge(files: ReadonlyMap<string, FileFacts>): Problem[] {
  return [...files].flatMap(([path, { facts, blob }]) =>
    attributesDetector.wants(path, null) && facts.some((fact) => fact.kind === 'problem' && fact.code === 'too-large')
      ? [
          {
            code: 'hidden-attributes',
            message: `larger than our limit of ${attributesDetector.limit} bytes`,
            path,
            line: 1,
            column: 1,
            blob,
          },
        ]
      : [],
  );
}

function hiding(found: ReadonlyMap<string, Found>, path: string, blob: string): Problem | null {
  const encoding = found.get('working-tree-encoding');
  const filter = found.get('filter');
  const unknown = [encoding, filter].find((one) => one?.unknown === true);
  if (unknown !== undefined) {
    const { file, rule } = unknown;
    const message =
      'more patterns than our limit of 8192 bytes or 10,000,000 steps: what git does to the files that they speak of is unknown';
    return { code: 'hidden-attributes', message, path: file, line: rule.line, column: 1, blob: null };
  }
  const here = { path, line: 1, column: 1, blob };
  if (encoding !== undefined && isOtherThanUtf8(encoding.state))
    return {
      ...here,
      code: 'hidden-encoding',
      message: `${encoding.file}:${encoding.rule.line} lets a checkout write this text in another encoding`,
    };
  if (typeof filter?.state !== 'string' || filter.state === '' || filter.state === 'lfs') return null;
  return {
    ...here,
    code: 'hidden-filter',
    message: `${filter.file}:${filter.rule.line} lets a checkout run a filter over this text`,
    // The same line with the same filter is nothing new for another file: what the filter does, the machine that checks out decides.
    subject: JSON.stringify([filter.file, filter.rule.pattern, filter.state]),
  };
}

/** git leaves UTF-8 as it is, however it is spelled (utf8.c, same_encoding); "set" and "unset" stop it. */
function isOtherThanUtf8(state: Found['state']): boolean {
  return state !== null && state !== '' && !(typeof state === 'string' && /^utf-?8$/i.test(state));
}
