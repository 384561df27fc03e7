/** Addresses of weights in configurations: `model_url: https://host/model.onnx`, `storageUri: s3://bucket/model.pt`, with the digest beside them. */
import { statedDigestIn } from '../../../base/stated-digest.ts';
import { redact } from '../../../base/redact.ts';
import type { At, Expression, LoadFact } from '../../../model/index.ts';
import { BEGINS_ADDRESS, isModelFile, isObjectStore, isModelFolder, namesModelFile, saysModelFile } from '../../model-file.ts';
import { hubFileUrl, mirroredFileUrl } from '../../languages/shell/hub-url.ts';
import type { KeyedField } from './tree.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

const ADDRESS = new RegExp(`^${BEGINS_ADDRESS}`, 'i');
/** Words for people, where an address is no more than shown. */
const SHOWN = /^(?:description|summary|title|homepage|documentation|docs?|readme|note|comment|example)s?$/i;
const TELLS_DIGEST = /sha-?_?(?:1|256|384|512)|md5|hash|checksum|digest/i;
const MAX_BESIDE = 200;

/** `digest`: what stands beside it. */
export function fileAddressLoad(key: string, value: string, digest: string | null, at: () => At): LoadFact[] {
  const text = value.length <= 2_000 ? value.trim() : '';
  if (STORED_KEY.test(key)) {
    const stored = storedModel(text);
    if (stored !== null) return [{ ...BLANK, ...stored, ...(digest === null ? {} : { digest }), ...at() }];
  }
  // Words behind it are no part of an address; a template may have some.
  if (
    !ADDRESS.test(text) ||
    /\s/.test(text.replace(/\{\{[^{}]{0,300}\}\}/g, '')) ||
    SHOWN.test(key) ||
    hubFileUrl(text) !== null ||
    mirroredFileUrl(text) !== null
  )
    return [];
  const target = targetOf(text, key);
  if (target === null) return [];
  return [{ ...BLANK, target, ...(digest === null ? {} : { digest }), ...at() }];
}

/** Keys of servers whose value is where the model lies, whatever its address says (KServe, Seldon Core, MLServer). */
const STORED_KEY = /^(?:storage_?uri|model_?uri)s?$/i;
/** Places that only the cluster can open. */
const OF_CLUSTER = /^(?:pvc|kit|hdfs|webhdfs|pfs|model-registry|nfs):\/\/\S/i;
const OCI = /^oci:\/\/([\w.-]{1,200}(?::\d{1,5})?(?:\/[\w.-]{1,200}){1,6})(?::([\w.-]{1,128}))?(?:@(sha256:[0-9a-f]{64}))?$/;

function storedModel(text: string): Pick<LoadFact, 'hub' | 'target' | 'revision' | 'names' | 'addresses'> | null {
  const [, name, tag, digest] = OCI.exec(text) ?? [];
  const version = digest ?? tag;
  if (name !== undefined)
    return {
      hub: 'oci',
      names: { hubOnly: true },
      target: { kind: 'literal', text: name },
      revision: version === undefined ? null : { kind: 'literal', text: version },
    };
  if (OF_CLUSTER.test(text)) return { hub: 'url', revision: null, target: { kind: 'unmodeled', text: redact(text).slice(0, 80) } };
  return isObjectStore(text) && !/\{\{|\$/.test(text) ? { hub: 'url', revision: null, target: { kind: 'literal', text } } : null;
}

const BLANK = {
  ...PLAIN_LOAD,
  component: 'model',
  hub: 'url',
  api: 'download',
  addresses: 'all',
} as const satisfies Partial<LoadFact>;

function targetOf(text: string, key: string): Expression | null {
  const beside = saysModelFile(key);
  // `${VERSION}`, `{{ .Values.version }}`, `$(___)`: which file it is, only running it tells.
  if (/\$[\w{(]|\{\{/.test(text)) {
    const shown = redact(text.replace(/[?#][\s\S]*$/, '')).slice(0, 80);
    return namesModelFile(text.replace(/[?#][\s\S]*$/, ''), beside) ? { kind: 'unmodeled', text: shown } : null;
  }
  return isModelFile(text, beside) || (/storage_?uri|model/i.test(key) && isModelFolder(text)) ? { kind: 'literal', text } : null;
}

/** The one digest among the values of a mapping; null: none, or several. */
export function digestAmong(fields: readonly KeyedField[]): string | null {
  const digests = new Set(
    fields
      .slice(0, MAX_BESIDE)
      .flatMap(({ name, value }) =>
        value?.kind === 'scalar' && value.text.length < 300 && TELLS_DIGEST.test(name.slice(0, 100))
          ? (statedDigestIn(value.text) ?? [])
          : [],
      ),
  );
  return digests.size === 1 ? ([...digests][0] ?? null) : null;
}
