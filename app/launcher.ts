#!/usr/bin/env node
/** Says in one line that Node is too old, before anything is loaded that an old Node cannot read. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15) || major === 25) {
  console.error(
    `weighbridge-app needs Node 24.15 or newer (not 25); this is ${process.versions.node}. The image of the Dockerfile has it.`,
  );
  process.exitCode = 2;
} else {
  const main = new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './weighbridge-app.js', import.meta.url);
  const { main: run } = (await import(main.href)) as typeof import('./main.ts');
  process.exitCode = await run(process.argv.slice(2));
}
