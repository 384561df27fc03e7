import { expect, it } from 'vitest';
import { propertiesOf } from '../../../src/core/bom/cyclonedx/properties.ts';
import { model, sighting } from '../policy/support.ts';

const REF = 'hf:org/a';
const OFFER = { ...sighting(REF), catalog: true } as const;

function offered(...sightings: readonly (typeof OFFER | ReturnType<typeof sighting>)[]): readonly string[] {
  return propertiesOf(model(REF, [{}], { sightings })).flatMap(({ name, value }) => (name === 'weighbridge:offered' ? [value] : []));
}

it('an AI SBOM marks what lists alone name, and nothing that is loaded anywhere', () => {
  expect(offered(OFFER, OFFER)).toEqual(['true']);
  expect(offered(OFFER, sighting(REF))).toEqual([]);
  expect(offered()).toEqual([]);
});
