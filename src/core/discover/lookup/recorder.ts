/** Keeps what the answers that each file got rest on (design, section 2). Nobody pays who does not record. */
import type { Lookup, LookupAnswers, LookupKind, LookupQuestion } from './question.ts';

export interface Recorder {
  /** `lookup`, as linking `path` asks it. */
  of(path: string, lookup: Lookup): Lookup;
  /** By the path of who asked. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `basisOf`: what an answer rests on. `without`: a kind that is left out, for tests that show that each counts. */
export function createRecorder(
  basisOf: (question: LookupQuestion, answer: LookupAnswers[LookupKind]) => readonly string[],
  without: LookupKind | null = null,
): Recorder {
  const needs = new Map<string, Set<string>>();
  const views = new Map<string, Lookup>();
  return {
    needs,
    of(path, lookup) {
      const before = views.get(path);
      if (before !== undefined) return before;
      const own = new Set<string>();
      needs.set(path, own);
      const seen = new Set<string>();
      const view: Lookup = {
        ask(question) {
          const answer = lookup.ask(question);
          const asked = JSON.stringify(question);
          if (question.kind === without || seen.has(asked)) return answer;
          seen.add(asked);
          for (const key of basisOf(question, answer)) own.add(key);
          return answer;
        },
      };
      views.set(path, view);
      return view;
    },
  };
}
