/** The table of arrows → overrides of oxlint, one per room. For each rule only the last matching override counts, so each one is complete. */
import { ABOVE_THE_PIPELINE, ARROWS, EFFECTS, MEMBERS } from './arrows.ts';

interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

const DOORS = ['**/cli/**', '**/action/**', '**/app/**'];
const ROOMS = [...Object.keys(ARROWS), ...ABOVE_THE_PIPELINE];

/** Whether an override of `.oxlintrc.json` is one of those written here. */
export function isRoom(override: Override): boolean {
  return override.files.every((pattern) => /^src\/core\/[a-z]+\/(?:\*\/)?\*\*\/\*\.ts$/.test(pattern));
}

export function roomOverrides(): Override[] {
  const below = Object.entries(ARROWS).map(([room, allowed]) => override(room, allowed, BELOW));
  const members = MEMBERS.map((room) => override(room, ARROWS[room], BELOW, `${room}/*`));
  const above = ABOVE_THE_PIPELINE.map((room) =>
    override(
      room,
      Object.keys(ARROWS).filter((name) => name !== 'io'),
      ['**/core/index.ts'],
    ),
  );
  return [...below, ...members, ...above];
}

const BELOW = ['**/pipeline.ts', '**/core/index.ts'];
const DOOR = 'Members of a room are behind its index.ts, from one another too (scripts/house/arrows.ts).';
/** From a file of a member: what lies in the folder of another one. */
const BESIDE = { regex: '^\\.\\./[^./][^/]*/', message: DOOR };

/** `folder`: where it holds, when that is not the whole room. */
function override(room: string, allowed: readonly string[], more: readonly string[], folder: string = room): Override {
  const forbidden = ROOMS.filter((other) => other !== room && !allowed.includes(other)).map((other) => `**/${other}/**`);
  const list = allowed.length === 0 ? 'no other room' : allowed.join(', ');
  const arrows = {
    group: [...forbidden, ...more, ...DOORS],
    message: `Arrows run down: ${room} may import ${list} (scripts/house/arrows.ts).`,
  };
  const doors = MEMBERS.filter((other) => other !== room).map((other) => ({ group: [`**/${other}/*/**`], message: DOOR }));
  const patterns = [arrows, ...doors, ...(folder === room ? [] : [BESIDE])];
  const paths = EFFECTS.map((name) => ({ name, message: 'Effects live in src/core/io.' }));
  const egress = { name: 'fetch', message: 'Egress goes through src/core/io/net (T19).' };
  return {
    files: [`src/core/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { ...(room === 'io' ? {} : { paths }), patterns }],
      ...(room === 'io' ? { 'no-restricted-globals': 'off' } : { 'no-restricted-globals': ['error', egress] }),
    },
  };
}
