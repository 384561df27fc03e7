/** Writes the rules of the house into `.oxlintrc.json`: `node scripts/house.ts`. With --check it writes nothing, and fails when they are stale. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isRoom, roomOverrides } from './house/overrides.ts';

const FORMATTER = fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url));
const FILE = fileURLToPath(new URL('../.oxlintrc.json', import.meta.url));

const now = readFileSync(FILE, 'utf8');
const config = JSON.parse(now) as { overrides: Parameters<typeof isRoom>[0][] };
// Rooms keep their position; overrides for single files come after them, and win.
const first = config.overrides.findIndex(isRoom);
const others = config.overrides.filter((one) => !isRoom(one));
const at = first === -1 ? 1 : first;
const wanted = `${JSON.stringify({ ...config, overrides: [...others.slice(0, at), ...roomOverrides(), ...others.slice(at)] }, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted);
  execFileSync(FORMATTER, ['format', '--write', FILE]);
} else if (JSON.stringify(JSON.parse(wanted)) !== JSON.stringify(config)) {
  process.stderr.write('.oxlintrc.json does not say what scripts/house/arrows.ts says: run "npm run house".\n');
  process.exitCode = 1;
}
