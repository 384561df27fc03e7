/** Plain data → the lock. Entry by entry and file by file, so that the work is linear whatever the data holds. */
import type { z } from 'zod';
import { checkDeclarations } from './check-declarations.ts';
import { foldPath } from '../base/fold-path.ts';
import { isFullCommit, parseRef } from '../ref/parse.ts';
import { shownKey } from './limits.ts';
import type { Lock, LockEntry, LockedFile } from './lock.ts';
import { lockWords, type Mistakes } from './mistakes.ts';
import { clashes, pathProblem } from './paths.ts';
import { entrySchema, fileSchema, frameSchema, referenceProblem } from './schema.ts';

/** The lock, complete only when nothing was added to `mistakes`. */
export function checkLock(data: unknown, mistakes: Mistakes): Lock {
  const entries = new Map<string, LockEntry>();
  let declarations: Lock['declarations'] = new Map();
  const frame = frameSchema.safeParse(data, { error: lockWords });
  if (!frame.success) mistakes.addIssues(frame.error.issues, data, []);
  else {
    declarations = checkDeclarations(frame.data.declarations, mistakes);
    for (const [reference, value] of Object.entries(frame.data.entries)) {
      const keys = ['entries', reference];
      const problem = referenceProblem(reference);
      if (problem !== null) mistakes.add(problem, keys);
      const entry = checkEntry(value, keys, mistakes);
      if (problem === null && entry !== null) entries.set(reference, entry);
    }
  }
  for (const [reference, message, key] of contradictions(entries)) mistakes.add(message, ['entries', reference, ...key]);
  return { formatVersion: 1, declarations, entries };
}

function checkEntry(value: unknown, keys: readonly string[], mistakes: Mistakes): LockEntry | null {
  const parsed = entrySchema.safeParse(value, { error: lockWords });
  if (!parsed.success) {
    mistakes.addIssues(parsed.error.issues, value, keys);
    return null;
  }
  const files = new Map<string, LockedFile>();
  for (const [path, one] of Object.entries(parsed.data.files)) {
    const at = [...keys, 'files', path];
    const problem = pathProblem(path);
    if (problem !== null) mistakes.add(`the path "${shownKey(path)}" ${problem}`, at);
    const file = fileSchema.safeParse(one, { error: lockWords });
    if (!file.success) mistakes.addIssues(file.error.issues, one, at);
    else if (problem === null) files.set(path, file.data);
  }
  for (const [path, beside] of clashes([...files.keys()]))
    mistakes.add(`the path "${shownKey(path)}" cannot stand beside "${shownKey(beside)}" on every system`, [...keys, 'files', path]);
  return { ...parsed.data, signer: lockedSigner(parsed.data.signer), files };
}

function lockedSigner(signer: z.output<typeof entrySchema>['signer']): LockEntry['signer'] {
  if (signer === null) return null;
  if ('key' in signer) return { signer: { kind: 'key', hint: signer.key }, bundle: signer.bundle };
  return { signer: { kind: 'identity', identity: signer.identity, issuer: signer.issuer }, bundle: signer.bundle };
}

/** What lies between keys, and a schema cannot say. */
function* contradictions(
  entries: ReadonlyMap<string, LockEntry>,
): Generator<readonly [reference: string, message: string, key: readonly string[]]> {
  const spelled = new Map<string, string>();
  const asked = new Map<string, string>();
  for (const [reference, { requested, commit, baseModels }] of entries) {
    const other = spelled.get(foldPath(reference));
    if (other !== undefined) yield [reference, `"${reference}" is the same as "${other}" but for its spelling`, []];
    spelled.set(foldPath(reference), reference);
    const { version } = parseRef(reference);
    if (version !== null && version !== requested) yield [reference, `it is not the revision of "${reference}"`, ['requested']];
    const request = `${version === null ? reference : reference.slice(0, -version.length - 1)}@${requested ?? ''}`;
    const twin = asked.get(request);
    if (twin !== undefined) yield [reference, `"${reference}" and "${twin}" ask for the same`, []];
    asked.set(request, reference);
    if (requested !== null && isFullCommit(requested) && requested.toLowerCase() !== commit)
      yield [reference, '"requested" is a commit, and not the one of "commit"', ['requested']];
    if (new Set(baseModels).size < baseModels.length) yield [reference, '"baseModels" names a model twice', ['baseModels']];
  }
}
