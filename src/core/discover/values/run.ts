/** What the parts of the evaluator ask of each other, and of what lies around a file. */
import type { Expression, Value } from '../../model/index.ts';
import type { Code, Frame, Held, View, Spot } from './code.ts';
import type { ThingTable, Thing } from './things.ts';

/** `open`: something that is not read may bind the name, too (T35). */
export interface FoundThings {
  readonly things: readonly Thing[];
  readonly open: boolean;
}

/** What star imports of a module may give. `open`: other names, too. */
export interface StarNames {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
}

/** What lies around a file; linking supplies it. */
export interface Surroundings {
  /** The scopes of a file; null: it has none, or was not read yet. */
  definitionsOf(path: string): Code | null;
  /** The names that a star import of a file gives, where it says so; null: any of its own. */
  exportsOf(path: string): ReadonlySet<string> | null;
  /** The file of a module as `importer` would get it; null: it is not of the tree. */
  find(importer: string, level: number, module: string): string | null;
  /** Whether the process may get another file for it. */
  isAmbiguous(importer: string, level: number, module: string): boolean;
  /** Whether something elsewhere may replace a name of a module, "NAME" or "Class.NAME" (T35). */
  isReplaced(code: Code, name: string): boolean;
}

export interface Evaluator {
  things(expression: Expression, where: Spot): readonly Thing[];
  value(expression: Expression, where: Spot): Value;
  /** The functions and classes of the tree that a call may be of, each as it is inside of that call. */
  enter(call: Called, where: Spot): readonly Frame[];
  /** What of a table is known that `**expression` spreads. */
  table(expression: Expression, where: Spot): ThingTable;
}

export type Called = Pick<Extract<Expression, { kind: 'call' }>, 'callee' | 'given'>;

/** The state of one evaluation; everything in this folder works on it. */
export interface EvaluationRun extends Surroundings {
  /** At most MAX_OPTIONS texts and feeds. */
  things(expression: Expression, where: Spot): readonly Thing[];
  /** What a name of a module is, for it or for those who import it. */
  lookUpName(module: View, name: string, imported: boolean): FoundThings;
  /** null: not worked out. */
  starNames(module: View): StarNames | null;
  /** Counts work; false: there is none left (T39). */
  spend(steps: number): boolean;
  /**
   * Works out each name of a scope once: names that stand for two others each would double the work at every step (T18). A circle adds
   * nothing.
   */
  once(scope: View, name: string, frame: Frame | null, work: () => readonly Thing[]): readonly Thing[];
  /** What an entry holds; null: it is being worked out. `d["k"] = d.get("k", "x")` asks for itself, and would do so again and again. */
  entry(held: Held): readonly Thing[] | null;
}
