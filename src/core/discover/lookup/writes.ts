/** What other places of the tree replace: `app.cfg.NAME = …`, `setattr(cfg, "NAME", …)`, `Class.NAME = …` (T35). */
import type { ImportFact } from '../../model/index.ts';
import type { Modules } from '../languages/language.ts';
import { bindsName, importedFrom, type ImportedName } from '../link/imported.ts';
import { lastOf, type FactIndex } from './fact-index.ts';

export interface TreeWrites {
  /** Whether something may replace a definition of this file. */
  touches(path: string, name: string): boolean;
  /** Files that say whether something may: those that replace a name like it, and those through which they name it. */
  chain(name: string): readonly string[];
  /** Whether code changes where Python looks for modules: `sys.path.insert(…)`. */
  movesImports(): boolean;
}

interface Write {
  readonly path: string;
  /** As a WriteFact has it. */
  readonly name: string;
  /** What it leads to, once asked for. */
  targets: readonly ImportedName[] | null;
}

/** A module that passes a name on from another, and so on. */
const MAX_STEPS = 8;

/** `counts`: whether what this file does takes part in what the product does. */
export function createWrites(stated: FactIndex, modules: Modules, counts: (path: string) => boolean): TreeWrites {
  /** By the last part of the name. A tree holds very many; few are asked for. */
  const writes = new Map<string, readonly Write[]>();

  function writesOf(last: string): readonly Write[] {
    const known = writes.get(last) ?? stated.marked('write', last).flatMap((path) => writesIn(path, last, stated));
    writes.set(last, known);
    return known;
  }

  function touches(path: string, name: string, { path: by, name: written }: Write, targets: () => readonly ImportedName[]): boolean {
    if (written === '*') return by === path;
    const dot = name.indexOf('.');
    const owner = dot < 0 ? null : name.slice(0, dot);
    const last = lastOf(name);
    if (written.startsWith('?.')) return written.slice(2) === last;
    // `cfg` may be an object of a class: then its class has the name.
    if (owner !== null && !written.startsWith('class ') && written.endsWith(`.${last}`)) return true;
    return targets().some((at) => at.path === path && [name, '*', owner, `${owner}.*`].includes(at.name));
  }

  /** Each file that the name leads through: one of them defines it. */
  function targetsOf(path: string, name: string): readonly ImportedName[] {
    const found: ImportedName[] = [];
    let open: readonly ImportedName[] = [{ path, name }];
    for (let step = 0; step < MAX_STEPS && open.length > 0 && found.length < 100; step++) {
      open = open.flatMap((at) =>
        importsOf(at).flatMap((fact) => importedFrom((...asked) => modules.find(...asked), at.path, fact, at.name) ?? []),
      );
      found.push(...open);
      if (open.some((one) => one.path === path)) break;
    }
    return found.length > 0 ? found : [{ path, name }];
  }

  function importsOf({ path, name }: ImportedName): ImportFact[] {
    return (stated.facts(path)?.facts ?? []).filter((fact) => fact.kind === 'import').filter((fact) => bindsName(fact, name));
  }

  /** What may replace this name, by the last parts. */
  function writesFor(name: string): readonly Write[] {
    const keys = new Set([lastOf(name), name.split('.', 1)[0] ?? name, '*']);
    return [...keys].flatMap(writesOf);
  }

  return {
    chain(name) {
      return [...new Set(writesFor(name).flatMap((write) => [write.path, ...(write.targets ?? []).map((at) => at.path)]))];
    },
    movesImports() {
      return writesOf('path').some(({ path, name }) => name === 'sys.path' && counts(path));
    },
    touches(path, name) {
      return writesFor(name).some(
        (write) =>
          (write.path === path || counts(write.path)) &&
          touches(path, name, write, () => (write.targets ??= targetsOf(write.path, write.name.replace(/^class /, '')))),
      );
    },
  };
}

function writesIn(path: string, last: string, stated: FactIndex): Write[] {
  const facts = stated.facts(path)?.facts.filter((fact) => fact.kind === 'write') ?? [];
  return facts.flatMap(({ names }) => names.filter((name) => lastOf(name) === last).map((name) => ({ path, name, targets: null })));
}
