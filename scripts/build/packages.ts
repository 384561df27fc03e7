/** What a bundle takes from packages that are installed beside it must be installed with it. */
import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Throws with the names that package.json does not list in `dependencies`: an operator installs without the packages of developers. */
export async function requireDependencies(root: string, { outputs }: Metafile): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };
  const names = Object.values(outputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external ? [packageOf(path)] : [])),
  );
  const missing = [...new Set(names)].filter((name) => !isBuiltin(name) && !Object.hasOwn(manifest.dependencies, name));
  if (missing.length > 0) throw new Error(`not in "dependencies" of package.json: ${missing.join(', ')}`);
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

/** "@scope/name/file.json" → "@scope/name". */
function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
