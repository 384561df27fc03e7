/** ARG and ENV of the stages of a Dockerfile (Dockerfile reference: ARG, ENV, scope, multi-stage builds). */
import { exactRange } from '../../languages/shell/pin-place.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { assignmentOf, type Variable, type Variables, wordValue } from '../../languages/shell/values.ts';
import { commandsIn, plainText, type Word } from '../../languages/shell/words.ts';
import type { Expression } from '../../../model/index.ts';

export interface Stage {
  readonly env: Map<string, Variable>;
  readonly args: Map<string, Variable>;
  /** Offset of the ENV that set a variable last. */
  readonly places: Map<string, number>;
}

export function newStage(inherited: ReadonlyMap<string, Variable> = new Map()): Stage {
  return { env: new Map(inherited), args: new Map(), places: new Map() };
}

/** What RUN sees: ENV wins over ARG, and nothing from outside wins over ENV. */
export function duringBuild({ env, args }: Stage): Variables {
  return { get: (name) => env.get(name) ?? args.get(name) };
}

/** What CMD and ENTRYPOINT see: whoever starts the container may replace each. */
export function whenStarted({ env }: Stage): Variables {
  return {
    get(name) {
      const known = env.get(name);
      return known === undefined ? undefined : { value: overridable(name, known.value), site: known.site };
    },
  };
}

export type VariablesSet = readonly (readonly [name: string, variable: Variable])[];

/** `ARG NAME=default`, `ARG NAME` (from the global ones). */
export function readArg(args: Mapped, stage: Stage, global: Stage, file: PlacedFile): VariablesSet {
  const set = wordsOf(args).map((word) => {
    const assignment = assignmentOf(word);
    const name = assignment?.name ?? plainText(word) ?? '';
    const before = assignment === null && stage !== global ? global.args.get(name) : undefined;
    const site = siteOf(assignment?.value, file);
    return [name, before ?? { value: overridable(name, valueOf(assignment?.value, stage)), site }] as const;
  });
  for (const [name, variable] of set) stage.args.set(name, variable);
  return set;
}

/** `ENV NAME=value …`, and the old form `ENV NAME value`. All values of one ENV are those from before it. */
export function readEnv(args: Mapped, stage: Stage, file: PlacedFile): VariablesSet {
  const words = wordsOf(args);
  const [first] = words;
  const old = first === undefined || assignmentOf(first) !== null ? null : plainText(first);
  const set =
    old === null
      ? words.flatMap((word) => {
          const assignment = assignmentOf(word);
          return assignment === null ? [] : [[assignment.name, variableOf(assignment.value, stage, file)] as const];
        })
      : [[old, words.length > 2 ? UNKNOWN : variableOf(words[1], stage, file)] as const];
  for (const [name, variable] of set) {
    stage.env.set(name, variable);
    stage.places.set(name, args.offsets[0] ?? 0);
  }
  return set;
}

function variableOf(word: Word | undefined, stage: Stage, file: PlacedFile): Variable {
  return { value: valueOf(word, stage) ?? EMPTY, site: siteOf(word, file) };
}

const EMPTY: Expression = { kind: 'literal', text: '' };
const UNKNOWN: Variable = { value: { kind: 'unmodeled', text: 'several words' }, site: null };

function wordsOf(args: Mapped): readonly Word[] {
  return commandsIn(args, { operators: false })[0] ?? [];
}

function valueOf(word: Word | undefined, stage: Stage): Expression | null {
  return word === undefined ? null : wordValue(word, duringBuild(stage)).value;
}

function siteOf(word: Word | undefined, file: PlacedFile): Variable['site'] {
  if (word === undefined || plainText(word) === null) return null;
  const range = exactRange(word.source);
  return range === null ? null : file.site(range.start, range.end, '{commit}');
}

function overridable(name: string, value: Expression | null): Expression {
  return value?.kind === 'overridable' ? value : { kind: 'overridable', by: 'environment', name, fallback: value };
}
