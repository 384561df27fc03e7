/** What is proven about a component, in words; from its rung, or for libraries from what the lock records. */
import { foreignPackage } from '../../ecosystems/git.ts';
import type { BomComponent, Verdict } from '../../model/index.ts';
import { rungOf } from '../../policy/rung.ts';
import { compareRungs, type Gap } from '../../policy/standing.ts';
import { validSignatures } from '../../policy/rules/support/signature.ts';
import { foreignProof } from './foreign.ts';
import { signerWords } from '../../verify/signatures-seen.ts';
import { code, type Phrase, plain, strong } from './phrase.ts';
import { notLookedUp } from './reasons.ts';
import { installedWords, installsOther, OTHER_INSTALLED, registryWords } from './registry-words.ts';
import { runProof } from './runs.ts';
import { DATED, isDated, retiring } from './settled.ts';

const BY_GAP: Readonly<Record<Exclude<Gap, 'not-checked' | 'no-ladder' | 'signer'>, Phrase>> = {
  'no-source': [strong('unknown source')],
  'source-not-found': [strong('not found on the hub')],
  'invalid-name': [strong('not a possible name')],
  'unsupported-source': [plain('source known, '), strong('not checked'), plain(': no support for this hub yet')],
  'other-endpoint': [strong('another server'), plain(' is asked for it')],
  'endpoint-override': [plain('source known, '), strong('environment can send it elsewhere')],
  redirected: [strong('renamed on the hub')],
  'hash-mismatch': [strong('hash differs')],
  'foreign-commit': [strong('commit is on no branch of this source')],
  'commit-differs': [strong('hub answers another commit')],
  'folder-too': [plain('a folder of the tree has this name, too: '), strong('not pinned')],
  'env-override': [plain('source known, '), strong('environment can replace it')],
  'parameter-override': [plain('source known, '), strong('caller can replace it')],
  'code-override': [plain('source known, '), strong('other code can replace it')],
  declared: [plain('declared in the lock, '), strong('not pinned')],
  'dynamic-revision': [plain('source known, '), strong('revision is computed')],
  'pull-request-ref': [plain('source known, '), strong('anybody can write to that ref')],
  'short-commit': [plain('source known, '), strong('short commit, not pinned')],
  floating: [plain('source known, '), strong('not pinned')],
  'adapter-base': [plain('pinned, '), strong('its base model is not')],
  'not-pulled': [plain('source known, '), strong('its files were not compared')],
  'remote-code': [plain('pinned, '), strong('its code is not')],
  'code-floating': [plain('source known, '), strong('its code is not pinned')],
  'open-arguments': [plain('source known, '), strong('not all of its arguments')],
  callable: [strong('unclear which library loads it')],
  kind: [strong('model or dataset is computed')],
  unsigned: [plain('pinned, hub confirms')],
  'signature-invalid': [plain('pinned, '), strong('its signature does not hold')],
  'unsigned-files': [plain('pinned; signed, '), strong('but not every file')],
  'signature-unverified': [plain('pinned; signature not verified')],
  none: [plain('signed')],
};

/** The lowest of several versions speaks. `otherBytes`: same version as before the change, and another hash. */
export function proofOf(
  versions: readonly BomComponent[],
  all: readonly BomComponent[],
  signed: Verdict['signed'],
  otherBytes = false,
): Phrase {
  const names = versions.map(({ key }) => signed[key]);
  const [name] = names;
  if (name !== undefined && names.every((one) => one !== undefined)) return [plain('signed by '), code(name), plain(' ¹')];

  const lowest = versions
    .map((component) => ({ component, ...rungOf(component, all) }))
    .reduce<{ component: BomComponent; rung: ReturnType<typeof rungOf>['rung']; gap: Gap } | null>(
      (low, one) => (low === null || compareRungs(one.rung, low.rung) < 0 ? one : low),
      null,
    );
  if (lowest === null) return [plain('–')];
  const { component, rung, gap } = lowest;
  const missing = notLookedUp(component);
  if (gap === 'no-ladder') return otherBytes ? [strong('hash changed'), plain(', version did not')] : withoutLadder(versions, missing);
  if (gap === 'not-checked') return [strong('could not look'), plain(`: ${missing ?? 'no answer'}`)];
  if (gap === 'floating' && missing !== null) return [strong('not pinned'), plain(`; could not look: ${missing}`)];
  // Pinned, with a base that is pinned, too, and not signed.
  if (gap === 'adapter-base' && rung === 'pinned') return [plain('pinned, '), strong('its base model is not signed')];
  // The hub is the Hugging Face Hub; every other host says in its own words who does not have it.
  if (gap === 'source-not-found' && component.ref.type !== 'hf' && component.resolution.state === 'unresolved')
    return [strong('not found'), plain(`: ${component.resolution.detail}`)];
  if (gap === 'unsupported-source' && component.resolution.state === 'unresolved' && component.resolution.reason === 'named-only')
    return [plain(component.resolution.detail)];
  return gap === 'signer' ? signedByAnother(component) : BY_GAP[gap];
}

/** Whom the policy accepts is not known here: what is said holds with and without signers in the policy. */
function signedByAnother(component: BomComponent): Phrase {
  const valid = validSignatures(component);
  const [first] = valid;
  if (first === undefined || valid.every(({ unsigned }) => unsigned.length > 0)) return BY_GAP['unsigned-files'];
  return [plain('pinned; signed by '), code(signerWords(first.signer).slice(0, 80)), plain(', not by a signer of the policy')];
}

function withoutLadder(versions: readonly BomComponent[], missing: string | null): Phrase {
  const asked = versions.flatMap((one) => registryWords(one) ?? []);
  const told = asked.find(({ settled }) => !settled) ?? asked[0];
  if (told !== undefined) return told.words;
  const failed = versions.some((one) => one.verifications.some(({ topic, outcome }) => outcome === 'failed' && topic !== 'installed'));
  if (failed) return [strong('hash differs')];
  if (versions.some(installsOther)) return OTHER_INSTALLED;
  if (missing !== null) return [strong('could not look'), plain(`: ${missing}`)];
  const [first] = versions;
  if (first?.kind === 'service')
    return [...(versions.every(isDated) ? DATED : [plain('hosted, '), strong('name may move')]), ...retiring(versions)];
  const runs = versions.flatMap((one) => runProof(one) ?? []);
  const run = runs.find((one) => !one.settled) ?? runs[0];
  if (run !== undefined) return run.words;
  const foreign = foreignProof(versions);
  if (foreign !== null) return foreign;
  // A commit fixes the bytes of its repository; of the others the lock has to say it.
  const listed = versions.filter(({ sightings }) => foreignPackage(sightings)?.source !== 'git');
  if (listed.every((one) => one.hashes.length > 0)) return [plain('hash in the lock'), ...versions.slice(0, 1).flatMap(installedWords)];
  return listed.some((one) => one.version === null) ? [strong('no exact version')] : [plain('exact version')];
}
