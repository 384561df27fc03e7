/** The one order of answers: who serves a thing, then the lock as the base has it, then what the change writes into the lock (T8). Pure. */
import type { HubFacts } from '../model/index.ts';
import type { Host, HostResult } from './host.ts';

/** What one host says of a subject. */
export interface Statement {
  readonly host: Pick<Host, 'id' | 'vouches'>;
  readonly result: HostResult;
}

/** Nobody said anything because nobody could be asked. What is missing, gone or elsewhere is an answer. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'rate-limited',
  'server-error',
  'unreachable',
  'timeout',
  'offline',
  'not-asked',
  'budget',
  'unauthorized',
  'gated',
]);

/** Whether this says that nobody could be asked, and so nothing about the thing itself. */
export function isSilence(reason: string): boolean {
  return NO_ANSWER.has(reason);
}

/** Behind whoever serves the thing, in this order. */
const LOCKS: readonly string[] = ['lock-base', 'lock-head'];

/**
 * Of several statements about one thing, in any order. The most trusted one counts, whatever it says: what a host did say is never overruled
 * by a less trusted one. Where it said nothing, or left open only where the commit is reachable from, the next one that vouches stands in, for
 * exactly that.
 */
export function mostTrusted(statements: readonly [Statement, ...Statement[]]): Statement {
  const [first, ...others] = statements.toSorted((a, b) => LOCKS.indexOf(a.host.id) - LOCKS.indexOf(b.host.id));
  if (first === undefined) return statements[0];
  const next = others.find(({ host }) => host.vouches.revision);
  if (next?.result.state !== 'facts') return first;
  if (first.result.state === 'unresolved') return isSilence(first.result.reason) ? next : first;
  const { facts } = first.result;
  const other = next.result.facts;
  if (facts.reachable !== 'unknown' || facts.digestsConsistent !== true || !agree(facts, other)) return first;
  const { reachable, reachableDetail } = other;
  return { host: next.host, result: { state: 'facts', facts: { ...facts, reachable, reachableDetail } } };
}

/** Nothing of what both say differs. */
function agree(a: HubFacts, b: HubFacts): boolean {
  if (a.commit?.toLowerCase() !== b.commit || a.redirectedTo !== null || a.files.length !== b.files.length) return false;
  if (a.repositoryId !== undefined && b.repositoryId !== undefined && a.repositoryId !== b.repositoryId) return false;
  const others = new Map(b.files.map((file) => [file.path, file]));
  return a.files.every(({ path, size, hashes }) => {
    const other = others.get(path);
    return other?.size === size && hashes.every(({ algorithm, value }) => has(other.hashes, algorithm, value));
  });
}

function has(hashes: HubFacts['files'][number]['hashes'], algorithm: string, value: string): boolean {
  return hashes.every((one) => one.algorithm !== algorithm || one.value === value);
}
