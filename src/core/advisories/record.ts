/** One record of the Open Source Vulnerability format (OSV schema 1.7), as far as it is used. Whoever wrote it is a stranger: all is bounded (T39). */
import { z } from 'zod';
import { isAdvisoryId } from '../ref/advisory-id.ts';

const MAX_EVENTS = 2_000;
const MAX_RANGES = 200;
const MAX_VERSIONS = 20_000;
const MAX_AFFECTED = 5_000;
const MAX_ALIASES = 200;

const version = z.string().max(256);
/** One of these; what else an event may say decides nothing here. */
const event = z.object({
  introduced: version.optional(),
  fixed: version.optional(),
  last_affected: version.optional(),
  limit: version.optional(),
});
export type RangeEvent = z.output<typeof event>;

const range = z.object({ type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']), events: z.array(event).max(MAX_EVENTS) });
export type AffectedRange = z.output<typeof range>;

const scored = z.object({ type: z.string().max(40), score: z.string().max(400) });
/** A severity that cannot be read takes none of the others away (T35). */
const severityList = z
  .array(scored.nullable().catch(null))
  .max(20)
  .transform((all) => all.filter((one) => one !== null));
const withWord = z.object({ severity: z.string().max(40).optional() });

/** Strict: a range that cannot be read must not make a version look unaffected. */
const affected = z.object({
  package: z.object({ ecosystem: z.string().max(100), name: z.string().max(1_000) }),
  ranges: z.array(range).max(MAX_RANGES).nullish(),
  versions: z.array(version).max(MAX_VERSIONS).nullish(),
  severity: severityList.nullish().catch(null),
  ecosystem_specific: withWord.nullish().catch(null),
  database_specific: withWord.nullish().catch(null),
});
export type Affected = z.output<typeof affected>;

const moment = z.string().max(40).nullish().catch(null);

const record = z.object({
  id: z.string().refine(isAdvisoryId),
  aliases: z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((all) => (all ?? []).slice(0, MAX_ALIASES).filter((one): one is string => typeof one === 'string' && isAdvisoryId(one))),
  // It takes an advisory away, so only a date counts.
  withdrawn: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]{1,20}Z$/)
    .nullish()
    .catch(null),
  summary: z.string().nullish().catch(null),
  published: moment,
  modified: moment,
  severity: severityList.nullish().catch(null),
  database_specific: withWord.nullish().catch(null),
  affected: z.array(z.unknown()).max(MAX_AFFECTED).nullish(),
});

export interface AdvisoryRecord extends Omit<z.output<typeof record>, 'affected'> {
  /** About the asked name alone. */
  readonly affected: readonly Affected[];
}

/** Null: it is no such record, or what it says of the package cannot be read. `isAbout`: whether an ecosystem and name are those that were asked. */
export function readRecord(data: unknown, isAbout: (ecosystem: string, name: string) => boolean): AdvisoryRecord | null {
  const read = record.safeParse(data);
  if (!read.success) return null;
  const about: Affected[] = [];
  for (const one of read.data.affected ?? []) {
    const named = PACKAGE.safeParse(one);
    // Entries without a package are about commits of a repository.
    if (!named.success || !isAbout(named.data.package.ecosystem, named.data.package.name)) continue;
    const whole = affected.safeParse(one);
    if (!whole.success) return null;
    about.push(whole.data);
  }
  return { ...read.data, affected: about };
}

const PACKAGE = affected.pick({ package: true });
