/** What an import binds: a name of another file, or a module. */
import type { Binding, CodeScope } from '../../model/index.ts';
import { type View, moduleOf } from './code.ts';
import type { EvaluationRun, FoundThings, StarNames } from './run.ts';
import { type Thing, weaken } from './things.ts';

type Import = Extract<Binding, { kind: 'import' }>;
type Module = Extract<Thing, { kind: 'module' }>;

const NOTHING: FoundThings = { things: [], open: false };
const ANYTHING: FoundThings = { things: [], open: true };

export function importedThings(run: EvaluationRun, scope: View, { module, level, name, whole, exact }: Import): FoundThings {
  if (exact === true)
    return name === null
      ? { things: [moduleThing(run, scope, level, module, null, true)], open: false }
      : fromModule(run, scope, level, module, name);
  if (name === null) {
    const bound = whole === true ? (module.split('.')[0] ?? module) : module;
    return { things: [moduleThing(run, scope, level, bound, null)], open: false };
  }
  const submodule = run.find(scope.code.path, level, module === '' ? name : `${module}.${name}`);
  if (submodule !== null) return { things: [moduleThing(run, scope, level, module, name)], open: false };
  return fromModule(run, scope, level, module, name);
}

/** `file` is that of the module, or of its submodule `name`. */
function moduleThing(run: EvaluationRun, from: View, level: number, module: string, name: string | null, exact = false): Module {
  const dotted = name === null ? module : module === '' ? name : `${module}.${name}`;
  return {
    kind: 'module',
    from,
    level,
    module,
    file: run.find(from.code.path, level, dotted),
    name,
    doubt: 'literal',
    ...(exact ? { exact: true } : {}),
  };
}

function fromModule(run: EvaluationRun, scope: View, level: number, module: string, name: string): FoundThings {
  const file = run.find(scope.code.path, level, module);
  if (file === null) return ANYTHING;
  const found = inFile(run, file, name);
  if (found.things.length === 0) return ANYTHING;
  return found.open || !run.isAmbiguous(scope.code.path, level, module) ? found : { ...found, open: true };
}

function inFile(run: EvaluationRun, path: string, name: string): FoundThings {
  const code = run.definitionsOf(path);
  const [top] = code?.scopes ?? [];
  return top === undefined ? ANYTHING : run.lookUpName(top, name, true);
}

type Star = NonNullable<CodeScope['stars']>[number];

export function starThings(run: EvaluationRun, scope: View, star: Star, name: string): FoundThings {
  const file = run.find(scope.code.path, star.level, star.module);
  if (file === scope.code.path) return NOTHING;
  if (file === null) return ANYTHING;
  if (run.exportsOf(file)?.has(name) === false) return NOTHING;
  const [top] = run.definitionsOf(file)?.scopes ?? [];
  if (top === undefined) return ANYTHING;
  const isBound = top.names.has(name) || (top.stars ?? []).length > 0;
  if (!isBound) return NOTHING;
  const given = run.starNames(top);
  const isAmbiguous = run.isAmbiguous(scope.code.path, star.level, star.module);
  // Packages of three hundred stars are asked for every name that they do not have, too.
  if (given?.names.has(name) === false) return given.open || isAmbiguous ? ANYTHING : NOTHING;
  const found = run.lookUpName(top, name, true);
  return isAmbiguous ? { ...found, open: true } : found;
}

/**
 * Every name that a star import of a module may give, through the stars of those that it gets names from, too: what `starThings` need not
 * look for one by one. `open`: one of them may give others. null: `spend` says that it costs more than it saves (T39).
 */
export function namesOfStars(run: EvaluationRun, module: View, spend: (names: number) => boolean): StarNames | null {
  const names = new Set<string>();
  const modules = new Set([module]);
  let open = false;
  // It goes over those that it adds, too.
  for (const one of modules) {
    if (!spend(one.names.size + 1)) return null;
    for (const name of one.names.keys()) names.add(name);
    for (const star of one.stars ?? []) {
      const { path } = one.code;
      const file = run.find(path, star.level, star.module);
      if (file === path) continue;
      const exported = file === null ? null : run.exportsOf(file);
      if (exported !== null) {
        if (!spend(exported.size)) return null;
        for (const name of exported) names.add(name);
        continue;
      }
      const top = file === null ? undefined : run.definitionsOf(file)?.scopes[0];
      if (top !== undefined) modules.add(top);
      open ||= top === undefined || ((top.stars ?? []).length > 0 && run.isAmbiguous(path, star.level, star.module));
    }
  }
  return { names, open };
}

/** A name of a module, or a module below it. */
export function moduleMember(run: EvaluationRun, thing: Module, name: string): FoundThings {
  const { from, level, module } = thing;
  const own = thing.name === null ? module : module === '' ? thing.name : `${module}.${thing.name}`;
  const below = thing.exact === true ? null : run.find(from.code.path, level, `${own}.${name}`);
  const doubted = (found: FoundThings): FoundThings => (run.isAmbiguous(from.code.path, level, own) ? { ...found, open: true } : found);
  const found = thing.file === null ? ANYTHING : doubted(inFile(run, thing.file, name));
  if (found.things.length > 0) return { ...found, things: found.things.map((one) => weaken(one, thing.doubt)) };
  if (thing.exact === true) return found;
  if (below !== null || isPackage(from, level, `${own}.${name}`))
    return { things: [{ ...thing, module: `${own}.${name}`, name: null, file: below }], open: false };
  return ANYTHING;
}

/** `import a.b.c` gives `a`, in which `a.b` need be no file. */
function isPackage(from: View, level: number, dotted: string): boolean {
  const module = moduleOf(from);
  return [...module.names.values()].some((bindings) =>
    bindings.some((one) => one.kind === 'import' && one.level === level && one.module.startsWith(`${dotted}.`)),
  );
}
