/** Vulnerabilities of the libraries in a Bom as statements of OpenVEX 0.2.0: drafts of what the code shows, and what people state in the policy. */
import { visibleUpTo } from '../../base/visible-text.ts';
import type { Bom, BomComponent, Justification, StatedUnaffected, Verdict } from '../../model/index.ts';
import { withoutMentions } from '../../model/mentioned.ts';
import { packageOf } from '../../model/sighting.ts';
import { brokenLoadersIn, loadedThrough, unnamedThrough } from '../../policy/known-loaders.ts';
import { useDigest } from '../../policy/use-digest.ts';
import { isSameAs, type Vulnerability, vulnerabilitiesOf } from '../../policy/vulnerabilities.ts';
import { formatRef, purlOf } from '../../ref/format.ts';

interface About {
  readonly vulnerability: { readonly name: string; readonly description?: string; readonly aliases?: readonly string[] };
  readonly products: readonly { readonly '@id': string; readonly subcomponents: readonly { readonly '@id': string }[] }[];
  readonly status_notes: string;
}

/** By itself a tool says nothing else: that a product is not affected, people say. */
interface Draft extends About {
  readonly status: 'affected' | 'under_investigation';
  readonly impact_statement: string;
  readonly action_statement?: string;
}

interface Stated extends About {
  readonly status: 'not_affected';
  /** Absent, as the justification, where readers are not shown it: OpenVEX 0.2.0 takes the time of the document, and `impact_statement` alone. */
  readonly timestamp?: string;
  readonly justification?: Justification;
  readonly impact_statement: string;
}

export type VexStatement = Draft | Stated;

/** In the order of the Bom; of one component malicious packages first. Equal Boms and verdicts give equal statements. */
export function statementsOf(bom: Bom, { stated = [] }: Pick<Verdict, 'stated'>): VexStatement[] {
  const product = productOf(bom);
  const loaded = withoutMentions(bom);
  return bom.components.flatMap((component) => {
    const purl = component.kind === 'library' ? purlOf({ ...component.ref, version: component.version }) : null;
    if (purl === null) return [];
    return vulnerabilitiesOf(component).map((one) => {
      const about = { vulnerability: named(one), products: [{ '@id': product, subcomponents: [{ '@id': purl }] }] };
      const said = stated.find(({ key, vulnerability }) => key === component.key && vulnerability === one.id);
      return said === undefined ? draft(about, component, one, loaded) : statement(about, said);
    });
  });
}

/** The author is that of the policy: OpenVEX knows one author of a document, so he stands in the notes. */
function statement(about: Omit<About, 'status_notes'>, { justification, impact, author, date, product }: StatedUnaffected): Stated {
  return {
    ...about,
    status: 'not_affected',
    ...(date === null ? {} : { timestamp: `${date}T00:00:00Z` }),
    ...(justification === null ? {} : { justification }),
    impact_statement: visibleUpTo(impact, 600),
    status_notes:
      date === null
        ? 'Stated in the policy; by whom, when and of which product is not shown in a public repository.'
        : visibleUpTo(`Stated by ${author} on ${date}, of ${product}; the library is used as it was then.`, 1_200),
  };
}

function draft(about: Omit<About, 'status_notes'>, component: BomComponent, one: Vulnerability, bom: Bom): Draft {
  const loaders = brokenLoadersIn(component).filter((loader) => isSameAs(loader, one));
  const models = [...new Set(loaders.flatMap((loader) => loadedThrough(loader, bom.components)).map(({ name }) => name))];
  const unnamed = new Set(loaders.flatMap((loader) => unnamedThrough(loader, bom.unknowns))).size;
  const affected = one.malicious || models.length > 0 || unnamed > 0;
  return {
    ...about,
    status: affected ? 'affected' : 'under_investigation',
    impact_statement: impactOf(component, one, models, unnamed),
    ...(affected ? { action_statement: actionOf(component, one) } : {}),
    status_notes: one.malicious
      ? 'Draft by a tool.'
      : visibleUpTo(
          `Draft by a tool. An approver who states otherwise writes under "statements" of the policy: vulnerability ${one.id}, component ${formatRef({ ...component.ref, version: component.version })}, use ${useDigest(component, bom) ?? 'as it is printed here once the hub answered about every model'}.`,
          1_000,
        ),
  };
}

function named({ id, aliases, summary }: Vulnerability): About['vulnerability'] {
  return {
    name: visibleUpTo(id, 200),
    ...(summary === '' ? {} : { description: visibleUpTo(summary, 300) }),
    ...(aliases.length === 0 ? {} : { aliases: aliases.map((one) => visibleUpTo(one, 200)) }),
  };
}

function impactOf(
  { name, version, sightings }: BomComponent,
  { malicious }: Vulnerability,
  models: readonly string[],
  unnamed: number,
): string {
  const [first] = sightings;
  const place = first === undefined ? '' : ` stands in ${first.place.path}:${first.place.line}`;
  const others = sightings.length > 1 ? ` and ${sightings.length - 1} more ${sightings.length === 2 ? 'place' : 'places'}` : '';
  const isDeveloped = sightings.every((one) => one.scope !== 'product' || packageOf(one)?.group === 'development');
  const loads = [
    ...(models.length === 0
      ? []
      : [
          `These models load through it: ${models.slice(0, 10).join(', ')}${models.length > 10 ? `, and ${models.length - 10} more` : ''}.`,
        ]),
    ...(unnamed === 0 ? [] : [`Loads without a name that go through it: ${unnamed}.`]),
  ];
  const sentences = [
    'Draft by a tool, reviewed by nobody.',
    `${name} ${version ?? ''}${place}${others}.`,
    ...(isDeveloped ? ['Nothing that ships is known to contain it.'] : []),
    ...loads,
    ...(malicious || loads.length > 0 ? [] : ['Whether the product reaches the affected code was not analyzed.']),
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
