/** Keeps what each file asked, with a digest of the answer, misses included (design, section 2). Nobody pays who does not record. */
import { createHash } from 'node:crypto';
import type { LookupAnswers, Definitions, Lookup, LookupQuestion, LookupKind } from './question.ts';

export interface AskedQuestion {
  readonly question: LookupQuestion;
  readonly digest: string;
}

export interface Recorder {
  /** `lookup`, as linking `path` asks it. */
  of(path: string, lookup: Lookup): Lookup;
  /** By the path of who asked; each question once. */
  readonly asked: ReadonlyMap<string, readonly AskedQuestion[]>;
}

export function createRecorder(): Recorder {
  const byPath = new Map<string, Map<string, AskedQuestion>>();
  return {
    get asked() {
      return new Map([...byPath].map(([path, asked]) => [path, [...asked.values()]]));
    },
    of(path, lookup) {
      const own = byPath.get(path) ?? new Map<string, AskedQuestion>();
      byPath.set(path, own);
      return {
        ask(question) {
          const answer = lookup.ask(question);
          const key = JSON.stringify(question);
          if (!own.has(key)) own.set(key, { question, digest: digestOf(answer) });
          return answer;
        },
      };
    },
  };
}

/** The digest of what a tree answers to a recorded question. */
export function digestAsked(lookup: Lookup, question: LookupQuestion): string {
  return digestOf(lookup.ask(question));
}

/** Of one file many ask the same. */
const known = new WeakMap<Definitions, string>();
const MAX_PLAIN = 60;

/** A short answer is its own digest. */
function digestOf(answer: LookupAnswers[LookupKind]): string {
  if (!isDefinitions(answer)) return digestText(JSON.stringify(answer));
  const before = known.get(answer);
  if (before !== undefined) return before;
  const { complete, imports, own, scopes, loads } = answer;
  const digest = digestText(JSON.stringify([complete, loads, imports, [...own], scopes]));
  known.set(answer, digest);
  return digest;
}

function digestText(text: string): string {
  return text.length <= MAX_PLAIN ? text : `sha256:${createHash('sha256').update(text).digest('base64url')}`;
}

function isDefinitions(answer: LookupAnswers[LookupKind]): answer is Definitions {
  return typeof answer === 'object' && answer !== null && 'imports' in answer;
}
