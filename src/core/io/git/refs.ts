/** Refs of a repository by their whole names (T14). git's own look-up is no use here: it takes a tag called "refs/heads/main" for that branch where there is none. */
import { commitBehind } from './commit.ts';
import type { ObjectReader } from './object-reader.ts';
import { type GitCall, runGit } from './run.ts';

export interface Refs {
  /** The commit of each, or null. All that is asked in one turn is one process. */
  commitsOf(names: readonly string[]): Promise<(string | null)[]>;
  /** The ref that a symbolic one names, where that exists; else null. */
  target(name: string): Promise<string | null>;
}

interface Ref {
  readonly id: string;
  readonly target: string | null;
}

type Found = ReadonlyMap<string, Ref>;

export function createRefs(call: GitCall, reader: ObjectReader): Refs {
  let open: { readonly names: Set<string>; readonly found: Promise<Found> } | null = null;

  function look(names: readonly string[]): Promise<Found> {
    if (open === null) {
      const asked = new Set<string>();
      const turn = new Promise((resolve) => void setImmediate(resolve)).then(() => {
        open = null;
        return refsIn(call, [...asked]);
      });
      open = { names: asked, found: turn };
    }
    for (const name of names) open.names.add(name);
    return open.found;
  }

  return {
    async commitsOf(names) {
      const found = await look(names);
      return Promise.all(
        names.map(async (name) => {
          const id = found.get(name)?.id;
          return id === undefined ? null : commitBehind(reader, id);
        }),
      );
    },
    target: async (name) => (await look([name])).get(name)?.target ?? null,
  };
}

/** No name of a ref has a space in it. */
async function refsIn(call: GitCall, names: readonly string[]): Promise<Found> {
  const output = await runGit(call, ['for-each-ref', '--format=%(refname) %(objectname) %(symref)', ...names]);
  const refs = output.stdout.toString('utf8').split('\n');
  return new Map(
    refs.map((line) => {
      const [name = '', id = '', target = ''] = line.split(' ');
      return [name, { id, target: target === '' ? null : target }];
    }),
  );
}
