/** Dockerfiles: models that the build downloads, and that the container is started with. */
import type { EndpointFact, Fact, LoadFact, PinSite } from '../model.ts';
import { limitedFacts, tooMany } from './command/limits.ts';
import { jsonList } from './command/json-list.ts';
import { type Loader, loaderOfImage, TELLING, TELLING_APART } from './command/loaders.ts';
import { commandFacts, scriptFacts } from './command/loads.ts';
import { type PlacedFile, placedFile } from './command/mapped.ts';
import type { Variables } from './command/values.ts';
import { commandsIn, plainText } from './command/words.ts';
import type { Detector, FileInput } from './detector.ts';
import { type Instruction, readInstructions } from './dockerfile/instructions.ts';
import { duringBuild, newStage, readArg, readEnv, type Stage, type VariablesSet, whenStarted } from './dockerfile/variables.ts';
import { ENDPOINT_VARIABLES } from './endpoint-variables.ts';
import { decodeUtf8, noGrammar } from './text-input.ts';

const NAMES = /(?:^|\/)(?:[^/]*\.)?(?:Dockerfile|Containerfile)(?:\.[^/]*)?$/i;

const MAX_INSTRUCTIONS = 5_000;

export function isDockerfile(path: string): boolean {
  return NAMES.test(path);
}

export const dockerfileDetector: Detector = {
  id: 'dockerfile',
  version: 2,
  about: {
    title: 'Models and datasets in Dockerfiles',
    motivation:
      'What an image downloads while it is built, or serves when it starts, ships with the product as much as what its code loads, and is reviewed less.',
    decides:
      'RUN, CMD and ENTRYPOINT in all forms (shell, JSON, here-documents, continued lines) and ADD: "hf download", "huggingface-cli download", "vllm serve" and the vLLM servers, text-generation-launcher, text-embeddings-router, sglang, git clone of a hub repository, and addresses of hub files. ' +
      'ENV and ARG are followed within a stage and into stages built on it. ENV is fixed while the image is built; an ARG, and an ENV when the container starts, may be replaced by whoever builds or starts it. Arguments alone are for the program of the image (vLLM, text-generation-inference). Python inside a RUN is not read.',
    remedy:
      'Name the full commit in the command, or in an ENV that it uses; "weighbridge pin --write" does so.\nRUN hf download org/name --revision <40 hex> --local-dir /models/name',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 1024 * 1024,
  wants: (path) => isDockerfile(path),
  grammar: noGrammar,
  facts: readDockerfile,
};

function readDockerfile(input: FileInput): readonly Fact[] {
  const loose = new TextDecoder().decode(input.bytes);
  if (!TELLING.test(loose) && !TELLING_APART.test(loose)) return [];
  const decoded = decodeUtf8(input.bytes);
  if (!decoded.ok) return [decoded.problem];
  const { text } = decoded;
  const file = placedFile(text);
  const facts: (LoadFact | EndpointFact)[] = [];
  /** Where a variable is set → its name. */
  const names = new Map<PinSite, string>();
  const stages = new Map<string, { readonly stage: Stage; readonly program: Loader | null }>();
  const global = newStage();
  let stage = global;
  let program: Loader | null = null;
  const instructions = readInstructions(text);
  for (const { keyword, args, scripts } of instructions.slice(0, MAX_INSTRUCTIONS)) {
    if (keyword === 'FROM') {
      const [image = '', as, name] = (commandsIn(args, { operators: false })[0] ?? []).map((word) => plainText(word) ?? '');
      const base = stages.get(image.toLowerCase());
      stage = newStage(base?.stage.env);
      program = base?.program ?? loaderOfImage(image);
      if (as?.toLowerCase() === 'as' && name !== undefined) stages.set(name.toLowerCase(), { stage, program });
    } else if (keyword === 'ARG' || keyword === 'ENV') {
      const set = keyword === 'ARG' ? readArg(args, stage, global, file) : readEnv(args, stage, file);
      for (const [name, { site }] of set) if (site !== null) names.set(site, name);
      if (keyword === 'ENV') facts.push(...endpoints(set, args.offsets[0] ?? 0, file));
    } else if (keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'ADD')
      facts.push(...ran({ keyword, args, scripts }, stage, keyword === 'CMD' ? program : null, file));
  }
  const all = limitedFacts(onlySoleUses(facts, names, text));
  return instructions.length > MAX_INSTRUCTIONS ? [...all, tooMany(`${MAX_INSTRUCTIONS} instructions`)] : all;
}

function ran(
  { keyword, args, scripts }: Instruction,
  stage: Stage,
  implicit: Loader | null,
  file: PlacedFile,
): (LoadFact | EndpointFact)[] {
  const variables: Variables = keyword === 'RUN' || keyword === 'ADD' ? duringBuild(stage) : whenStarted(stage);
  const context = { file, variables, implicit };
  const list = jsonList(args);
  if (list !== null) return commandFacts(list, context);
  return [args, ...scripts].flatMap((script) => scriptFacts(script, context));
}

/** The servers that this ENV names (T9). */
function endpoints(set: VariablesSet, offset: number, file: PlacedFile): EndpointFact[] {
  return set.flatMap(([variable, { value }]): EndpointFact[] =>
    ENDPOINT_VARIABLES.has(variable) ? [{ kind: 'endpoint', variable, value, ...file.at(offset) }] : [],
  );
}

/** A variable that anything else reads or sets, too, may mean something else there: a commit is not written to it. */
function onlySoleUses(facts: readonly (LoadFact | EndpointFact)[], names: ReadonlyMap<PinSite, string>, text: string): Fact[] {
  const nameOf = (fact: Fact): string | undefined => (fact.kind === 'load' && fact.pin !== null ? names.get(fact.pin) : undefined);
  const users = counted(facts.flatMap((fact) => nameOf(fact) ?? []));
  if (users.size === 0) return [...facts];
  const read = counted(Array.from(text.matchAll(/\$\{?([A-Za-z_]\w{0,200})/g), ([, name = '']) => name));
  const set = counted(Array.from(text.matchAll(/(?<![\w$-])([A-Za-z_]\w{0,200})=/g), ([, name = '']) => name));
  return facts.map((fact) => {
    const name = nameOf(fact);
    if (name === undefined || fact.kind !== 'load') return fact;
    return read.get(name) === users.get(name) && (set.get(name) ?? 0) <= 1 ? fact : { ...fact, pin: null };
  });
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
