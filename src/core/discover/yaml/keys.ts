/** Models that a configuration names under keys which say so. */
import { isScalar, type Scalar, type YAMLMap } from 'yaml';
import type { LoadFact, PinSite } from '../../model.ts';
import { isHubId } from '../../ref-parse.ts';
import { hubFileUrl, hubScheme } from '../command/hub-url.ts';
import { urlFact } from '../command/loads.ts';
import type { PlacedFile } from '../command/mapped.ts';
import { isEmptyScalar, scalarText } from './scalar.ts';

const MODEL_KEYS = [
  'model_name_or_path',
  'pretrained_model_name_or_path',
  'model_id',
  'model_name',
  'base_model',
  'repo_id',
  'hf_model',
  'model',
];
/** Names of the hub's own libraries: their values are nothing else. */
const SURE = new Set(['model_name_or_path', 'pretrained_model_name_or_path']);
const REVISION_KEYS = ['model_revision', 'revision_of_model', 'revision'];

/** The scalar under a key, or null. */
export function scalarAt(map: YAMLMap, key: string): Scalar | null {
  const value = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
  return isScalar(value) ? value : null;
}

/** `model: org/name` beside `revision: main`; without a revision only under keys that mean the hub. */
export function keyedLoad(map: YAMLMap, file: PlacedFile): LoadFact[] {
  const named = MODEL_KEYS.flatMap((key) => {
    const node = scalarAt(map, key);
    return node !== null && typeof node.value === 'string' && node.value.includes('/') && isHubId(node.value)
      ? [{ key, node, id: node.value }]
      : [];
  });
  const [first] = named;
  if (first === undefined) return [];
  const revision = REVISION_KEYS.map((key) => scalarAt(map, key)).find((node) => node !== null) ?? null;
  if (revision === null && !SURE.has(first.key)) return [];
  const empty = revision === null || isEmptyScalar(revision);
  // One revision and two names: whose it is, the file does not say.
  const sole = new Set(named.map(({ id }) => id)).size === 1;
  const type = scalarAt(map, 'repo_type')?.value;
  if (type === 'space') return [];
  return [
    {
      kind: 'load',
      component: type === 'dataset' ? 'dataset' : 'model',
      hub: 'hf',
      provider: null,
      api: `${first.key}:`,
      target: { kind: 'literal', text: first.id },
      revision: empty ? null : { kind: 'literal', text: String(revision.value) },
      endpoint: null,
      remoteCode: scalarAt(map, 'trust_remote_code')?.value === 'true',
      pin: revision === null || !sole ? null : valueSite(revision, file),
      ...file.at(first.node.range?.[0] ?? 0),
    },
  ];
}

/** Plain, a commit could be read as a number: quotes are written where none stand. */
function valueSite(node: Scalar, file: PlacedFile): PinSite | null {
  const [start, end] = node.range ?? [0, 0];
  if (node.type === 'PLAIN') {
    const inserted = start === end;
    return file.site(
      start,
      end,
      inserted && /[:\s]/.test(file.text[start - 1] ?? '') && file.text[start - 1] === ':' ? ' "{commit}"' : '"{commit}"',
    );
  }
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  return quoted && file.text.slice(start + 1, end - 1) === node.value ? file.site(start + 1, end - 1, '{commit}') : null;
}

/** `storageUri: hf://org/name:main`, and addresses of files on the hub. */
export function addressLoad(key: string, node: Scalar, file: PlacedFile): LoadFact[] {
  const text = typeof node.value === 'string' && node.value.length <= 2000 ? node.value : '';
  if (!/^h(?:f|ttps?):\/\//.test(text)) return [];
  const source = scalarText(node, file.text);
  const url = hubFileUrl(text);
  if (url !== null) return [urlFact(url, source, text, 'download', file)];
  const scheme = hubScheme(text);
  if (scheme === null || scheme.id.startsWith('spaces/') || scheme.id.startsWith('buckets/')) return [];
  const fact = urlFact(scheme, source, text, 'hf://', file);
  if (scheme.revision !== null) return [fact];
  const at = source.offsets[scheme.insert - 1];
  const mark = /storage/i.test(key) ? ':' : '@';
  const exact = at !== undefined && at - (source.offsets[0] ?? 0) === scheme.insert - 1;
  return [{ ...fact, pin: exact ? file.site(at + 1, at + 1, `${mark}{commit}`) : null }];
}
