/**
 * Which room of `src/core` may import which: the one place that says so. Lint is generated from it (`npm run house`), a test plants what it
 * forbids. There are no cycles: a room may only name rooms that are listed before it.
 */
export const ARROWS = {
  base: [],
  ref: ['base'],
  model: ['base', 'ref'],
  inspect: ['base', 'model'],
  ecosystems: ['base', 'model', 'ref'],
  license: ['base', 'model', 'ref'],
  verify: ['base', 'model', 'ref', 'ecosystems'],
  lock: ['base', 'model', 'ref', 'inspect', 'license'],
  hosts: ['base', 'model', 'ref', 'ecosystems', 'license', 'verify', 'lock'],
  advisories: ['base', 'model', 'ref', 'ecosystems', 'hosts'],
  ports: ['model', 'verify'],
  discover: ['base', 'model', 'ref', 'inspect', 'ecosystems', 'license', 'lock'],
  resolve: ['base', 'model', 'ref', 'ecosystems', 'hosts', 'ports', 'lock'],
  survey: ['base', 'model', 'discover', 'hosts', 'resolve', 'ports'],
  pin: ['base', 'model', 'ref'],
  bom: ['base', 'model', 'ref', 'ecosystems', 'verify'],
  policy: ['base', 'model', 'ref', 'ecosystems', 'license', 'verify', 'lock', 'pin'],
  report: ['base', 'model', 'ref', 'ecosystems', 'license', 'verify', 'pin', 'bom', 'policy'],
  choose: ['base', 'model', 'ports', 'policy'],
  decide: ['base', 'model', 'license', 'bom', 'policy', 'choose'],
  // The effects. They know the contracts of what they run, but not the judge.
  io: ['base', 'model', 'inspect', 'verify', 'lock', 'hosts', 'advisories', 'ports', 'discover'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Verbs call the pipeline, so they may use what it uses. */
export const ABOVE_THE_PIPELINE = ['verbs'] as const;

/** Modules of Node that have effects: only `io` may have any. */
export const EFFECTS = [
  'node:fs',
  'node:fs/promises',
  'node:child_process',
  'node:worker_threads',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
];

/** Rooms of plug-ins: each folder in them is a member, behind the room's own `index.ts`. Nobody else imports a member, not even another one. */
export const MEMBERS = ['hosts'] as const;
