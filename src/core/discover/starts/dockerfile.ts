/** Dockerfiles: the code that an image is started with, and the servers that it is told (T37, T42). */
import type { Fact, StartFact } from '../../model/index.ts';
import { limitedFacts, tooMany } from '../languages/shell/limits.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import type { Detector, FileInput } from '../detector.ts';
import { isDockerfile } from '../configs/dockerfile/index.ts';
import { readInstructions } from '../configs/dockerfile/instructions.ts';
import { noGrammar } from '../text-input.ts';
import type { StartedCode } from './command.ts';
import { settingFacts, startFacts, type StartsFact } from './facts.ts';
import { inFolder } from './paths.ts';
import { type Copy, type ImageStage, below, clean, processOf, processSettings, readStages } from './stages.ts';

const MAX_INSTRUCTIONS = 5_000;
const MAX_STAGES = 100;
export const dockerfileStartsDetector: Detector = {
  id: 'starts-dockerfile',
  version: 4,
  about: {
    title: 'What images are started with',
    motivation:
      'A folder called "demo" ships like any other when the container runs it; and what the image tells the process decides which server answers.',
    decides:
      'The stages that nothing else is built on: CMD and ENTRYPOINT, COPY and ADD (through COPY --from), RUN, WORKDIR and ENV. Known are Python (files, -m, -c), shells, and the usual servers and launchers. ' +
      'A folder of tests or examples that COPY names is product; a start that cannot be followed makes the whole copied context product. ENV of HF_ENDPOINT and its like counts for the code that is started, or else for the package.',
    remedy: 'Start the code by a path or module that can be read, and copy only what ships.\nCMD ["python", "-m", "acme.serve"]',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 1024 * 1024,
  wants: (path) => isDockerfile(path),
  grammar: noGrammar,
  facts: readStarts,
};

function readStarts(input: FileInput): readonly Fact[] {
  const file = placedFile(new TextDecoder().decode(input.bytes));
  const instructions = readInstructions(file.text);
  const all = readStages(instructions.slice(0, MAX_INSTRUCTIONS), file);
  const stages = all.slice(-MAX_STAGES);
  const told = stages.flatMap((stage, index) =>
    isBuilt(stage, index === stages.length - 1) ? ofStage(stage, `stage ${index}`, file) : [],
  );
  const facts = [...new Map(told.map((fact) => [JSON.stringify(fact), fact])).values()];
  return [
    ...limitedFacts(facts.toSorted((a, b) => a.line - b.line || a.column - b.column)),
    ...(instructions.length > MAX_INSTRUCTIONS ? [tooMany(`${MAX_INSTRUCTIONS} instructions`)] : []),
    ...(all.length > MAX_STAGES ? [tooMany(`${MAX_STAGES} stages`)] : []),
  ];
}

/** The last stage, and those that are an end of their own; not the ones that are there for tests. */
function isBuilt(stage: ImageStage, isLast: boolean): boolean {
  return (
    isLast ||
    stage.usedBy === 'copy' ||
    (stage.usedBy === 'nobody' && !/(?:^|[-_.])(?:tests?|testing|lint|ci|check|docs?)(?:$|[-_.])/.test(stage.name))
  );
}

function ofStage(stage: ImageStage, unit: string, file: ReturnType<typeof placedFile>): StartsFact[] {
  const told = [...startFacts(stage.ran, unit, file), ...settingFacts(stage.settings, unit, file)];
  // What another stage takes from it, that stage has copied.
  if (stage.usedBy === 'copy') return told;
  const process = processOf(stage);
  const copied = stage.copies.map((copy): StartFact => copyFact(copy, unit, file));
  const placed = process.map((one) => inContext(one, stage.copies));
  return [...told, ...settingFacts(processSettings(stage), unit, file), ...copied, ...startFacts(placed, unit, file)];
}

function copyFact({ from, offset }: Copy, unit: string, file: ReturnType<typeof placedFile>): StartFact {
  return { kind: 'start', what: 'copy', targets: [from], folders: [], unit, by: 'process', ...file.at(offset) };
}

/** Where a path of the image lies in the build context. */
function inContext(one: StartedCode, copies: readonly Copy[]): StartedCode {
  return {
    ...one,
    targets: one.what === 'file' ? one.targets.flatMap((path) => [path, ...sources(path, copies)]) : one.targets,
    folders: one.folders.flatMap((path) => [path, ...sources(path, copies)]),
  };
}

function sources(path: string, copies: readonly Copy[]): string[] {
  return copies.slice(0, 50).flatMap(({ from, to }) => {
    const rest = below(clean(path), to);
    if (rest === null) return [];
    if (rest === '') return [from];
    // A file keeps its name in a folder; of a folder, what it holds is copied.
    return rest === from.slice(from.lastIndexOf('/') + 1) ? [from, inFolder(from, rest)] : [inFolder(from, rest)];
  });
}
