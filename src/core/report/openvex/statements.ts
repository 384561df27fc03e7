/** Vulnerabilities of the libraries in a Bom as statements of OpenVEX 0.2.0. A draft: what the code shows, and no word about what it does not. */
import { visibleUpTo } from '../../base/visible-text.ts';
import type { Advisory, Bom, BomComponent } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import { type BrokenLoader, brokenLoadersIn, loadedThrough } from '../../policy/known-loaders.ts';
import { purlOf } from '../../ref/format.ts';

export interface VexStatement {
  readonly vulnerability: { readonly name: string; readonly description?: string; readonly aliases?: readonly string[] };
  readonly products: readonly { readonly '@id': string; readonly subcomponents: readonly { readonly '@id': string }[] }[];
  /** By itself a tool says nothing else: that a product is not affected, or fixed, people say. */
  readonly status: 'affected' | 'under_investigation';
  readonly impact_statement: string;
  readonly action_statement?: string;
}

type Vulnerability = Pick<Advisory, 'id' | 'aliases' | 'summary' | 'fixed' | 'malicious'>;

/** In the order of the Bom; of one component malicious packages first. Equal Boms give equal statements. */
export function statementsOf(bom: Bom): VexStatement[] {
  const product = productOf(bom);
  return bom.components.flatMap((component) => {
    const purl = component.kind === 'library' ? purlOf({ ...component.ref, version: component.version }) : null;
    if (purl === null) return [];
    const loaders = brokenLoadersIn(component);
    return vulnerabilitiesOf(component, loaders).map((one) => {
      const models = loaders.filter((loader) => isSame(loader, one)).flatMap((loader) => loadedThrough(loader, bom.components));
      const names = [...new Set(models.map(({ name }) => name))];
      const affected = one.malicious || names.length > 0;
      return {
        vulnerability: named(one),
        products: [{ '@id': product, subcomponents: [{ '@id': purl }] }],
        status: affected ? 'affected' : 'under_investigation',
        impact_statement: impactOf(component, one, names),
        ...(affected ? { action_statement: actionOf(component, one) } : {}),
      };
    });
  });
}

/** What databases say, and what the program knows by itself of frameworks that load models. */
function vulnerabilitiesOf({ advisories }: BomComponent, loaders: readonly BrokenLoader[]): Vulnerability[] {
  const heard = advisories?.advisories ?? [];
  const own = loaders.filter((loader) => !heard.some((one) => isSame(loader, one)));
  return [
    ...heard,
    ...own.map(({ advisory, aliases, what, fixed }) => ({ id: advisory, aliases, summary: what, fixed: [fixed], malicious: false })),
  ];
}

function isSame({ advisory, aliases }: BrokenLoader, { id, aliases: others }: Vulnerability): boolean {
  const names = new Set([id, ...others]);
  return [advisory, ...aliases].some((name) => names.has(name));
}

function named({ id, aliases, summary }: Vulnerability): VexStatement['vulnerability'] {
  return {
    name: visibleUpTo(id, 200),
    ...(summary === '' ? {} : { description: visibleUpTo(summary, 300) }),
    ...(aliases.length === 0 ? {} : { aliases: aliases.map((one) => visibleUpTo(one, 200)) }),
  };
}

function impactOf({ name, version, sightings }: BomComponent, { malicious }: Vulnerability, models: readonly string[]): string {
  const [first] = sightings;
  const place = first === undefined ? '' : ` stands in ${first.place.path}:${first.place.line}`;
  const others = sightings.length > 1 ? ` and ${sightings.length - 1} more ${sightings.length === 2 ? 'place' : 'places'}` : '';
  const isDeveloped = sightings.every((one) => one.scope !== 'product' || packageOf(one)?.group === 'development');
  const through =
    models.length === 0
      ? []
      : [`These models load through it: ${models.slice(0, 10).join(', ')}${models.length > 10 ? `, and ${models.length - 10} more` : ''}.`];
  const sentences = [
    'Draft by a tool, reviewed by nobody.',
    `${name} ${version ?? ''}${place}${others}.`,
    ...(isDeveloped ? ['Nothing that ships is known to contain it.'] : []),
    ...through,
    ...(malicious || models.length > 0 ? [] : ['Whether the product reaches the affected code was not analyzed.']),
  ];
  return visibleUpTo(sentences.join(' '), 2_000);
}

function actionOf({ name }: BomComponent, { malicious, fixed }: Vulnerability): string {
  const [first] = fixed;
  if (malicious) return visibleUpTo(`Remove ${name}, and treat machines that installed it as compromised.`, 500);
  return visibleUpTo(first === undefined ? `Replace ${name}: no fixed version is known.` : `Raise ${name} to ${first} or later.`, 500);
}

/** The purl of the product: of type generic, because a repository is in no registry. */
function productOf({ subject }: Bom): string {
  const part = (text: string): string => encodeURIComponent(visibleUpTo(text, 200));
  return `pkg:generic/${part(subject.name === '' ? 'product' : subject.name)}${subject.version === null ? '' : `@${part(subject.version)}`}`;
}
