/** The contract of an asker: pure; looks at what is known and says what it lacks. */
import type { Evidence, Question, Sighting, Topic } from '../model/index.ts';

export interface State {
  readonly sightings: readonly Sighting[];
  readonly evidence: Evidence;
  /** Entries of a lock that the tree under test wrote, by `claimKey`: the hub is asked for what they say of small files (T8). */
  readonly claims?: ReadonlySet<string>;
}

export interface Asker {
  readonly id: string;
  /** Questions whose answers are missing in `state.evidence` and that the wanted topics need. Called up to six rounds. */
  needs(state: State, wanted: ReadonlySet<Topic>): readonly Question[];
}
