/** What people state about vulnerabilities: that the product is not affected, since when, and why. It holds while what they looked at stays. */
import type { Bom, BomComponent, Note, StatedUnaffected } from '../model/index.ts';
import { type BomParts, partsOfBom } from '../model/parts.ts';
import { formatRef, identityOf } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import type { Policy, UnaffectedStatement } from './policy.ts';
import { undecidedUses, useDigest } from './use-digest.ts';
import { type Vulnerability, vulnerabilitiesOf } from './vulnerabilities.ts';

/** The statements of a policy over one Bom. */
export interface Stating {
  /** The one that holds for a vulnerability of a component; null: none does. */
  about(component: BomComponent, vulnerability: Named): UnaffectedStatement | null;
  /** All that hold, in the order of the Bom. */
  holding(): StatedUnaffected[];
  /** Of statements about what is there and that do not hold, why not; each once. */
  notes(): Note[];
}

type Named = Pick<Vulnerability, 'id' | 'aliases' | 'malicious'>;

interface Read {
  readonly statement: UnaffectedStatement;
  readonly identity: string;
  readonly version: string | null;
}

/**
 * A statement is bound to the version and to the digest of the use, and lapses when either changes (T38). None makes a malicious package
 * harmless.
 */
export function stating({ statements }: Pick<Policy, 'statements'>, whole: Bom): Stating {
  const bom = partsOfBom(whole).touched;
  const all = statements.map((statement): Read => {
    const ref = parseRef(statement.component);
    return { statement, identity: identityOf(ref), version: ref.version };
  });
  const digests = new Map<BomComponent, string | null>();
  const digestOf = (component: BomComponent): string | null => {
    const known = digests.get(component);
    const digest = known === undefined ? useDigest(component, bom) : known;
    digests.set(component, digest);
    return digest;
  };
  const naming = ({ identity }: BomComponent, { id, aliases, malicious }: Named): Read[] =>
    malicious
      ? []
      : all.filter(
          (one) => one.identity === identity && (one.statement.vulnerability === id || aliases.includes(one.statement.vulnerability)),
        );
  const fits = ({ statement, version }: Read, component: BomComponent): boolean =>
    statement.outside === null && version === component.version && statement.use === digestOf(component);
  const about: Stating['about'] = (component, vulnerability) =>
    naming(component, vulnerability).find((one) => fits(one, component))?.statement ?? null;
  const named = new Set(all.map(({ identity }) => identity));
  const pairs = bom.components.flatMap((component) =>
    named.has(component.identity) ? vulnerabilitiesOf(component).map((vulnerability) => [component, vulnerability] as const) : [],
  );
  return {
    about,
    holding: () =>
      pairs.flatMap(([component, vulnerability]) => {
        const found = about(component, vulnerability);
        if (found === null) return [];
        const { justification, impact, product, author, date } = found;
        return [{ key: component.key, vulnerability: vulnerability.id, justification, impact, product, author, date }];
      }),
    notes() {
      const texts = pairs.flatMap(([component, vulnerability]) => {
        const some = naming(component, vulnerability).filter(({ statement }) => statement.outside !== 'elsewhere');
        const [first] = some;
        return first === undefined || some.some((one) => fits(one, component)) ? [] : [whyNot(first, component, bom)];
      });
      return [...new Set(texts)].map((text) => ({ code: 'statement-void', text }));
    },
  };
}

const UNKNOWN = 'not known';

/**
 * Identities that statements name, and whose use differs between the sides though the package may be the same: a statement that lapses is no
 * word about them any more, so they are asked about again.
 */
export function movedUses({ statements }: Pick<Policy, 'statements'>, head: Bom, base: Bom | null): ReadonlySet<string> {
  const named = new Set(statements.map(({ component }) => identityOf(parseRef(component))));
  if (base === null || named.size === 0) return new Set();
  const usesIn = ({ touched: bom }: BomParts, identity: string): string[] =>
    bom.components
      .filter((one) => one.identity === identity)
      .map((one) => useDigest(one, bom) ?? UNKNOWN)
      .sort();
  return new Set(
    [...named].filter((identity) => {
      const [now, old] = [usesIn(partsOfBom(head), identity), usesIn(partsOfBom(base), identity)];
      // A use that is not known is held by no statement, so the databases are asked about it, too.
      return now.includes(UNKNOWN) || now.join() !== old.join();
    }),
  );
}

function whyNot({ statement, version }: Read, component: BomComponent, bom: Bom): string {
  const { date, vulnerability, outside, repositories } = statement;
  const what = `The statement of ${date} about ${vulnerability} in ${component.name} does not hold`;
  if (outside !== null)
    return `${what}: ${repositories === null ? "in an organization's file it has to name its repositories" : "only an organization's file names repositories"}.`;
  if (version !== component.version)
    return `${what}: it is about ${version ?? 'no version'}, and ${component.version ?? 'no exact version'} is there now.`;
  const digest = useDigest(component, bom);
  if (digest === null) {
    const names = undecidedUses(component, bom).map(({ name }) => name);
    const more = names.length > 3 ? `, and ${names.length - 3} more` : '';
    return `${what} here: whether ${names.slice(0, 3).join(', ')}${more} loads through it is not known, because the hub did not answer. Check again once it does.`;
  }
  return `${what}: where it stands, or what loads through it, is not what was looked at. Once somebody looked again, write use: ${digest}.`;
}

/** For people: "GHSA-… in pypi:torch@2.5.1". */
export function unaffectedWords({ vulnerability, component }: Pick<UnaffectedStatement, 'vulnerability' | 'component'>): string {
  return `${vulnerability} in ${formatRef(parseRef(component))}`;
}
