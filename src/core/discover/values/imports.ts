/** What an import binds: a name of another file, or a module. */
import type { Binding, CodeScope } from '../../model/index.ts';
import { type View, moduleOf } from './code.ts';
import type { FoundThings, EvaluationRun } from './run.ts';
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

export function starThings(run: EvaluationRun, scope: View, star: NonNullable<CodeScope['stars']>[number], name: string): FoundThings {
  const file = run.find(scope.code.path, star.level, star.module);
  if (file === scope.code.path) return NOTHING;
  if (file === null) return ANYTHING;
  const code = run.definitionsOf(file);
  const [top] = code?.scopes ?? [];
  if (top === undefined) return ANYTHING;
  const isBound = top.names.has(name) || (top.stars ?? []).length > 0;
  if (!isBound) return NOTHING;
  const found = run.lookUpName(top, name, true);
  return run.isAmbiguous(scope.code.path, star.level, star.module) ? { ...found, open: true } : found;
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
