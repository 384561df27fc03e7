/** Dockerfiles: models that the build downloads, and that the container is started with. */
import { statedDigestIn } from '../../../base/stated-digest.ts';
import type { EndpointFact, Fact, LoadFact, PinSite } from '../../../model/index.ts';
import { embeddedReader, mayEmbed } from '../../languages/shell/embedded.ts';
import { jsonList } from '../../languages/shell/json-list.ts';
import { isPython } from '../../languages/shell/inner-scripts.ts';
import { addFacts, limitedFacts, newWork, tooMany } from '../../languages/shell/limits.ts';
import { loaderOfImage, TELLING, TELLING_APART } from '../../languages/shell/loaders.ts';
import { commandFacts, documentFacts, type SharedContext, scriptFacts } from '../../languages/shell/loads.ts';
import { type Mapped, part, type PlacedFile, placedFile } from '../../languages/shell/mapped.ts';
import { wordValue } from '../../languages/shell/values.ts';
import { commandsIn, plainText, type Word } from '../../languages/shell/words.ts';
import type { Detector, FileInput, Grammars } from '../../detector.ts';
import { baseImage, namedImage, openImage, plainBase } from './base-image.ts';
import { containerStartFacts, copied, type StartedStage } from './container.ts';
import { optionLoads, variableLoads } from './named.ts';
import { type Instruction, MAX_DOCUMENTS, readInstructions } from './instructions.ts';
import { duringBuild, newStage, readArg, readEnv, type Stage, type VariablesSet } from './variables.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import { indexInVariable } from '../../runs/indexes.ts';
import { imageFact, imageText } from '../../runs/image-fact.ts';
import { programAt } from '../../runs/programs.ts';
import { isFramework } from '../../../ecosystems/look-up.ts';
import { isFolderOfModels, mayHoldModelFile, namesModelFile } from '../../model-file.ts';
import { decodeUtf8 } from '../../text-input.ts';

/** `Dockerfile-gpu` and `Dockerfile_py3.11` are some; `dockerfile_lint.py` and `dockerfile-notes.md` tell by their ends what they are. */
const NAMES = /(?:^|\/)(?:[^/]*\.)?(?:Dockerfile|Containerfile)(?:\.[^/]*|[-_](?![^/]*\.[a-z]{2,5}$)[^/]*)?$/i;

const MAX_INSTRUCTIONS = 5_000;

export function isDockerfile(path: string): boolean {
  return NAMES.test(path);
}

export const dockerfileDetector: Detector = {
  id: 'dockerfile',
  version: 14,
  about: {
    title: 'Models, datasets and packages in Dockerfiles',
    motivation:
      'What an image downloads while it is built, or serves when it starts, ships with the product as much as what its code loads, and is reviewed less.',
    decides:
      'Reads RUN, and CMD together with ENTRYPOINT, in all forms (shell, JSON, here-documents, continued lines), and ADD: "hf download", "huggingface-cli download", vLLM, text-generation-inference, text-embeddings-inference, SGLang, llama.cpp, Ollama and other programs that load by name, with everything that their arguments name (tokenizer, code revision, LoRA modules, draft models), git clone of a hub repository, addresses of hub files, and of other files that hold weights, with the checksum of ADD. ' +
      'Python code in "python -c" and in here-documents is read like a Python file. ENV and ARG are followed within a stage and into stages built on it. ENV is fixed while the image is built; an ARG, and an ENV when the container starts, may be replaced by whoever builds or starts it. Arguments alone are for the program of the image. Where no name can be read, the load counts as one without a known name. ' +
      'Every package that pip, uv, Poetry, pipx, Pipenv, npm, pnpm, Yarn, Bun or conda installs is listed, with version or range, source and index; a variable is no name. The image that a stage with AI is built on is counted, where it holds none itself. Behind FROM the defaults of ARG count; an image that has no value in the file is told as not read. An index that an option, a setting or a variable names is told.',
    remedy:
      'Name the full commit in the command, or in an ENV that it uses; "weighbridge pin --write" does so.\nRUN hf download org/name --revision <40 hex> --local-dir /models/name',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 1024 * 1024,
  wants: (path) => isDockerfile(path),
  grammar: ({ bytes }) => (mayEmbed(new TextDecoder().decode(bytes)) ? 'python' : null),
  facts: readDockerfile,
};

function isTelling(text: string): boolean {
  return TELLING.test(text) || TELLING_APART.test(text) || mayHoldModelFile(text);
}

function readDockerfile(input: FileInput, grammars: Grammars): readonly Fact[] {
  const decoded = decodeUtf8(input.bytes);
  if (!decoded.ok) return isTelling(new TextDecoder().decode(input.bytes)) ? [decoded.problem] : [];
  const file = placedFile(decoded.text);
  return dockerfileFacts(decoded.text, { file, python: embeddedReader(grammars.python, file), work: newWork() });
}

/** `text`: of a whole file, or of one that stands in another. */
export function dockerfileFacts(text: string, around: Omit<SharedContext, 'every'>): readonly Fact[] {
  const outer: SharedContext = { ...around, every: 'product' };
  const { file } = outer;
  const facts: Fact[] = [];
  /** Where a variable is set → its name. */
  const names = new Map<PinSite, string>();
  const stages = new Map<string, StartedStage>();
  const global = newStage();
  let current: StartedStage = { stage: global, program: null, entrypoint: null, commands: [], copies: new Map(), base: [] };
  /** Images without AI that stages with AI are built on; what follows the last FROM begins there. */
  const bases: Fact[] = [];
  let begin = 0;
  /** What options and variables name, whatever the program is. */
  const options: Fact[] = [];
  const instructions = readInstructions(text);
  /** `SHELL ["python", "-c"]`: what RUN gets is code. */
  let inPython = false;
  for (const instruction of instructions.slice(0, MAX_INSTRUCTIONS)) {
    const { keyword, args } = instruction;
    const { stage } = current;
    if (keyword === 'FROM') {
      addFacts(facts, containerStartFacts(current, outer));
      if (facts.slice(begin).some(isOfAi)) addFacts(bases, current.base);
      begin = facts.length;
      inPython = false;
      const words = commandsIn(args, { operators: false })[0] ?? [];
      const [as, name] = words.slice(1).map((word) => knownText(word, global));
      const [named, at] = [namedImage(words[0], global), file.at(args.offsets[0] ?? 0)];
      const base = stages.get(named.text.toLowerCase());
      if (base === undefined) addFacts(facts, [...baseImage(named, at), ...openImage(named, stages.keys(), at)]);
      const own = base === undefined ? plainBase(named, at) : base.base;
      const program = base?.program ?? loaderOfImage(named.text);
      current = {
        stage: newStage(base?.stage.env),
        program,
        entrypoint: base?.entrypoint ?? null,
        commands: [],
        copies: new Map(base?.copies),
        base: own,
      };
      if (as?.toLowerCase() === 'as' && name !== undefined) stages.set(name.toLowerCase(), current);
    } else if (keyword === 'ARG' || keyword === 'ENV') {
      const set = keyword === 'ARG' ? readArg(args, stage, global, file) : readEnv(args, stage, file);
      for (const [name, { site }] of set) if (site !== null) names.set(site, name);
      addFacts(facts, indexes(set, args.offsets[0] ?? 0, file));
      if (keyword === 'ENV') addFacts(facts, endpoints(set, args.offsets[0] ?? 0, file));
      addFacts(options, variableLoads(set, file.at(args.offsets[0] ?? 0), keyword === 'ARG'));
    } else if (keyword === 'SHELL') inPython = isPython(programOf(args));
    else if (keyword === 'RUN' && inPython && jsonList(args) === null) addFacts(facts, outer.python(args, null, true));
    else if (keyword === 'RUN' || keyword === 'ADD') addFacts(facts, built(instruction, stage, outer));
    else if (keyword === 'HEALTHCHECK') addFacts(facts, built(withoutOptions(instruction), stage, outer));
    else if (keyword === 'CMD') current.commands.push(args);
    else if (keyword === 'ENTRYPOINT') current.entrypoint = { args, own: true };
    if (keyword === 'CMD' || keyword === 'ENTRYPOINT') addFacts(options, optionLoads(args, file));
    if (instruction.documents.length > MAX_DOCUMENTS) facts.push(tooMany(`${MAX_DOCUMENTS} here-documents of one instruction`));
    if (keyword === 'COPY' || keyword === 'ADD') addFacts(facts, copied(instruction, current, outer));
    const images = instruction.from.filter((name) => !stages.has(name.toLowerCase()) && !/^\d+$/.test(name));
    addFacts(facts, takenFrom(images, instruction, file));
  }
  addFacts(facts, containerStartFacts(current, outer));
  // What another stage made is mostly copied into the last one.
  if (facts.some(isOfAi)) addFacts(bases, current.base);
  addFacts(facts, [...new Set(bases)]);
  const read = new Set(facts.flatMap((fact) => (fact.kind === 'load' ? [fact.line] : [])));
  addFacts(
    facts,
    options.filter(({ line }) => !read.has(line)),
  );
  const all = limitedFacts(onlySoleUses(facts, names, text));
  return instructions.length > MAX_INSTRUCTIONS ? [...all, tooMany(`${MAX_INSTRUCTIONS} instructions`)] : all;
}

/** Something of AI is installed, loaded or started there. */
function isOfAi(fact: Fact): boolean {
  if (fact.kind === 'package')
    return isFramework(fact.ecosystem, fact.name) || (fact.group !== 'development' && programAt(fact.location ?? '') !== null);
  return fact.kind === 'load' || (fact.kind === 'run' && fact.component === 'image');
}

/** `COPY --from=ollama/ollama /bin/ollama /bin/`: an image of AI, or one of which a folder of models is taken. */
function takenFrom(images: readonly string[], { keyword, args }: Instruction, file: PlacedFile): Fact[] {
  const holdsModels = args.text.split(/\s+/).some((word) => isFolderOfModels(word) || namesModelFile(word, false));
  return images.flatMap((name) => {
    const isMeant = holdsModels || HOLDS_MODELS.test(name);
    const fact = imageFact(imageText(name), keyword, file.at(args.offsets[0] ?? 0), null, isMeant);
    return fact === null ? [] : [fact];
  });
}

/** An image that says of itself that it holds weights, and no program. */
const HOLDS_MODELS = /(?:^|[-_/])(?:weights|models?|checkpoints?|gguf|lora|llm)(?:$|[-_:@])/i;

/** The text of a word with the variables from before the first FROM. */
function knownText(word: Word, global: Stage): string {
  const { value } = wordValue(word, duringBuild(global));
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  return fixed?.kind === 'literal' ? fixed.text : '';
}

function programOf(args: Mapped): string | null {
  const [program] = jsonList(args) ?? [];
  return program === undefined ? null : plainText(program);
}

/** `HEALTHCHECK --interval=5m CMD command` */
function withoutOptions(instruction: Instruction): Instruction {
  const { args } = instruction;
  const at = /(?:^|\s)CMD\s/i.exec(args.text);
  return { ...instruction, args: at === null ? part(args, args.text.length) : part(args, at.index + at[0].length) };
}

/** What a build runs. */
function built({ keyword, args, checksum, documents }: Instruction, stage: Stage, outer: SharedContext): Fact[] {
  const context = { ...outer, variables: duringBuild(stage), implicit: null };
  const list = jsonList(args);
  if (list !== null) return commandFacts(list, context);
  const line = scriptFacts(args, context);
  if (keyword === 'ADD') return line.map((fact) => (fact.kind === 'load' ? withDigest(fact, checksum) : fact));
  const [command = []] = commandsIn(args);
  return [...line, ...documents.flatMap((one) => documentFacts({ command, ...one }, context))];
}

/** `ADD --checksum=sha256:… https://…` */
function withDigest(load: LoadFact, checksum: string | null): LoadFact {
  const digest = checksum === null || load.hub !== 'url' ? null : statedDigestIn(checksum);
  return digest === null ? load : { ...load, digest };
}

/** Where the packages of the build come from. */
function indexes(set: VariablesSet, offset: number, file: PlacedFile): Fact[] {
  return set.flatMap(([name, { value, site }]) => {
    const fixed = value.kind === 'overridable' ? value.fallback : value;
    return indexInVariable(name, fixed?.kind === 'literal' ? fixed.text : null, site ?? file.at(offset));
  });
}

/** The servers that this ENV names (T9). */
function endpoints(set: VariablesSet, offset: number, file: PlacedFile): EndpointFact[] {
  return set.flatMap(([variable, { value }]): EndpointFact[] =>
    ENDPOINT_VARIABLES.has(variable) ? [{ kind: 'endpoint', variable, value, ...file.at(offset) }] : [],
  );
}

/** A variable that anything else reads or sets, too, may mean something else there: a commit is not written to it. */
function onlySoleUses(facts: readonly Fact[], names: ReadonlyMap<PinSite, string>, text: string): Fact[] {
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
