/** Facts with the detector that found them: the same kind of fact comes from code, and from a file that holds code. */
import type { Fact, Stamped } from '../model/index.ts';
import type { Detector } from './detector.ts';

export function stampedBy({ id }: Pick<Detector, 'id'>, facts: readonly Fact[]): Stamped[] {
  return facts.map((fact) => ({ ...fact, detector: id }));
}
