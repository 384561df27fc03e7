/** OpenVEX 0.2.0 beside the SBOM, never inside: what is known of vulnerabilities changes from day to day, what a product contains does not. */
import { version } from '../../base/version.ts';
import { serialNumber } from '../../bom/cyclonedx/serial.ts';
import type { Format } from '../../model/index.ts';
import { statementsOf } from './statements.ts';

export const openvexFormat: Format = {
  id: 'openvex',
  mediaType: 'application/vnd.openvex+json',
  render(verdict, bom) {
    const content = {
      author: 'Weighbridge',
      role:
        verdict.stated === undefined
          ? 'Tool: drafts that nobody reviewed'
          : 'Tool: drafts that nobody reviewed, and statements of those whom they name',
      timestamp: bom.asOf,
      version: 1,
      tooling: `weighbridge ${version}`,
      statements: statementsOf(bom, verdict),
    };
    const document = { '@context': 'https://openvex.dev/ns/v0.2.0', '@id': serialNumber(JSON.stringify(content)), ...content };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};
