/** Findings folded by cause: one thing to do each. */
import { changedFirst } from '../../bom/changed-first.ts';
import type { Finding, JudgedFinding, Kind, Place, UseReason } from '../../model/index.ts';
import { type Hunk, hunksOf } from '../../pin/hunks.ts';
import { waivablePartsOf, namingText } from '../../policy/waiver-target.ts';

/** One component, file or policy. `key` tells it from others of its kind. */
export interface BlockSubject {
  readonly kind: Kind | 'tree' | 'policy';
  readonly key: string;
}

export interface Block {
  /** At least one finding of this cause refuses the merge. */
  readonly blocks: boolean;
  /** Imperative. */
  readonly title: string;
  /** The component, file or policy that it is about; occurs in most titles. */
  readonly name: string;
  /** Everything that it is about, each once: several components may have one cause. */
  readonly subjects: readonly BlockSubject[];
  /** Identities of the components among them. */
  readonly components: readonly string[];
  /** Without what the clauses of a license say as well. */
  readonly reasons: readonly string[];
  readonly rules: readonly string[];
  readonly ids: readonly string[];
  readonly places: readonly Place[];
  readonly hunks: readonly Hunk[];
  readonly commands: readonly string[];
  /** Of licenses, of all of its findings. */
  readonly clauses: readonly UseReason[];
  /** What a waiver for the first of its findings has to say (`naming`: keys of YAML); null where nothing can be named. */
  readonly waiver: { readonly id: string; readonly rule: string; readonly naming: string } | null;
}

/** In the order of the first finding of each cause; blocking ones first. The place that changed comes first. */
export function blocksOf(findings: readonly JudgedFinding[], touched: readonly Place[]): Block[] {
  const causes = Map.groupBy(findings, ({ finding }) => finding.cause);
  const blocks = [...causes.values()].flatMap((one) => block(one, touched));
  return [...blocks.filter((one) => one.blocks), ...blocks.filter((one) => !one.blocks)];
}

function block(judged: readonly JudgedFinding[], touched: readonly Place[]): Block[] {
  const all = [...judged.filter((one) => one.blocks), ...judged.filter((one) => !one.blocks)].map((one) => one.finding);
  const [first] = all;
  if (first === undefined) return [];
  const clauses = all.flatMap((one) => one.clauses ?? []);
  const said = [...new Set(clauses.map(({ text }) => text))];
  return [
    {
      blocks: judged.some((one) => one.blocks),
      title: first.fix.title,
      name: first.name,
      subjects: subjectsOf(all),
      components: unique(all.map((one) => one.component)),
      reasons: unique(all.map((one) => one.reason)).filter((reason) => !said.some((text) => reason.includes(text))),
      rules: unique(all.map((one) => one.rule)),
      ids: unique(all.map((one) => one.id)),
      places: changedFirst(uniquePlaces(all.flatMap((one) => one.places)), touched),
      hunks: changedFirst(hunksOf(all.flatMap((one) => one.fix.edits)), touched),
      commands: unique(all.flatMap((one) => (one.fix.command === null ? [] : [one.fix.command]))),
      clauses,
      waiver: waiverFor(first),
    },
  ];
}

function waiverFor(finding: Finding): Block['waiver'] {
  const [part] = waivablePartsOf(finding);
  const naming = part === undefined ? null : namingText(finding, part);
  return naming === null ? null : { id: finding.id, rule: finding.rule, naming };
}

/** Files and policies have no identity of their own: their names tell them apart. */
function subjectsOf(findings: readonly Finding[]): BlockSubject[] {
  const all = findings.map(({ kind, component, name }) => ({ kind, key: JSON.stringify([component, kind === 'tree' ? name : '']) }));
  return [...new Map(all.map((one) => [JSON.stringify([one.kind, one.key]), one])).values()];
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function uniquePlaces(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [JSON.stringify([place.path, place.line]), place])).values()];
}
