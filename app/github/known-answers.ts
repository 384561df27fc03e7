/**
 * What GitHub answered before, to be asked whether it still holds. Nothing of it is believed without that question, so it outlives no change;
 * what one scope was told is told to no other (T26, T27). In memory: who starts anew asks once more.
 */
export interface KnownAnswer {
  readonly etag: string;
  readonly data: unknown;
}

export interface KnownAnswers {
  get(route: string, parameters: object): KnownAnswer | undefined;
  put(route: string, parameters: object, answer: { readonly headers: Readonly<Record<string, unknown>>; readonly data: unknown }): void;
}

/** Two for each base branch, two for each policy repository: those of some hundred repositories. The oldest go first. */
const MOST = 1000;

export function knownAnswers(): { of(scope: object): KnownAnswers } {
  const known = new Map<string, KnownAnswer>();
  return {
    of: (scope) => {
      const keyOf = (route: string, parameters: object): string => JSON.stringify([scope, route, parameters]);
      return {
        get(route, parameters) {
          const key = keyOf(route, parameters);
          const found = known.get(key);
          if (found !== undefined) {
            known.delete(key);
            known.set(key, found);
          }
          return found;
        },
        put(route, parameters, { headers, data }) {
          const { etag } = headers;
          if (typeof etag !== 'string') return;
          known.set(keyOf(route, parameters), { etag, data });
          const [oldest] = known.keys();
          if (known.size > MOST && oldest !== undefined) known.delete(oldest);
        },
      };
    },
  };
}
