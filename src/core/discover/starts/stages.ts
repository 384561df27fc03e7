/** The stages of a Dockerfile as far as starts go: what each copies, runs, sets, and is started with (Dockerfile reference). */
import { jsonList } from '../languages/shell/json-list.ts';
import { type Mapped, part, type PlacedFile } from '../languages/shell/mapped.ts';
import { type ShellCommand, commandsIn, plainText } from '../languages/shell/words.ts';
import type { Instruction } from '../configs/dockerfile/instructions.ts';
import { duringBuild, newStage, readArg, readEnv, type Stage, whenStarted } from '../configs/dockerfile/variables.ts';
import { ENDPOINT_VARIABLES } from '../endpoint-variables.ts';
import { commandStarts, meanings, scriptStarts, type StartedCode } from './command.ts';
import { inFolder } from './paths.ts';
import { commandSettings, scriptSettings, type Setting } from './settings.ts';

/** A part of the build context that lies at `to` in the image. */
export interface Copy {
  readonly from: string;
  readonly to: string;
  readonly offset: number;
}

export interface ImageStage {
  readonly name: string;

  variables: Stage;
  folder: string;
  readonly copies: Copy[];
  readonly ran: StartedCode[];
  readonly settings: Setting[];
  entrypoint: Mapped | null;
  command: Mapped | null;
  /** Another stage is built on it, or copies from it. */
  usedBy: 'nobody' | 'stage' | 'copy';
}

const MAX_COPIES = 500;

export function readStages(instructions: readonly Instruction[], file: PlacedFile): ImageStage[] {
  const stages: ImageStage[] = [];
  const global = newStage();
  for (const instruction of instructions) {
    const { keyword, args } = instruction;
    const stage = stages.at(-1);
    if (keyword === 'FROM') stages.push(newImageStage(args, global, stages));
    else if (stage === undefined) {
      if (keyword === 'ARG') readArg(args, global, global, file);
    } else if (keyword === 'ARG') readArg(args, stage.variables, global, file);
    else if (keyword === 'ENV') setVariables(args, stage, file);
    else if (keyword === 'WORKDIR') stage.folder = inFolder(stage.folder, textOf(wordsOf(args)[0], stage) ?? '.');
    else if (keyword === 'RUN') runs(instruction, stage);
    else if (keyword === 'HEALTHCHECK') runs({ ...instruction, args: behindCommand(args) }, stage);
    else if (keyword === 'COPY' || keyword === 'ADD') copies(args, stage, stages, file);
    else if (keyword === 'CMD') stage.command = args;
    else if (keyword === 'ENTRYPOINT') {
      stage.entrypoint = args;
      stage.command = null;
    }
  }
  return stages;
}

function newImageStage(args: Mapped, global: Stage, before: readonly ImageStage[]): ImageStage {
  const words = commandsIn(args, { operators: false })[0] ?? [];
  const [image = '', as, name = ''] = words.map((word) => meanings(word, duringBuild(global))[0] ?? '');
  const base = stageOf(image, before);
  if (base !== undefined && base.usedBy === 'nobody') base.usedBy = 'stage';
  return {
    name: as?.toLowerCase() === 'as' ? name.toLowerCase() : '',
    variables: newStage(base?.variables.env),
    folder: base?.folder ?? '',
    copies: [...(base?.copies ?? [])],
    ran: [...(base?.ran ?? [])],
    settings: [...(base?.settings ?? [])],
    entrypoint: base?.entrypoint ?? null,
    command: base?.command ?? null,
    usedBy: 'nobody',
  };
}

function stageOf(name: string, stages: readonly ImageStage[]): ImageStage | undefined {
  return (
    stages.findLast((stage) => stage.name !== '' && stage.name === name.toLowerCase()) ??
    (/^\d{1,3}$/.test(name) ? stages[Number(name)] : undefined)
  );
}

function setVariables(args: Mapped, stage: ImageStage, file: PlacedFile): void {
  for (const [variable, { value }] of readEnv(args, stage.variables, file))
    if (ENDPOINT_VARIABLES.has(variable)) stage.settings.push({ variable, value, offset: args.offsets[0] ?? 0 });
}

function runs({ args, documents }: Instruction, stage: ImageStage): void {
  const variables = duringBuild(stage.variables);
  const list = jsonList(args);
  const context = { variables, folder: stage.folder, mode: 'script' as const };
  if (list !== null) stage.ran.push(...commandStarts(list, context));
  else
    for (const script of [args, ...documents.map(({ text }) => text)]) {
      stage.ran.push(...scriptStarts(script, context));
      stage.settings.push(...scriptSettings(script, variables));
    }
}

/** `HEALTHCHECK CMD …`: the container runs it again and again. */
function behindCommand(args: Mapped): Mapped {
  const before = /^\s{0,20}CMD\s{1,20}/i.exec(args.text)?.[0].length ?? args.text.length;
  return part(args, before);
}

/** What the container is started with. CMD gives the arguments of ENTRYPOINT, where both are lists. */
export function processOf({ entrypoint, command, variables, folder }: ImageStage): StartedCode[] {
  const context = { variables: whenStarted(variables), folder, mode: 'process' as const };
  const parts = [entrypoint, command].flatMap((args) => (args === null ? [] : [{ args, list: jsonList(args) }]));
  const areLists = parts.every(({ list }) => list !== null);
  const words = areLists ? parts.flatMap(({ list }) => list ?? []) : [];
  const whole = words.length === 0 ? [] : commandStarts(words, context);
  // The script before the program of CMD is started as well; whether the rest can be followed, the last words tell.
  const each = parts.flatMap(({ args, list }, index) => {
    const found = list === null ? scriptStarts(args, context) : commandStarts(list, context);
    return areLists || index < parts.length - 1 ? found.filter(({ what }) => what !== 'unknown') : found;
  });
  return [...whole, ...each];
}

/** `CMD HF_ENDPOINT=… python app.py`, `CMD ["env", "HF_ENDPOINT=…", …]`. */
export function processSettings({ entrypoint, command, variables }: ImageStage): Setting[] {
  const known = whenStarted(variables);
  return [entrypoint, command].flatMap((args) => {
    const list = args === null ? [] : jsonList(args);
    return list === null ? scriptSettings(args as Mapped, known) : commandSettings(list, known);
  });
}

function copies(args: Mapped, stage: ImageStage, stages: readonly ImageStage[], file: PlacedFile): void {
  if (stage.copies.length >= MAX_COPIES) return;
  const words = wordsOf(args);
  const target = textOf(words.at(-1), stage);
  if (words.length < 2) return;
  const to = clean(inFolder(stage.folder, target ?? '.'));
  const offset = args.offsets[0] ?? 0;
  const from = copiedFrom(file.text, offset);
  for (const word of words.slice(0, -1)) {
    const source = textOf(word, stage) ?? (/[*?[]/.test(word.source.text) ? word.source.text : null);
    if (source === null || /^[a-z][a-z0-9+.-]*:\/\//i.test(source)) continue;
    if (from === null) stage.copies.push({ from: source.replace(/^\/+/, '') || '.', to, offset });
    else stage.copies.push(...copiedAgain(source, to, stageOf(from, stages), offset));
  }
}

/** `COPY --from=build /app/demo /srv`: of what that stage has copied, the part that lies there. */
function copiedAgain(source: string, to: string, stage: ImageStage | undefined, offset: number): Copy[] {
  if (stage === undefined) return [];
  stage.usedBy = 'copy';
  const path = clean(inFolder(stage.folder, source));
  return stage.copies.flatMap((copy) => {
    const inside = below(copy.to, path);
    if (inside !== null) return [{ from: copy.from, to: inside === '' ? to : `${to}/${inside}`, offset }];
    const part = below(path, copy.to);
    return part === null ? [] : [{ from: inFolder(copy.from, part), to, offset }];
  });
}

/** Paths of the image, from its root: where no WORKDIR is said, that is where commands run. */
export function clean(path: string): string {
  return path
    .replace(/(?:^|\/)\.(?=\/|$)/g, '')
    .replace(/^\/+/, '')
    .replace(/\/+$/, '');
}

/** What is left of `path` below `folder`; null: it lies elsewhere. */
export function below(path: string, folder: string): string | null {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}

/** The flags of an instruction stand before its arguments. */
function copiedFrom(text: string, offset: number): string | null {
  const before = text.slice(Math.max(0, offset - 2_200), offset + 1);
  const start = Math.max(...['COPY', 'ADD', 'copy', 'add', 'Copy', 'Add'].map((word) => before.lastIndexOf(word)));
  return start < 0 ? null : (/--from=(["']?)([^\s"']{1,200})\1/.exec(before.slice(start))?.[2] ?? null);
}

function wordsOf(args: Mapped): ShellCommand {
  return jsonList(args) ?? commandsIn(args, { operators: false })[0] ?? [];
}

function textOf(word: ShellCommand[number] | undefined, stage: ImageStage): string | null {
  return word === undefined ? null : (plainText(word) ?? meanings(word, duringBuild(stage.variables))[0] ?? null);
}
