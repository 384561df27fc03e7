/** What other places of the tree replace: `app.cfg.NAME = …`, `setattr(cfg, "NAME", …)`, `Class.NAME = …` (T35). */
import type { FileFacts, ImportFact } from '../../model/index.ts';
import type { Modules } from '../languages/language.ts';
import { bindsName, importedFrom, type ImportedName } from '../link/imported.ts';

export interface TreeWrites {
  /** Whether something may replace a definition of this file. */
  touches(path: string, name: string): boolean;
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
export function createWrites(files: ReadonlyMap<string, FileFacts>, modules: Modules, counts: (path: string) => boolean): TreeWrites {
  /** By the last part of the name. A tree holds very many; few are asked for. */
  let writes: ReadonlyMap<string, readonly Write[]> | null = null;

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
    return (files.get(path)?.facts ?? []).filter((fact) => fact.kind === 'import').filter((fact) => bindsName(fact, name));
  }

  return {
    movesImports() {
      writes ??= byLastPart(files);
      return (writes.get('path') ?? []).some(({ path, name }) => name === 'sys.path' && counts(path));
    },
    touches(path, name) {
      writes ??= byLastPart(files);
      const known = writes;
      const keys = new Set([lastOf(name), name.split('.', 1)[0] ?? name, '*']);
      return [...keys]
        .flatMap((key) => known.get(key) ?? [])
        .some(
          (write) =>
            (write.path === path || counts(write.path)) &&
            touches(path, name, write, () => (write.targets ??= targetsOf(write.path, write.name.replace(/^class /, '')))),
        );
    },
  };
}

function byLastPart(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, readonly Write[]> {
  const map = new Map<string, Write[]>();
  for (const [path, { facts }] of files) {
    for (const fact of facts) {
      if (fact.kind !== 'write') continue;
      for (const name of fact.names) {
        const list = map.get(lastOf(name));
        const write = { path, name, targets: null };
        if (list === undefined) map.set(lastOf(name), [write]);
        else list.push(write);
      }
    }
  }
  return map;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
