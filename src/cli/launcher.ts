#!/usr/bin/env node
/** Says in one line that Node is too old, before anything is loaded that an old Node cannot read. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15) || major === 25) {
  console.error(
    `weighbridge needs Node 24.15 or newer (not 25); this is ${process.versions.node}. Install it, for example with "npx -y -p node@24 -- node dist/cli.js".`,
  );
  process.exitCode = 2;
} else if (process.argv[2] === '--version' || process.argv[2] === '-v') {
  console.log((await import('./version.ts')).version);
} else {
  const { enableCompileCache } = await import('node:module');
  // Half of a start is compiling: kept between runs, for this user alone. It holds code of ours and nothing of what is checked (T17).
  if (process.env['HOME'] !== undefined)
    enableCompileCache(`${process.env['XDG_CACHE_HOME'] ?? `${process.env['HOME']}/.cache`}/weighbridge/code`);
  // A run holds nearly all that it makes. V8 would answer with ever more room for what is new: a hundred megabytes, for a twentieth of the time.
  (await import('node:v8')).setFlagsFromString('--semi-space-growth-factor=1');
  const main = new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './weighbridge.js', import.meta.url);
  const { main: run } = (await import(main.href)) as typeof import('./main.ts');
  process.exitCode = await run(process.argv.slice(2));
}
