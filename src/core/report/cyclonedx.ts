/** The AI SBOM as a report format; the writer is a stage of its own (bom/cyclonedx.ts). */
import { writeCyclonedx } from '../bom/cyclonedx/index.ts';
import type { Format } from '../model/index.ts';

export const cyclonedxFormat: Format = {
  id: 'cyclonedx',
  mediaType: 'application/vnd.cyclonedx+json',
  render: (_verdict, bom, options) => writeCyclonedx(bom, options.specVersion),
};
