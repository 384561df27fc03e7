/** What a container starts: ENTRYPOINT with CMD, the program of the image with either, and the files that were copied into it. */
import type { Expression, Fact, LoadFact } from '../../../model/index.ts';
import { jsonList } from '../../languages/shell/json-list.ts';
import type { Loader } from '../../languages/shell/loaders.ts';
import { commandFacts, documentFacts, type SharedContext, scriptFacts } from '../../languages/shell/loads.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { commandsIn, plainText, type Word } from '../../languages/shell/words.ts';
import type { Instruction } from './instructions.ts';
import { duringBuild, type Stage, whenStarted } from './variables.ts';

/** One stage of a build. */
export interface StartedStage {
  readonly stage: Stage;
  /** The program that its base image starts. */
  readonly program: Loader | null;
  /** `own`: said by this stage, and not by the one that it is built on. */
  entrypoint: { readonly args: Mapped; readonly own: boolean } | null;
  /** The last one counts; all are read. */
  readonly commands: Mapped[];
  /** Path in the image → path in the tree, of single files. */
  readonly copies: Map<string, string>;
  /** The image without AI that it is built on; empty: there is none, or nobody knows it. */
  readonly base: readonly Fact[];
}

/** The loads of what a container of this stage starts with. */
export function containerStartFacts({ stage, program, entrypoint, commands, copies }: StartedStage, outer: SharedContext): Fact[] {
  const { file } = outer;
  const variables = whenStarted(stage);
  const implicit = entrypoint === null ? program : null;
  const set = implicit?.variables?.target.find((name) => stage.env.has(name));
  const context = { ...outer, variables, implicit, named: set !== undefined };
  const start = entrypoint === null ? null : jsonList(entrypoint.args);
  const lists = commands.map((args) => ({ args, list: jsonList(args) }));
  const facts = lists.flatMap(({ args, list }) => {
    if (list === null) return scriptFacts(args, context);
    return commandFacts(start === null ? list : [...start, ...list], context);
  });
  if (entrypoint !== null && start === null) facts.push(...scriptFacts(entrypoint.args, context));
  if (entrypoint?.own === true && start !== null && !lists.some(({ list }) => list !== null)) facts.push(...commandFacts(start, context));
  if (set !== undefined && implicit !== null) facts.push(...fromEnvironment(set, implicit, stage, file));
  return facts.map((fact) =>
    fact.kind === 'load' && fact.config !== undefined ? { ...fact, config: copies.get(fact.config) ?? fact.config } : fact,
  );
}

/** `ENV MODEL_ID=org/a` of an image that reads it. */
function fromEnvironment(name: string, loader: Loader, stage: Stage, file: PlacedFile): LoadFact[] {
  const variables = whenStarted(stage);
  const target = variables.get(name)?.value;
  const at = stage.places.get(name);
  const local = target?.kind === 'overridable' && target.fallback?.kind === 'literal' && /^[./~]/.test(target.fallback.text);
  if (target === undefined || at === undefined || local) return [];
  const revision: Expression | null = loader.variables?.revision == null ? null : (variables.get(loader.variables.revision)?.value ?? null);
  const base = { kind: 'load', component: 'model', hub: 'hf', provider: null, endpoint: null, remoteCode: false, pin: null } as const;
  return [{ ...base, api: name, target, revision, ...file.at(at) }];
}

/** Files of the tree that are copied one by one, and here-documents that become files. */
export function copied({ args, documents }: Instruction, started: StartedStage, outer: SharedContext): Fact[] {
  const words = jsonList(args) ?? commandsIn(args, { operators: false })[0] ?? [];
  const target = textOf(words.at(-1));
  for (const word of words.slice(0, -1)) {
    const source = textOf(word);
    if (source !== '' && !source.includes('<<') && target.startsWith('/'))
      started.copies.set(/\/$|\.$/.test(target) ? `${target.replace(/\/?\.?$/, '')}/${baseOf(source)}` : target, source);
  }
  const context = { ...outer, variables: duringBuild(started.stage), implicit: null };
  return documents.flatMap((one) => documentFacts({ command: words, ...one }, context));
}

function textOf(word: Word | undefined): string {
  return word === undefined ? '' : (plainText(word) ?? '');
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
