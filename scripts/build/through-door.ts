/**
 * The doors import from `core/index.ts`, which names everything. A bundler that splits takes all of it for whatever takes a part: so the
 * programs import each name from where it is defined.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const IMPORT = /import \{([^}]*)\} from '(?:\.\.\/)+core\/index\.ts';/g;
const EXPORT = /export (type )?\{([^}]*)\} from '\.\/([^']+)';/g;

/** `sources`: the folder that "core" and the doors lie in. */
export function throughDoor(sources: string): Plugin {
  const core = join(sources, 'core');
  const origins = originsIn(readFileSync(join(core, 'index.ts'), 'utf8'));
  return {
    name: 'through-door',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/](?:cli|action)[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const contents = text.replaceAll(IMPORT, (_, names: string) =>
          namesIn(names)
            .map(({ name, as }) => {
              const origin = origins.get(name);
              if (origin === undefined) throw new Error(`${path} imports ${name}, which core/index.ts does not give`);
              return `import { ${origin.name} as ${as} } from ${JSON.stringify(join(core, origin.file))};`;
            })
            .join(' '),
        );
        return { contents, loader: 'ts' };
      });
    },
  };
}

function originsIn(index: string): ReadonlyMap<string, { readonly name: string; readonly file: string }> {
  const origins = new Map<string, { readonly name: string; readonly file: string }>();
  for (const [, type, names = '', file = ''] of index.matchAll(EXPORT))
    if (type === undefined) for (const { name, as } of namesIn(names)) origins.set(as, { name, file });
  return origins;
}

/** "a, type B, c as d" → a, and c as d: types leave nothing behind. */
function namesIn(list: string): { readonly name: string; readonly as: string }[] {
  const words = list.split(',').map((one) => one.trim());
  return words.flatMap((one) => {
    if (one === '' || one.startsWith('type ')) return [];
    const [name = '', as = name] = one.split(' as ');
    return [{ name, as }];
  });
}
