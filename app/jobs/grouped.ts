/**
 * Group commit: what arrives while the database is busy with the same tenant waits, and is committed together, in the order in which it came. Who is
 * alone waits for nobody. Each is answered when its own commit is over, and not before (T30).
 */

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** One transaction is to stay one of milliseconds. */
const MOST = 100;

/**
 * `commit` does all of a group or nothing, and answers with one result for each. Where it fails, each is committed alone, so that one that cannot be
 * written takes no other with it; those who came later do not wait for that. One tenant never waits for another (T32).
 */
export function grouped<Item, Result>(
  commit: (tenant: number, items: readonly Item[]) => Promise<readonly Result[]>,
): (tenant: number, item: Item) => Promise<Result> {
  const lanes = new Map<number, Waiting<Item, Result>[]>();

  async function together(tenant: number, group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await commit(
        tenant,
        group.map(({ item }) => item),
      );
      for (const [at, { resolve }] of group.entries()) resolve(results[at] as Result);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) void together(tenant, [one]);
    }
  }

  async function run(tenant: number, waiting: Waiting<Item, Result>[]): Promise<void> {
    while (waiting.length > 0) await together(tenant, waiting.splice(0, MOST));
    lanes.delete(tenant);
  }

  return (tenant, item) =>
    new Promise((resolve, reject) => {
      const one = { item, resolve, reject };
      const waiting = lanes.get(tenant);
      if (waiting !== undefined) return void waiting.push(one);
      const fresh = [one];
      lanes.set(tenant, fresh);
      // What comes in the same turn of the event loop comes along.
      setImmediate(() => void run(tenant, fresh));
    });
}
