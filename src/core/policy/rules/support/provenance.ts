/** model/provenance and dataset/provenance: the same ladder for two kinds (design section 4; T7 to T9). */
import { z } from 'zod';
import type { About, BomComponent, Kind, Level, Unknown } from '../../../model/index.ts';
import { unknownId } from '../../../model/unknown-id.ts';
import type { Draft, Rule } from '../../rule.ts';
import { rungOf } from '../../rung.ts';
import { compareRungs, type Gap, RUNGS } from '../../standing.ts';
import { claimWords, commandToDeclare } from './declaring.ts';
import { byScope, draftOf, type Says, short } from './draft.ts';
import { alike, unknownDraft } from './unknown-draft.ts';
import { pinEdits } from '../../../pin/place.ts';

/** "attested" comes when something verifies attestations: a demand that nothing can meet would only teach people to waive. */
const options = z.object({
  require: z.enum(['named', 'pinned', 'signed']).default('named').describe('The rung that is demanded.'),
});
type Options = z.output<typeof options>;

const REASONS: Readonly<Partial<Record<Gap, string>>> = {
  'no-source': 'nobody can say where these weights come from',
  'source-not-found': 'the hub shows no such repository to this check: whoever registers the name decides what you load',
  'invalid-name': 'the name is not possible on a hub, so nothing could be checked',
  'unsupported-source': 'nobody confirms what this source serves',
  'other-endpoint': 'another server answers under this name',
  'folder-too': 'a folder of the tree bears this name, too: which of the two is loaded depends on where the program starts',
  'endpoint-override': 'a variable may send it to another server, and nobody reviews that',
  redirected: 'the hub answers with another repository',
  'hash-mismatch': 'its bytes are not those that the commit names',
  'not-pulled': 'its files are not in the commit, so nothing compared them with those of the lock',
  'foreign-commit': 'the commit is on no branch or tag of the repository',
  'commit-differs': 'the hub answers with another commit',
  'env-override': 'an environment variable may replace it, and nobody reviews that',
  'parameter-override': 'a caller may replace it',
  'code-override': 'another place of the code may replace it',
  declared: 'its name stands in a declaration of the lock alone, and the policy takes that for a name, not for a pin',
  'dynamic-revision': 'the code computes the revision',
  'pull-request-ref': 'anybody can change a pull request on the hub',
  'short-commit': 'a shortened commit is a guess',
  floating: 'whoever can push to it changes what you ship',
  'adapter-base': 'the base model that it loads with it is not pinned',
  'remote-code': 'it runs code of another repository, which the revision here does not pin',
  'code-floating': 'the code that it runs comes from a revision that moves',
  'open-arguments': 'arguments that are not written here may change what is loaded',
  callable: 'whose function this is cannot be told from the code, so it may load something else',
  kind: 'the code computes whether it is a model or a dataset',
  unsigned: 'nobody signed it',
  'signature-invalid': 'its signature does not hold',
  signer: 'the policy does not name its signer for it',
  'unsigned-files': 'its signature does not cover every file that a load may take',
  'signature-unverified': 'its signature could not be verified here',
  'not-checked': 'no authority confirmed the commit and its digests',
};

/** The rung "unknown": nobody can say what is loaded there. */
const NO_SOURCE: ReadonlySet<string> = new Set<Gap>(['no-source', 'source-not-found', 'invalid-name']);

/** `level`: of the built-in policy. */
export function provenanceRule(id: string, kind: Kind, level: Level, about: About): Rule<Options> {
  return {
    id,
    about,
    options,
    level,
    // T42: labels relax from "named" upwards. A computed name is unresolved, which they relax, too.
    everywhere: ({ gap }) => NO_SOURCE.has(gap),
    topics: ['existence', 'revision', 'reachability', 'files'],
    libraries: 'none',
    judge: ({ bom, policy }, { require }) => [
      ...impossibleNames(id, kind, bom.unknowns),
      ...bom.components
        .filter((component) => component.kind === kind)
        .flatMap((component) => {
          const low = rungOf(component, bom.components, policy.signers).perSighting.filter(({ rung, gap }) =>
            violates(component, rung, gap, require),
          );
          return [...Map.groupBy(low, ({ gap }) => gap)].flatMap(([gap, standings]) =>
            byScope(standings.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
              draftOf(id, component, scope, sightings, {
                gap,
                reason: reasonOf(component, gap),
                title: titleOf(component, gap),
                cause: `${revisionMissing(component) ? 'commit' : causeOf(gap)} ${component.identity}`,
                weight: RUNGS.length - RUNGS.indexOf(standings[0]?.rung ?? 'unknown'),
                edits: gap === 'floating' ? pinEdits(component, sightings) : [],
              }),
            ),
          );
        }),
    ],
    tighten: (above, below) => (compareRungs(above.require, below.require) >= 0 ? above : below),
  };
}

function violates(component: BomComponent, rung: (typeof RUNGS)[number], gap: Gap, needed: Options['require']): boolean {
  if (compareRungs(rung, needed) >= 0) return false;
  // What may be no load of the hub is said by the rule about unresolved ones, which blocks where more than a name is demanded.
  if (rung === 'unknown' && (gap === 'callable' || gap === 'kind')) return false;
  // Said by verification/incomplete, which waits instead of asking for an edit; but never silence (T4).
  const couldNotLook = component.verifications.some(({ outcome }) => outcome === 'unavailable' || outcome === 'error');
  return gap !== 'not-checked' || !couldNotLook;
}

/** What stands there is no name that a hub can have: whatever is loaded, nobody can say where it comes from. */
function impossibleNames(id: string, kind: Kind, unknowns: readonly Unknown[]): Draft[] {
  return alike(unknowns.filter((one) => one.kind === kind && one.why === 'impossible')).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { declared } = first;
    return unknownDraft(id, group, {
      gap: 'invalid-name',
      ...(declared === undefined ? impossibleWords(first) : claimWords(declared, kind, first.fedAnew !== undefined)),
      cause: `name ${unknownId(first)}`,
      weight: RUNGS.length,
    });
  });
}

function impossibleWords(unknown: Unknown): Pick<Says, 'reason' | 'title' | 'command'> {
  const { kind, text } = unknown;
  const command = commandToDeclare(unknown);
  return {
    reason: `"${short(text)}" is not a possible name on a hub, so nothing could be checked`,
    title:
      command === null
        ? `Write the ${kind} that is loaded here as a name that the hub can have`
        : `Load the ${kind} from a hub, or declare what lies at this address`,
    command,
  };
}

/** The hub knows the repository and not the revision: a name that nobody can register, and an edit that is easy. */
function revisionMissing({ resolution }: BomComponent): boolean {
  return resolution.state === 'unresolved' && resolution.reason === 'no-revision';
}

function reasonOf(component: BomComponent, gap: Gap): string {
  if (gap === 'source-not-found' && revisionMissing(component)) return `the repository has no revision "${component.requested ?? ''}"`;
  const unverified = gap === 'signature-unverified' ? (component.signatures ?? []).find(({ state }) => state !== 'valid') : undefined;
  if (unverified !== undefined && unverified.detail !== '') return `${unverified.file.slice(0, 100)}: ${unverified.detail.slice(0, 300)}`;
  if (gap === 'source-not-found' && component.ref.type !== 'hf')
    return 'its host shows no such repository to this check: whoever registers the name decides what you load';
  return REASONS[gap] ?? 'its source is not established';
}

/** The same edit settles this and the rule that names the gap; both fold into one thing to do. */
function causeOf(gap: Gap): string {
  if (gap === 'floating') return 'pin';
  if (gap === 'foreign-commit' || gap === 'commit-differs' || gap === 'pull-request-ref' || gap === 'short-commit') return 'commit';
  if (gap === 'signature-invalid' || gap === 'signer' || gap === 'unsigned-files') return 'signature';
  return gap === 'redirected' ? 'redirect' : `provenance ${gap}`;
}

function titleOf(component: BomComponent, gap: Gap): string {
  const name = short(component.name);
  switch (gap) {
    case 'no-source':
      return `Say where ${name} comes from`;
    case 'source-not-found':
      return `Correct the name or revision of ${name}`;
    case 'invalid-name':
      return `Write ${name} as a name that the hub can have`;
    case 'unsupported-source':
      return `Load ${name} from a hub that can be checked`;
    case 'env-override':
    case 'parameter-override':
    case 'code-override':
    case 'dynamic-revision':
      return `Write name and commit of ${name} into the code`;
    case 'declared':
      return `Write ${name} into the code, or let the policy say "declared: pinned"`;
    case 'folder-too':
      return `Pin ${name}, or write "./" before it where the folder is meant`;
    case 'other-endpoint':
    case 'endpoint-override':
      return `Load ${name} from the hub itself`;
    case 'redirected':
      return `Write the name that the hub now has for ${name}`;
    case 'unsigned':
    case 'signature-invalid':
    case 'signer':
    case 'unsigned-files':
    case 'signature-unverified':
      return `Load a commit of ${name} that a signer of the policy signed`;
    case 'not-pulled':
      return `Pull ${name} and check with --hash-files, or name its commit`;
    case 'remote-code':
    case 'code-floating':
      return `Pin the code that ${name} runs`;
    case 'open-arguments':
      return `Write the arguments of the load of ${name} where it is called`;
    case 'callable':
      return `Load ${name} with the library's own function`;
    case 'kind':
      return `Write the repo_type of ${name} as a literal`;
    case 'adapter-base':
      return `Pin the base model of ${name}`;
    default:
      return `Pin ${name}`;
  }
}
