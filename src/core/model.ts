/** The nouns of Weighbridge, as readonly data; no behavior. One door, so that a stage imports its words from one place. */
export type * from './model/base.ts';
export type * from './model/component.ts';
export type * from './model/evidence.ts';
export type * from './model/fact.ts';
export type * from './model/sighting.ts';
export type * from './model/tree.ts';
export type * from './model/verdict.ts';
