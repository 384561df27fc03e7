/** Zip archives that hold models: torch, Keras, NumPy, skops. Any other archive is none of ours. */
import type { WeightsFormat } from '../model/index.ts';
import { startsWith, textOf } from './bytes.ts';
import type { Inspection } from './inspection.ts';
import { isModelMember } from './member-names.ts';
import { hasObjects } from './numpy.ts';
import type { Structure } from './structure.ts';
import { directoryNames } from './zip-directory.ts';
import { type Member, zipMembers } from './zip-members.ts';

export function readZip(head: Uint8Array, _size: number, structure: Structure | null): Inspection | null {
  // torch.load insists on offset 0; archives with bytes before it are read by other rules.
  if (!startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return null;
  const zip = structure?.kind === 'zip' ? structure : { locals: head, tail: head, complete: true };
  const members = zipMembers(zip.locals);
  // The directory is what torch opens, the local headers what a stream reader sees: an author may let them differ.
  const directory = directoryNames(zip.tail);
  const names = new Set([...members.map((member) => member.name), ...directory.names]);
  if (isTorch(names)) {
    const isScript = [...names].some((name) => /^[^/]*\/code\//.test(name));
    return result('torch-zip', true, isScript ? { container: 'torchscript' } : {});
  }
  // "Lambda" layers carry code, and a safe loader is a setting of the reader, not of the file (CVE-2024-3660).
  if (names.has('config.json') && (names.has('metadata.json') || hasKerasWeights(names)))
    return result('keras-zip', true, kerasMetadata(members));
  const arrays = [...names].filter((name) => name.endsWith('.npy'));
  if (arrays.length > 0 && startsWithArray(members)) {
    return result('numpy', !zip.complete || holdObjects(arrays, members), { container: 'npz', arrays: String(arrays.length) });
  }
  const schema = members.find((member) => member.name === 'schema.json')?.content();
  if (schema !== undefined && schema !== null && textOf(schema).includes('"__loader__"'))
    return result('unknown', true, { container: 'skops' });
  if (names.has('MAR-INF/MANIFEST.json')) return result('unknown', true, { container: 'torch-model-archive' });
  const inside = [...names].find(isModelMember);
  if (inside !== undefined) return result('unknown', true, { container: 'zip', member: inside });
  // Members that nobody saw may be the ones that matter: never "no model" (T34).
  return zip.complete || directory.complete ? null : { format: null, runsCode: true, metadata: {}, fault: TOO_MANY };
}

const TOO_MANY = 'a zip archive with more members than are read (1 MiB of its directory)';

function result(format: WeightsFormat, runsCode: boolean, metadata: Readonly<Record<string, string>>): Inspection {
  return { format, runsCode, metadata, fault: null };
}

/** "<any>/data.pkl", or where a new writer puts its own members first, storages beside them. */
function isTorch(names: ReadonlySet<string>): boolean {
  return [...names].some(
    (name) => /^(?:[^/]{1,200}\/)?data\.pkl$/.test(name) || /^[^/]{1,200}\/(?:\.format_version|\.data\/serialization_id)$/.test(name),
  );
}

function hasKerasWeights(names: ReadonlySet<string>): boolean {
  return names.has('model.weights.h5') || names.has('model.weights.npz');
}

/** Archives of arrays hold nothing else; one .npy somewhere in a zip of test data makes it no model. */
function startsWithArray(members: readonly Member[]): boolean {
  return members[0]?.name.endsWith('.npy') === true;
}

/** An array whose header was not seen counts as one of objects. */
function holdObjects(arrays: readonly string[], members: readonly Member[]): boolean {
  const seen = new Map<string, boolean>();
  for (const member of members)
    if (member.name.endsWith('.npy')) seen.set(member.name, seen.get(member.name) === true || holdsObjects(member));
  return arrays.some((name) => seen.get(name) !== false);
}

function holdsObjects(member: Member): boolean {
  const content = member.content();
  return content === null || hasObjects(content);
}

function kerasMetadata(members: readonly Member[]): Readonly<Record<string, string>> {
  const content = members.find((member) => member.name === 'metadata.json')?.content();
  if (content === undefined || content === null) return {};
  const found = /"keras_version"\s{0,10}:\s{0,10}"([^"\\]{1,50})"/.exec(textOf(content.subarray(0, 10_000)));
  return found?.[1] === undefined ? {} : { keras_version: found[1] };
}
