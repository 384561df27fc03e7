/** One file to its facts: who reads which of its bytes, and what is said where a thread or a stream failed. */
import type { Detector, FileInput } from '../../discover/detector.ts';
import { isReadAsText } from '../../discover/readers.ts';
import { stampedBy } from '../../discover/stamped.ts';
import { collectorOf } from '../../inspect/collect.ts';
import { isPointerText } from '../../inspect/pointer-text.ts';
import type { Structure, StructureKind } from '../../inspect/structure.ts';
import type { Depth, DigestResult, Fact, ProblemCode, ProblemFact, Stamped, Tree, TreeEntry } from '../../model/index.ts';
import type { DetectorAnswer, Pool, PoolResult } from './pool.ts';

const HEAD_BYTES = 64 * 1024;

export interface FactsOfFile {
  readonly facts: readonly Stamped[];
  /** Reading it again would say the same. */
  readonly complete: boolean;
}

export async function factsOf(
  tree: Tree,
  entry: TreeEntry,
  detectors: readonly Detector[],
  depth: Depth,
  pool: Pool,
): Promise<FactsOfFile> {
  const limit = Math.max(...detectors.map((detector) => (detector.reads === 'head' ? HEAD_BYTES : detector.limit)));
  const read = await tree.read(entry, limit);
  if (read.state !== 'ok') return { facts: stampedBy(READING, [problem(read.state, read.detail)]), complete: false };
  // T34: nobody sees here what a checkout puts in its place.
  if (isReadAsText(entry.path) && isPointerText(read.bytes))
    return {
      facts: stampedBy(READING, [
        problem('hidden-pointer', 'a pointer of Git LFS or git-annex: a checkout puts another text in its place'),
      ]),
      complete: true,
    };
  const said = new Map<Detector, readonly Stamped[]>();
  const asked: Asked[] = [];
  let complete = true;
  let digest: DigestResult | null = null;
  for (const detector of detectors) {
    if (detector.reads === 'text' && read.size > detector.limit) {
      const message = `${read.size} bytes; files of this kind are read up to ${detector.limit} bytes`;
      said.set(detector, stampedBy(detector, [problem('too-large', message)]));
      continue;
    }
    const input = { bytes: detector.reads === 'head' ? read.bytes.subarray(0, HEAD_BYTES) : read.bytes, size: read.size, depth };
    const kind = detector.structure?.(input) ?? null;
    const seen = kind === null ? null : await collected(tree, entry, kind);
    if (seen !== null && seen.digest.state !== 'ok') {
      said.set(detector, stampedBy(detector, [problem(seen.digest.state, seen.digest.detail)]));
      complete = false;
      continue;
    }
    digest = seen?.digest ?? digest;
    asked.push({ detector, input: seen === null ? input : { ...input, structure: seen.structure } });
  }
  for (const group of Map.groupBy(asked, ({ input }) => input.structure ?? input.bytes.length).values())
    for (const [detector, answer] of await answersOf(group, pool)) {
      said.set(detector, answer.state === 'ok' ? stampedHere(detector, answer.facts) : stampedBy(detector, [failed(answer)]));
      complete &&= answer.state === 'ok';
    }
  return digested(
    tree,
    entry,
    detectors.flatMap((detector) => said.get(detector) ?? []),
    complete,
    digest,
  );
}

interface Asked {
  readonly detector: Detector;
  readonly input: FileInput;
}

type Answer = { readonly state: 'ok'; readonly facts: readonly Fact[] } | Exclude<PoolResult, { readonly state: 'ok' }>;

/** Of detectors that read the same bytes. */
async function answersOf(group: readonly Asked[], pool: Pool): Promise<(readonly [Detector, Answer])[]> {
  const [first] = group;
  if (first === undefined) return [];
  const result = await pool.run({ detectors: group.map(({ detector }) => detector.id), ...first.input });
  if (result.state === 'ok') return group.map(({ detector }, index) => [detector, answerOf(result.answers[index])]);
  if (group.length === 1) return [[first.detector, result]];
  // Which of them it was, and what the others say, only asking each alone tells.
  const each: (readonly [Detector, Answer])[] = [];
  for (const one of group) each.push(...(await answersOf([one], pool)));
  return each;
}

function answerOf(answer: DetectorAnswer | undefined): Answer {
  const failure = answer === undefined ? 'no answer' : answer.failure;
  return failure === null ? { state: 'ok', facts: answer?.facts ?? [] } : { state: 'crashed', detail: failure };
}

function failed({ state, detail }: Exclude<Answer, { readonly state: 'ok' }>): ProblemFact {
  return problem(state === 'timeout' ? 'timeout' : 'unreadable', detail);
}

/** One stream gives both: what the whole file is made of, and its SHA-256. */
async function collected(tree: Tree, entry: TreeEntry, kind: StructureKind): Promise<{ digest: DigestResult; structure: Structure }> {
  const collector = collectorOf(kind);
  const digest = await tree.digest(entry, (chunk) => collector.feed(chunk));
  return { digest, structure: collector.structure() };
}

/** Weights get their SHA-256 here: a detector sees only the head, and weight bytes never leave the stream (design, section 2). */
async function digested(
  tree: Tree,
  entry: TreeEntry,
  facts: readonly Stamped[],
  complete: boolean,
  known: DigestResult | null,
): Promise<{ facts: readonly Stamped[]; complete: boolean }> {
  if (!facts.some((fact) => fact.kind === 'weights' && fact.sha256 === null)) return { facts, complete };
  const digest = known ?? (await tree.digest(entry));
  if (digest.state !== 'ok') return { facts: [...facts, ...stampedBy(READING, [problem(digest.state, digest.detail)])], complete: false };
  return {
    facts: facts.map((fact) =>
      fact.kind === 'weights' && fact.sha256 === null ? { ...fact, sha256: digest.sha256, size: digest.size } : fact,
    ),
    complete,
  };
}

/** What a thread sent is nobody else's: it is stamped where it is, and not copied. */
function stampedHere({ id }: Detector, facts: readonly Fact[]): Stamped[] {
  return facts.map((fact) => Object.assign(fact, { detector: id }));
}

/** Who says what is wrong with a file before any detector sees it. */
const READING = { id: 'reading' };

function problem(code: ProblemCode, message: string): ProblemFact {
  return { kind: 'problem', code, message, line: 1, column: 1 };
}
