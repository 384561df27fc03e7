/** Token shapes in what packages state. */
import { redact } from '../../base/redact.ts';
import type { PackageFact } from '../../model/index.ts';

/** The shortest token that anybody issues is longer. */
const TOKEN_LENGTH = 16;

/** Known token shapes replaced in every text of a package (T21): the last step of each detector that makes one. */
export function withoutSecrets(fact: PackageFact): PackageFact {
  return {
    ...fact,
    name: clean(fact.name),
    ...(fact.written === undefined ? {} : { written: clean(fact.written) }),
    version: fact.version === null ? null : clean(fact.version),
    range: fact.range === null ? null : clean(fact.range),
    location: fact.location === null ? null : clean(fact.location),
    license: fact.license === null ? null : clean(fact.license),
    ...(fact.as === undefined ? {} : { as: clean(fact.as) }),
    ...(fact.archiveOf === undefined ? {} : { archiveOf: clean(fact.archiveOf) }),
    ...(fact.bare === undefined ? {} : { bare: fact.bare.map(clean) }),
    ...(fact.servers === undefined ? {} : { servers: fact.servers.map(clean) }),
    ...(fact.needs === undefined ? {} : { needs: fact.needs.map(clean) }),
    ...(fact.marker === undefined ? {} : { marker: clean(fact.marker) }),
  };
}

function clean(text: string): string {
  return text.length < TOKEN_LENGTH ? text : redact(text);
}
