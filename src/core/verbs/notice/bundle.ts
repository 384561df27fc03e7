/** What a NOTICE says: by license the components, the words that must be shown, and where the texts stand. Pure. */
import { compareText } from '../../base/order.ts';
import { formatExpression, leavesOf, parseConcluded, type SpdxExpression } from '../../license/expression.ts';
import { licenseAddress, licenseName } from '../../license/license-name.ts';
import type { BomComponent, Kind, UseAnswer, UseDuty } from '../../model/index.ts';
import { foreignPackage } from '../../ecosystems/git.ts';
import { formatRef } from '../../ref/format.ts';

/** A text of a license or a notice that lies beside the tree. */
export interface TextAtHand {
  /** Where it lies, from the folder of the tree. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Hex. */
  readonly sha256: string;
}

export interface NoticeComponent {
  readonly kind: Kind;
  readonly name: string;
  /** null: not known. */
  readonly version: string | null;
  /** "hf:acme/ner", "npm:left-pad", or the address that it is taken from. */
  readonly source: string;
  readonly texts: readonly TextAtHand[];
}

export interface LicenseNotice {
  /** As SPDX text. */
  readonly license: string;
  readonly name: string;
  /** Of the texts of its parts; empty: no address is known. */
  readonly addresses: readonly string[];
  readonly components: readonly NoticeComponent[];
  /** What must be shown, word for word. */
  readonly names: readonly string[];
  readonly attributions: readonly string[];
  /** All that it asks for, in sentences. */
  readonly duties: readonly string[];
}

export interface Notice {
  readonly subject: string;
  /** Sorted by id. */
  readonly licenses: readonly LicenseNotice[];
  /** Components of which it is not known, in whole or in a part, what one agrees to; with the reason. */
  readonly unknown: readonly (NoticeComponent & { readonly reason: string })[];
}

/** What the licenses of a component mean for the product; null: nobody judged it, or there is nothing to say. */
export type UseOf = (component: BomComponent) => UseAnswer | null;

export function noticeOf(
  subject: string,
  components: readonly BomComponent[],
  useOf: UseOf,
  textsOf: ReadonlyMap<string, readonly TextAtHand[]>,
): Notice {
  const groups = new Map<string, { components: NoticeComponent[]; duties: UseDuty[] }>();
  const unknown: Notice['unknown'][number][] = [];
  for (const component of components) {
    const answer = useOf(component);
    const shown = shownOf(component, textsOf.get(component.key) ?? []);
    for (const license of licensesOf(component, answer)) {
      const group = groups.get(license) ?? { components: [], duties: [] };
      groups.set(license, group);
      group.components.push(shown);
      group.duties.push(...(answer?.duties ?? []).filter((duty) => duty.license === license));
    }
    const reason = reasonOf(component, answer);
    if (reason !== null) unknown.push({ ...shown, reason });
  }
  return {
    subject,
    licenses: [...groups].sort(([a], [b]) => compareText(a, b)).map(([license, group]) => licenseNotice(license, group)),
    unknown: unknown.sort(byName),
  };
}

/** What counts of its own license, and the licenses of its ancestors that ask for something. */
function licensesOf({ license }: BomComponent, answer: UseAnswer | null): ReadonlySet<string> {
  const expression = answer?.effective ?? license.expression;
  return new Set([...(expression === null ? [] : partsOf(expression)), ...(answer?.duties ?? []).map((duty) => duty.license)]);
}

/** Of "A AND B" both; "A OR B" stays one, as nobody has chosen. */
function partsOf(text: string): string[] {
  const expression = parseConcluded(text);
  if (expression === null) return [text];
  return (expression.kind === 'all' ? expression.parts : [expression]).map(formatExpression);
}

/** "Unknown" is never permission, so it is never left out: also where a part is known. */
function reasonOf({ license }: BomComponent, answer: UseAnswer | null): string | null {
  if (license.unknown !== null) return license.unknown;
  if (license.expression === null) return 'not stated';
  const ancestor = answer?.reasons.find(({ clause }) => clause === 'unknown-license' || clause === 'unknown-terms');
  return ancestor === undefined ? null : ancestor.text;
}

function licenseNotice(
  license: string,
  group: { readonly components: readonly NoticeComponent[]; readonly duties: readonly UseDuty[] },
): LicenseNotice {
  const copies = (wanted: (duty: UseDuty) => boolean): string[] => unique(group.duties.filter(wanted).flatMap(({ copy }) => copy ?? []));
  const expression = parseConcluded(license);
  return {
    license,
    name: expression?.kind === 'license' && expression.exception === null ? licenseName(expression.id) : license,
    addresses: expression === null ? [] : addressesOf(expression),
    components: unequal(group.components),
    names: copies(({ clause }) => clause === 'naming'),
    attributions: copies(({ clause }) => clause !== 'naming'),
    duties: unique(group.duties.map(({ text }) => text)),
  };
}

function addressesOf(expression: SpdxExpression): string[] {
  return unique(leavesOf(expression).flatMap(({ id }) => licenseAddress(id) ?? []));
}

function shownOf({ kind, name, version, ref, sightings }: BomComponent, texts: readonly TextAtHand[]): NoticeComponent {
  return { kind, name, version, source: foreignPackage(sightings)?.location ?? formatRef({ ...ref, version: null }), texts };
}

function unequal(components: readonly NoticeComponent[]): NoticeComponent[] {
  const all = new Map(components.map((one) => [JSON.stringify([one.kind, one.name, one.version, one.source]), one]));
  return [...all.values()].sort(byName);
}

function byName(a: NoticeComponent, b: NoticeComponent): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.name, b.name) ||
    compareText(a.version ?? '', b.version ?? '') ||
    compareText(a.source, b.source)
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
