/** The nouns of Weighbridge, as readonly data; no behavior. One door, so that a stage imports its words from one place. */
export type * from './base.ts';
export type * from './callable.ts';
export type * from './component.ts';
export type * from './declared.ts';
export type * from './evidence.ts';
export type * from './expression.ts';
export type * from './fact.ts';
export type * from './package-fact.ts';
export type * from './host.ts';
export type * from './run.ts';
export type * from './sighting.ts';
export type * from './steering.ts';
export type * from './unknown.ts';
export type * from './tree.ts';
export type * from './value.ts';
export type * from './verdict.ts';
