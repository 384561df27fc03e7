/** dependency/version: versions that a policy does not want, and AI frameworks whose loader is known to be broken. */
import { z } from 'zod';
import { foreignPackage } from '../../ecosystems/git.ts';
import { ecosystemOf, isInRange } from '../../ecosystems/look-up.ts';
import type { BomComponent, Unknown } from '../../model/index.ts';
import { BROKEN_LOADERS, type BrokenLoader, brokenLoadersIn, loadedThrough, unnamedThrough } from '../known-loaders.ts';
import type { Context, Draft, Rule } from '../rule.ts';
import { type Stating, stating } from '../statements.ts';
import { vulnerabilityOf } from '../vulnerabilities.ts';
import { byUse } from './support/by-use.ts';
import { draftOf, type Says, short } from './support/draft.ts';
import { rangesOf, requiredVersions } from './support/required-versions.ts';

const RULE = 'dependency/version';

const options = z.object({
  versions: requiredVersions,
  loaders: z
    .boolean()
    .default(true)
    .describe('Whether AI frameworks count whose loader is known to be broken; the list comes with the program.'),
});
type VersionOptions = z.output<typeof options>;

export const dependencyVersion: Rule<VersionOptions> = {
  id: RULE,
  about: {
    title: 'A version that should not be used',
    motivation:
      'Some versions of AI frameworks run code of any model file that they load, whatever option promises otherwise. And some versions an organization has simply decided against.',
    decides:
      'A library in an exact version (of a lockfile, or pinned) that lies outside of the range that the option `versions` has for it: SemVer as npm reads it, PEP 440 for Python. Beside that, versions of AI frameworks whose loader is known to be broken: torch, keras, transformers, llama-cpp-python, from PyPI or conda; the list is data of this program, each entry with its advisory and source, and the option `loaders: false` leaves it out. Where the code or the hub shows which models load through such a framework, the finding names them, and counts loads without a name. What an approver states about such an advisory (`statements` of the policy) settles it while it holds. A range in a manifest without a lock says nothing about what is installed, and a fork is not judged by the version of the original. What only developers install does not block.',
    remedy:
      'Raise the library, and let its tool write the lockfile anew:\nuv lock --upgrade-package torch\nTo ask for versions in the policy:\nrules:\n  dependency/version: { level: block, versions: { "pypi:torch": ">=2.10", "npm:@huggingface/transformers": "^3" } }',
    serves: 'CRA Annex I Part I (2)(a) (no known exploitable vulnerabilities), Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  topics: [],
  // A layer below asks for more packages; of one that both name, the range above stays (T24).
  tighten: (above, below) => ({ versions: { ...below.versions, ...above.versions }, loaders: above.loaders || below.loaders }),
  libraries: 'each',
  speaksOf({ versions, loaders }) {
    const named = new Set([...rangesOf(versions).keys(), ...(loaders ? BROKEN_LOADERS.flatMap(({ identities }) => identities) : [])]);
    return ({ identity }) => named.has(identity);
  },
  judge: ({ bom, policy }, { versions, loaders }) => {
    const ranges = rangesOf(versions);
    const statements = stating(policy, bom);
    return bom.components.flatMap((component): Draft[] => {
      if (component.kind !== 'library' || component.version === null || foreignPackage(component.sightings) !== null) return [];
      const said = [...outside(component, ranges.get(component.identity)), ...(loaders ? broken(component, bom, statements) : [])];
      return said.length === 0
        ? []
        : byUse(component.sightings).flatMap(([scope, places]) => said.map((says) => draftOf(RULE, component, scope, places, says)));
    });
  },
};

function outside({ ref, version, name, identity }: BomComponent, range: string | undefined): Says[] {
  // What is no version of its ecosystem is not known to be outside.
  if (range === undefined || version === null || ecosystemOf(ref.type)?.parse(version) == null || isInRange(ref.type, version, range))
    return [];
  return [
    {
      gap: 'version:outside',
      reason: `the policy asks for ${range}, and this is ${short(version)}`,
      title: `Use ${short(name)} ${range.slice(0, 24)}`,
      cause: `version ${identity}`,
      weight: 2,
    },
  ];
}

function broken(component: BomComponent, { components, unknowns }: Context['bom'], statements: Stating): Says[] {
  const found = brokenLoadersIn(component).filter((one) => statements.about(component, vulnerabilityOf(one)) === null);
  const compare = (a: BrokenLoader, b: BrokenLoader): number => ecosystemOf(component.ref.type)?.compare(a.fixed, b.fixed) ?? 0;
  const enough = [...found].sort(compare).at(-1)?.fixed ?? '';
  return found.map((one) => ({
    gap: `loader:${one.advisory}`,
    reason: `${[one.advisory, ...one.aliases].join(', ')}: ${one.what}${throughWords(loadedThrough(one, components), unnamedThrough(one, unknowns))}`,
    title: `Raise ${short(component.name)} to ${enough} or later`,
    cause: `version ${component.identity}`,
  }));
}

function throughWords(models: readonly BomComponent[], unnamed: readonly Unknown[]): string {
  const [first, ...more] = [...new Set(models.map(({ name }) => short(name)))];
  const nameless = unnamed.length === 0 ? '' : `${unnamed.length} ${unnamed.length === 1 ? 'load' : 'loads'} without a name`;
  if (first === undefined) return nameless === '' ? '' : `; ${nameless} ${unnamed.length === 1 ? 'goes' : 'go'} through it`;
  const others = more.length === 0 ? ' loads' : ` and ${more.length} more load`;
  return `; ${first}${others} through it${nameless === '' ? '' : `, and ${nameless}`}`;
}
