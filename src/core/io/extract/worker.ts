/**
 * The worker thread in which hostile bytes are parsed (T18). It holds no credential, opens no file but the grammar,
 * and reads one file at a time, and says which, so that its master knows which file a hang belongs to.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { Language, Parser } from 'web-tree-sitter';
import type { Detector, FileInput, GrammarId, Grammars } from '../../discover/detector.ts';
import { detectors } from '../../discover/index.ts';
import { pack } from './packed.ts';
import { beginJob, type FactAnswer, type FactJob, type FactResult, type JobProgress } from './protocol.ts';

const byId = new Map(detectors.map((detector) => [detector.id, detector]));
const parsers = new Map<GrammarId, Promise<Parser>>();

/** In the bundle the grammars lie beside this file; in the sources they come from their packages. */
const bundled = import.meta.url.endsWith('.js');
const require = createRequire(import.meta.url);
function wasmPath(name: 'web-tree-sitter' | 'tree-sitter-python'): string | URL {
  if (bundled) return new URL(`./${name}.wasm`, import.meta.url);
  return require.resolve(
    name === 'web-tree-sitter' ? 'web-tree-sitter/web-tree-sitter.wasm' : 'tree-sitter-python/tree-sitter-python.wasm',
  );
}

async function loadParser(): Promise<Parser> {
  const wasmBinary = await readFile(wasmPath('web-tree-sitter'));
  await Parser.init({ wasmBinary });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(wasmPath('tree-sitter-python'))));
  return parser;
}

async function grammarsFor(detector: Detector, input: FileInput): Promise<Grammars> {
  const id = detector.grammar(input);
  if (id === null) return {};
  const parser = parsers.get(id) ?? loadParser();
  parsers.set(id, parser);
  return { [id]: await parser };
}

/** The detectors share the input: what one of them has worked out of the bytes, the next one finds. */
async function run({ id, detectors: asked, ...input }: FactJob): Promise<FactResult> {
  const answers: FactAnswer[] = [];
  for (const name of asked) {
    beginJob(workerData as JobProgress, { id });
    answers.push(await ask(name, input));
  }
  return { id, answers };
}

async function ask(name: string, input: FileInput): Promise<FactAnswer> {
  const detector = byId.get(name);
  if (detector === undefined) return { facts: [], failure: `no detector "${name}"` };
  try {
    return { facts: detector.facts(input, await grammarsFor(detector, input)).map(pack), failure: null };
  } catch (error) {
    return { facts: [], failure: error instanceof Error ? error.message : 'unknown failure' };
  }
}

/** Answers are sent together: a message costs as much as a small file. None waits longer than this for the file behind it to begin. */
const SOON_MS = 10;

async function answer(jobs: readonly FactJob[]): Promise<void> {
  let done: FactResult[] = [];
  let sent = performance.now();
  for (const job of jobs) {
    done.push(await run(job));
    if (performance.now() - sent < SOON_MS) continue;
    parentPort?.postMessage(done);
    done = [];
    sent = performance.now();
  }
  if (done.length > 0) parentPort?.postMessage(done);
}

// One queue: files are read in order, one at a time.
let queue: Promise<void> = Promise.resolve();
parentPort?.on('message', (jobs: readonly FactJob[]) => {
  queue = queue.then(() => answer(jobs));
});
