/** Where an image of AI stood in the base, and head has one that nobody can name. */
import type { Bom, Problem } from '../../../model/index.ts';
import { partsOfBom } from '../../../model/parts.ts';

/** Only where the change brings it: what the base could not name, too, took nothing's place. */
export function replacesImage({ mayBe, path, subject }: Problem, before: Bom | null, head: Bom): boolean {
  if (mayBe !== 'image' || before === null || before.problems.some((one) => one.subject === subject)) return false;
  const now = imagesIn(head, path);
  return [...imagesIn(before, path)].some((identity) => !now.has(identity));
}

/** Images of AI that a file builds on. */
function imagesIn(bom: Bom, path: string): ReadonlySet<string> {
  const found = partsOfBom(bom).touched.components.filter(
    ({ kind, sightings }) =>
      kind === 'image' && sightings.some((one) => one.type === 'run' && one.place.path === path && one.base !== true),
  );
  return new Set(found.map(({ identity }) => identity));
}
