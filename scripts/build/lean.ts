/** What stays out of the bundle: parts of libraries that no program here uses, and that every start would read. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const KEPT = 'trusted_root.json';

type Seeds = Readonly<Record<string, { readonly targets: Readonly<Record<string, string>> }>>;

/** Of what @sigstore/tuf carries for a start without a network only the trust roots are used; keys of others are not. */
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

/** zod brings its words in fifty languages; ours are English, which it loads by itself. */
export const leanWords: Plugin = {
  name: 'lean-words',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};', loader: 'js' }));
  },
};
