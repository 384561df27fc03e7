/** Of what @sigstore/tuf carries for a start without a network only the trust roots are used: keys of others stay out of the bundle. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const KEPT = 'trusted_root.json';

type Seeds = Readonly<Record<string, { readonly targets: Readonly<Record<string, string>> }>>;

export const leanSeeds: Plugin = {
  name: 'lean-seeds',
  setup(build) {
    build.onLoad({ filter: /[\\/]@sigstore[\\/]tuf[\\/]seeds\.json$/ }, async ({ path }) => {
      const seeds = JSON.parse(await readFile(path, 'utf8')) as Seeds;
      const lean = Object.entries(seeds).map(([url, one]) => {
        const root = one.targets[KEPT];
        if (root === undefined) throw new Error(`${path} has no ${KEPT} for ${url}`);
        return [url, { ...one, targets: { [KEPT]: root } }] as const;
      });
      return { contents: JSON.stringify(Object.fromEntries(lean)), loader: 'json' };
    });
  },
};
