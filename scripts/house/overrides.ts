/** The table of arrows → overrides of oxlint, one per room. For each rule only the last matching override counts, so each one is complete. */
import { ABOVE_THE_PIPELINE, ARROWS, EFFECTS } from './arrows.ts';

interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

const DOORS = ['**/cli/**', '**/action/**', '**/app/**'];
const ROOMS = [...Object.keys(ARROWS), ...ABOVE_THE_PIPELINE];

/** Whether an override of `.oxlintrc.json` is one of those written here. */
export function isRoom(override: Override): boolean {
  return override.files.every((pattern) => /^src\/core\/[a-z]+\/\*\*\/\*\.ts$/.test(pattern));
}

export function roomOverrides(): Override[] {
  const below = Object.entries(ARROWS).map(([room, allowed]) => override(room, allowed, ['**/pipeline.ts', '**/core/index.ts']));
  const above = ABOVE_THE_PIPELINE.map((room) =>
    override(
      room,
      Object.keys(ARROWS).filter((name) => name !== 'io'),
      ['**/core/index.ts'],
    ),
  );
  return [...below, ...above];
}

function override(room: string, allowed: readonly string[], more: readonly string[]): Override {
  const forbidden = ROOMS.filter((other) => other !== room && !allowed.includes(other)).map((other) => `**/${other}/**`);
  const list = allowed.length === 0 ? 'no other room' : allowed.join(', ');
  const arrows = {
    group: [...forbidden, ...more, ...DOORS],
    message: `Arrows run down: ${room} may import ${list} (scripts/house/arrows.ts).`,
  };
  const paths = EFFECTS.map((name) => ({ name, message: 'Effects live in src/core/io.' }));
  const egress = { name: 'fetch', message: 'Egress goes through src/core/io/net (T19).' };
  return {
    files: [`src/core/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { ...(room === 'io' ? {} : { paths }), patterns: [arrows] }],
      ...(room === 'io' ? { 'no-restricted-globals': 'off' } : { 'no-restricted-globals': ['error', egress] }),
    },
  };
}
