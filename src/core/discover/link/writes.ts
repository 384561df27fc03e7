/** What other places of the tree replace: `app.cfg.NAME = …`, `setattr(cfg, "NAME", …)`, `Class.NAME = …` (T35). */
import type { FileFacts, ImportFact } from '../../model.ts';
import { importedFrom } from './imported.ts';
import type { Modules } from './modules.ts';

export interface Writes {
  /** Whether something may replace a definition of this file. */
  touches(path: string, name: string): boolean;
}

/** A module that passes a name on from another, and so on. */
const MAX_STEPS = 8;

/** `counts`: whether what this file does takes part in what the product does. */
export function createWrites(files: ReadonlyMap<string, FileFacts>, modules: Modules, counts: (path: string) => boolean): Writes {
  /** "path\nname" and "path\n*" */
  const exact = new Map<string, string[]>();
  /** Attributes of objects that reading does not follow. */
  const anywhere = new Map<string, string[]>();

  for (const [path, { facts }] of files) {
    const written = facts.flatMap((fact) => (fact.kind === 'write' ? fact.names : []));
    if (written.length === 0) continue;
    const imports = facts.flatMap((fact) => (fact.kind === 'import' ? [fact] : []));
    for (const name of written) {
      if (name === '*') note(exact, `${path}\n*`, path);
      else if (name.startsWith('?.')) note(anywhere, name.slice(2), path);
      else noteImported(path, name, imports);
    }
  }

  function noteImported(path: string, name: string, imports: readonly ImportFact[]): void {
    for (const target of targetsOf(path, name, imports)) note(exact, `${target.path}\n${target.name}`, path);
    // `cfg` may be an object of that module: then its class has the name.
    const parts = name.split('.');
    if (parts.length > 1) note(anywhere, `.${parts.at(-1)}`, path);
  }

  /** Each file that the name leads through: one of them defines it. */
  function targetsOf(path: string, name: string, imports: readonly ImportFact[]): { path: string; name: string }[] {
    const found: { path: string; name: string }[] = [];
    let open = imports.flatMap((fact) => importedFrom(modules, path, fact, name) ?? []);
    for (let step = 0; step < MAX_STEPS && open.length > 0 && found.length < 100; step++) {
      found.push(...open);
      open = open.flatMap((at) =>
        at.path === path
          ? []
          : (files.get(at.path)?.facts ?? []).flatMap((fact) =>
              fact.kind === 'import' ? (importedFrom(modules, at.path, fact, at.name) ?? []) : [],
            ),
      );
    }
    return found;
  }

  function some(by: readonly string[] | undefined, path: string): boolean {
    return by?.some((writer) => writer === path || counts(writer)) === true;
  }

  return {
    touches(path, name) {
      const dot = name.indexOf('.');
      const last = name.slice(name.lastIndexOf('.') + 1);
      const owner = dot < 0 ? [] : [name.slice(0, dot), `${name.slice(0, dot)}.*`];
      return (
        ['*', name, ...owner].some((one) => some(exact.get(`${path}\n${one}`), path)) ||
        some(anywhere.get(last), path) ||
        (dot > 0 && some(anywhere.get(`.${last}`), path))
      );
    },
  };
}

function note(map: Map<string, string[]>, key: string, path: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [path]);
  else list.push(path);
}
