/** What is known of a library, in words: of its hash, its registry, who published it. */
import type { BomComponent, Change, RegistryAnswer, Verification, VerificationTopic } from '../../model/index.ts';
import { code, type Phrase, plain, strong } from './phrase.ts';

export interface RegistryWords {
  readonly words: Phrase;
  /** Nothing is open: a green row may say it. */
  readonly settled: boolean;
}

/** Of what lies on the disk: what was hashed there. Empty: nothing was. An archive alone says nothing of the files that are installed. */
export function installedWords(component: BomComponent): Phrase {
  if (outcomeOf(component, 'installed') !== 'passed') return [];
  const areFiles = component.installed?.some(({ what, state }) => what === 'files' && state === 'equal') === true;
  return [plain(areFiles ? ', hashed on disk' : ', its archive was hashed')];
}

/** Something else lies on the disk than the lock names. */
export function installsOther(component: BomComponent): boolean {
  return outcomeOf(component, 'installed') === 'failed';
}

/** Null: nobody asked a registry about it. */
export function registryWords(component: BomComponent): RegistryWords | null {
  const { registry } = component;
  if (registry === undefined) return null;
  const wrong = wrongWords(component);
  if (wrong !== null) return { words: wrong, settled: false };
  if (registry.state !== 'answered')
    return { words: [...inLock(component), plain(unverifiable(registry)), ...installedWords(component)], settled: false };
  const equal = outcomeOf(component, 'registry');
  const words = [
    ...(equal === 'passed' ? [plain(`hash matches ${registry.registry}`)] : [...inLock(component), plain(`, ${registry.registry} has it`)]),
    ...(outcomeOf(component, 'signature') === 'passed' ? [plain(', signed')] : []),
    ...builtWords(registry),
    ...installedWords(component),
  ];
  // Where a hash is, and the registry's answer does not hold it, something is open.
  const isOpen = equal === 'unavailable' || (equal !== 'passed' && component.hashes.length > 0);
  return { words, settled: !isOpen && registry.provenance.state !== 'unverifiable' };
}

/** Of libraries that are counted and not listed: how many registries vouch for. What nobody could look at is never among those that are fine (T33). */
export function registriesWords(changes: readonly Change[]): string {
  const told = changes.flatMap(({ kind, head }) => (kind === 'library' ? head.flatMap((one) => registryWords(one) ?? []) : []));
  const settled = told.filter((one) => one.settled).length;
  if (told.length === 0) return '';
  if (settled === told.length) return settled === 1 ? ', as its registry has it' : ', all as their registries have them';
  return settled === 0
    ? ', none verified by a registry'
    : `, ${settled} as their registries have them, ${told.length - settled} not verified`;
}

function wrongWords(component: BomComponent): Phrase | null {
  if (component.registry?.state === 'absent') return [strong('not in its registry')];
  if (component.verifications.some(({ topic, outcome, reason }) => topic === 'registry' && outcome === 'failed' && reason === 'not-found'))
    return [strong('holds a file'), plain(' that its registry does not have')];
  if (outcomeOf(component, 'registry') === 'failed') return [strong('other hash'), plain(' than its registry has')];
  if (outcomeOf(component, 'signature') === 'failed') return [strong('signature does not hold')];
  if (outcomeOf(component, 'provenance') === 'failed') return [strong('provenance does not hold')];
  return installsOther(component) ? OTHER_INSTALLED : null;
}

export const OTHER_INSTALLED: Phrase = [strong('something else'), plain(' is installed here')];

function inLock({ hashes, version }: BomComponent): Phrase {
  return [plain(hashes.length > 0 ? 'hash in the lock' : version === null ? 'no exact version' : 'exact version')];
}

/** Why nobody can tell, in few words: the log and the JSON have the rest. */
function unverifiable(registry: Exclude<RegistryAnswer, { state: 'answered' }>): string {
  const reason = registry.state === 'absent' ? 'not-found' : registry.reason;
  if (reason === 'not-found') return ', its registry does not have it';
  return reason === 'other-origin' ? ', not verifiable from here' : `, not verifiable from here (${WORDS[reason] ?? 'no answer'})`;
}

const WORDS: Readonly<Partial<Record<string, string>>> = {
  off: 'no registry is asked',
  offline: 'offline',
  budget: 'limit of questions reached',
  'rate-limited': 'rate limit of the registry',
  unauthorized: 'missing there, or the registry wants a login',
  forbidden: 'the registry refuses access',
  invalid: 'its answer cannot be used',
};

function builtWords({ provenance: { build } }: Extract<RegistryAnswer, { state: 'answered' }>): Phrase {
  const repository = build?.repository?.replace(/^https:\/\//, '') ?? null;
  return repository === null ? [] : [plain(', built from '), code(repository.slice(0, 80))];
}

function outcomeOf({ verifications }: BomComponent, topic: VerificationTopic): Verification['outcome'] | null {
  return verifications.find((one) => one.topic === topic)?.outcome ?? null;
}
