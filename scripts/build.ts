/** Bundles dist/: the Action, the command line, the App, their threads, the grammars, the embedded database's first folder, the licenses of what is inside. `--check` proves that dist/ equals a fresh build. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { namedFiles } from './build/chunks.ts';
import { knownServers, lateCollator, leanSeeds, leanWords } from './build/lean.ts';
import { licensesOf } from './build/licenses.ts';
import { digestOfSources } from './build/sources.ts';
import { throughDoor } from './build/through-door.ts';
import { requireDependencies } from './build/packages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** Shipped as files of their own, so no input of the bundle. */
const SHIPPED = [
  'node_modules/web-tree-sitter/package.json',
  'node_modules/tree-sitter-python/package.json',
  'node_modules/@electric-sql/pglite/package.json',
];

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

async function bundle(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const define = { WEIGHBRIDGE_BUILD: JSON.stringify(await digestOfSources(join(root, 'src', 'core'))) };
  const programs = {
    action: 'src/action/index.ts',
    cli: 'src/cli/launcher.ts',
    weighbridge: 'src/cli/main.ts',
    worker: 'src/core/io/extract/worker.ts',
    'digest-worker': 'src/core/io/digest/digest-worker.ts',
  };
  const alone = await build({
    ...COMMON,
    define,
    entryPoints: programs,
    outdir,
    write: false,
    // What only one verb needs, such as the client of a trust root with its HTTP agents, is loaded when that verb runs.
    splitting: true,
    plugins: [leanSeeds, leanWords, lateCollator, knownServers, throughDoor(join(root, 'src'))],
    // jsonc-parser's CommonJS form asks for files that a bundle does not have.
    mainFields: ['module', 'main'],
    // CommonJS dependencies ask for `require`, which ESM lacks.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  for (const { name, contents } of namedFiles(alone, new Set(Object.keys(programs).map((name) => `${name}.js`))))
    await writeFile(join(outdir, name), contents, { mode: name === 'cli.js' ? 0o755 : 0o644 });
  // A server is installed with its dependencies, which read files of their own (a database among them); it takes the threads from beside it.
  const installed = await build({
    ...COMMON,
    define,
    entryPoints: { app: 'app/launcher.ts', 'weighbridge-app': 'app/main.ts' },
    outdir,
    plugins: [knownServers],
    packages: 'external',
  });
  await requireDependencies(root, installed.metafile);
  execFileSync(process.execPath, [fileURLToPath(new URL('./build/data-folder.ts', import.meta.url)), join(outdir, 'pgdata.tar.br')], {
    stdio: 'inherit',
  });
  const inputs = [alone, installed].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await cp(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(outdir, 'web-tree-sitter.wasm'));
  await cp(require.resolve('tree-sitter-python/tree-sitter-python.wasm'), join(outdir, 'tree-sitter-python.wasm'));
  await writeFile(join(outdir, 'LICENSES.txt'), await licensesOf(root, [...inputs, ...SHIPPED]));
}

async function sameFolder(a: string, b: string): Promise<string[]> {
  const names = new Set([...(await readdir(a).catch(() => [])), ...(await readdir(b))]);
  const different: string[] = [];
  for (const name of [...names].sort()) {
    const [left, right] = await Promise.all([a, b].map((folder) => readFile(join(folder, name)).catch(() => null)));
    if (left === null || right === null || left === undefined || right === undefined || !left.equals(right)) different.push(name);
  }
  return different;
}

if (process.argv.includes('--check')) {
  const fresh = await mkdtemp(join(tmpdir(), 'weighbridge-dist-'));
  await bundle(fresh);
  const different = await sameFolder(join(root, 'dist'), fresh);
  await rm(fresh, { recursive: true, force: true });
  if (different.length > 0) {
    console.error(`dist/ is not a fresh build: ${different.join(', ')}. Run "npm run build" and commit dist/.`);
    process.exit(1);
  }
  console.log('dist/ equals a fresh build.');
} else {
  // A build that fails leaves what was there.
  const fresh = await mkdtemp(join(tmpdir(), 'weighbridge-dist-'));
  await bundle(fresh);
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await cp(fresh, join(root, 'dist'), { recursive: true });
  await rm(fresh, { recursive: true, force: true });
}
