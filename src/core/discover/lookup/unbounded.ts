/** What is asked for lies beyond what a change reaches: only a run over everything can tell. */
export class Unbounded extends Error {}
