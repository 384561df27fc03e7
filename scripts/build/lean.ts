/** What stays out of the bundle: parts of libraries that no program here uses, and that every start would read. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** The trust root, and the keys of registries, which stand under their host names. */
const KEPT = /^(?:trusted_root\.json|[a-z0-9.-]+%2Fkeys\.json)$/;

type Seeds = Readonly<Record<string, { readonly targets: Readonly<Record<string, string>> }>>;

/** Of what @sigstore/tuf carries for a start without a network only these are used. */
export const leanSeeds: Plugin = {
  name: 'lean-seeds',
  setup(build) {
    build.onLoad({ filter: /[\\/]@sigstore[\\/]tuf[\\/]seeds\.json$/ }, async ({ path }) => {
      const seeds = JSON.parse(await readFile(path, 'utf8')) as Seeds;
      const lean = Object.entries(seeds).map(([url, one]) => {
        const targets = Object.fromEntries(Object.entries(one.targets).filter(([name]) => KEPT.test(name)));
        if (Object.keys(targets).length !== 2) throw new Error(`${path} has no trust root, or no keys of a registry, for ${url}`);
        return [url, { ...one, targets }] as const;
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

/** Nobody here compares by the collator that packageurl-js makes as it is loaded: making one takes as long as half of Node's own start. */
export const lateCollator: Plugin = {
  name: 'late-collator',
  setup(build) {
    build.onLoad({ filter: /[\\/]packageurl-js[\\/]src[\\/]strings\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const late = text.replace(EAGER, 'let collator;\nconst localeCompare = (a, b) => (collator ??= new Intl.Collator()).compare(a, b);');
      if (late === text) throw new Error(`${path} makes no collator, or in another way`);
      return { contents: late, loader: 'js' };
    });
  },
};

const EAGER = 'const { compare: localeCompare } = new Intl.Collator()';

/** Of three libraries one address each is used: they are looked up here, once, and the libraries stay out. */
export const knownServers: Plugin = {
  name: 'known-servers',
  setup(build) {
    build.onLoad({ filter: /[\\/]ecosystems[\\/]public-servers\.ts$/ }, async ({ path }) => {
      const servers = (await import(pathToFileURL(path).href)) as Readonly<Record<string, string>>;
      const lines = Object.entries(servers).map(([name, address]) => `export const ${name} = ${JSON.stringify(address)};`);
      return { contents: lines.join('\n'), loader: 'ts' };
    });
  },
};
