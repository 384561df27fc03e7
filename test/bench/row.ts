/** What a row of the benchmark is. */
import type { Report } from './report.ts';

export interface Place {
  /** The folder of the built programs. */
  readonly dist: string;
  readonly cli: string;
  /** A folder for corpora, which are kept between runs, and for what programs write. */
  readonly root: string;
}

export interface Row {
  readonly name: string;
  run(place: Place, report: Report): Promise<void>;
}
