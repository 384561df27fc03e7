/** A place of a tree, and what deployment may give there → the lock that declares it. Nothing is written. */
import { InputError } from '../base/errors.ts';
import { formatDeclared } from '../lock/declared.ts';
import type { Declaration, Lock } from '../lock/lock.ts';
import { equalDeclarations } from '../lock/standing.ts';
import { usableLock } from '../lock/tree-lock.ts';
import { writeLock } from '../lock/write.ts';
import type { Tree } from '../model/index.ts';
import { discoverWhole } from '../survey/whole.ts';

import type { Ports } from '../ports/index.ts';
import { confirmedReferences } from './declare/references.ts';
import { targetAt, targetToRemove } from './declare/target.ts';

/** What to declare of the place: what may be given there, what lies at the address that it names, or nothing any more. */
export type Declaring =
  | { readonly as: 'load'; readonly references: readonly string[] }
  | { readonly as: 'address'; readonly stated: Omit<Extract<Declaration, { kind: 'address' }>, 'kind'> }
  | { readonly as: 'removed' };

export interface DeclaredTree {
  /** What the declaration is about, as the lock has it. */
  readonly about: string;
  readonly change: 'added' | 'changed' | 'removed' | 'none';
  /** Null: taken away. */
  readonly declaration: Declaration | null;
  /** The lock's text. */
  readonly text: string;
}

/** `place`: "path:line" as reports print it, or what a declaration is about. Throws InputError USAGE, REF_INVALID, LOCK_INVALID. */
export async function declareTree(tree: Tree, place: string, declaring: Declaring, ports: Ports): Promise<DeclaredTree> {
  ports.progress('reading files');
  const { unknowns, hosts } = await discoverWhole(tree, ports);
  const lock: Lock = usableLock(hosts.lock) ?? { formatVersion: 1, declarations: new Map(), entries: new Map() };
  if (declaring.as === 'removed') {
    const about = targetToRemove(place, unknowns, lock);
    const left = new Map([...lock.declarations].filter(([other]) => other !== about));
    return { about, change: 'removed', declaration: null, text: writeLock({ ...lock, declarations: left }) };
  }
  const { target, loads } = targetAt(place, unknowns);
  if ((target.kind === 'address') !== (declaring.as === 'address')) throw mismatch(target.kind);
  const declaration: Declaration =
    declaring.as === 'address'
      ? { kind: 'address', ...declaring.stated }
      : { kind: 'load', may: await confirmedReferences(declaring.references, loads, ports) };
  const about = formatDeclared(target);
  const before = lock.declarations.get(about);
  const change = before === undefined ? 'added' : equalDeclarations(before, declaration) ? 'none' : 'changed';
  return { about, change, declaration, text: writeLock({ ...lock, declarations: new Map([...lock.declarations, [about, declaration]]) }) };
}

function mismatch(kind: 'load' | 'address'): InputError {
  return kind === 'address'
    ? new InputError(
        'USAGE',
        'The code names an address here, which no hub has',
        'Say which bytes lie there: --sha256 SHA256, and what else is known: --license, --supplier, --base, --signer.',
      )
    : new InputError(
        'USAGE',
        'The code names no address here: what it loads is decided elsewhere',
        'Say what may be given: "weighbridge declare PLACE hf:org/name".',
      );
}
