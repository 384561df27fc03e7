/** Models that a configuration names under keys which say so. */
import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Expression, LoadFact, PinSite } from '../../../model/index.ts';
import { DATASET_FORMATS } from '../../dataset-formats.ts';
import { hubFileUrl, hubScheme, localAiUrl } from '../../languages/shell/hub-url.ts';
import { urlFact } from '../../languages/shell/url-loads.ts';
import type { PlacedFile } from '../../languages/shell/mapped.ts';
import { redact } from '../../../base/redact.ts';
import { classOf, isMain, type KeyClass, keyWords, loadsItself, namesHubModel, revisionKeys } from './model-keys.ts';
import type { YamlField, References } from './references.ts';
import { isEmptyScalar, scalarText } from './scalar.ts';

const KWARGS = /kwargs$|^(?:model|tokenizer|load|init)_(?:args|params|config|init)$/;
/** Spellings of "no" that some reader of YAML knows; anything else trusts the code (YAML 1.1 and 1.2, PyYAML). */
const FALSE = /^(?:false|no|off|n|0|null|none|~|)$/i;

/** Of one name; more are as many times the same question. */
const MAX_REVISIONS = 20;

interface Said {
  readonly name: string;
  readonly node: Scalar;
  readonly field: YamlField;
}

/** A mapping as its names and texts; those of `model_kwargs` and the like count, too. */
function saidIn(fields: readonly YamlField[], references: References): Said[] {
  return fields.flatMap((field) => {
    const name = keyWords(field.name);
    if (isScalar(field.value)) return [{ name, node: field.value, field }];
    if (!KWARGS.test(name) || !isMap(field.value)) return [];
    return references
      .fields(field.value)
      .flatMap((inner) => (isScalar(inner.value) ? [{ name: keyWords(inner.name), node: inner.value, field }] : []));
  });
}

/** `model: org/name`, with the revision beside it, or none. `owner`: the key above; `sole`: nothing else speaks in this document. */
export function keyedLoads(
  fields: readonly YamlField[],
  owner: string,
  sole: boolean,
  references: References,
  file: PlacedFile,
): LoadFact[] {
  const words = keyWords(owner);
  const candidates = fields.flatMap((field) => namesIn(field, words, references));
  if (candidates.length === 0) return [];
  const said = saidIn(fields, references);
  const byName = Map.groupBy(said, ({ name }) => name);
  const neighbors = new Map<string, string | null>(
    fields.map(({ name, value }) => [keyWords(name), isScalar(value) ? String(value.value) : null]),
  );
  const type = said.findLast(({ name }) => name === 'repo_type')?.node.value;
  if (type === 'space') return [];
  const remoteCode = said.some(({ name, node }) => name.endsWith('trust_remote_code') && !FALSE.test(String(node.value)));
  const found = candidates.flatMap(({ key, kind, node, field }) => {
    const value = nameOf(node, kind);
    if (value === null) return [];
    const revisions = revisionsOf(key, byName);
    const text = literalOf(value);
    const certain = revisions.length > 0 && isMain(key) ? 'sure' : kind;
    if (text !== null && !namesHubModel(certain, text)) return [];
    return loadsItself(certain, neighbors, sole) ? [{ key, node, field, value, revisions }] : [];
  });
  const main = found.filter(({ key }) => isMain(key));
  const names = new Set(main.map(({ value }) => literalOf(value)));
  return found.flatMap(({ key, node, field, value, revisions }): LoadFact[] => {
    // The tokenizer of the model itself is loaded with it.
    const same = !isMain(key) && revisions.length === 0 && names.has(literalOf(value));
    if (same) return [];
    const [revision] = revisions;
    const sole = isMain(key) ? names.size === 1 : true;
    const moved = revision !== undefined && revision.field.merged !== field.merged;
    return [
      {
        kind: 'load',
        component: type === 'dataset' ? 'dataset' : 'model',
        hub: 'hf',
        provider: null,
        ...(type === 'dataset' ? { names: { own: DATASET_FORMATS } } : {}),
        api: `${field.name}:`,
        target: value,
        revision: revisionValue(revisions.map((one) => one.node)),
        endpoint: null,
        remoteCode: remoteCode && isMain(key),
        // One revision and two names: whose it is, the file does not say.
        pin: revision === undefined || revisions.length > 1 || !sole || moved ? null : valueSite(revision.node, file),
        ...file.at(moved || field.value === null ? field.at : (node.range?.[0] ?? field.at)),
      },
    ];
  });
}

interface Candidate {
  readonly key: string;
  readonly kind: KeyClass;
  readonly node: Scalar;
  readonly field: YamlField;
}

function namesIn(field: YamlField, owner: string, references: References): Candidate[] {
  const key = keyWords(field.name);
  const kind = classOf(key, owner);
  if (kind === null) return [];
  if (isScalar(field.value)) return [{ key, kind, node: field.value, field }];
  if (kind !== 'sure' || !isSeq<Node | null>(field.value)) return [];
  return field.value.items.flatMap((item) => {
    const node = references.target(item);
    return isScalar(node) ? [{ key, kind, node, field }] : [];
  });
}

/** What a scalar names; null: nothing that can be a model. A tag of its own, or a variable with a default, may give another name. */
function nameOf(node: Scalar, kind: KeyClass): Expression | null {
  const text = typeof node.value === 'string' ? node.value.trim() : '';
  const literal: Expression = { kind: 'literal', text };
  if (node.tag !== undefined && /^!(?!!|$)/.test(node.tag))
    return { kind: 'overridable', by: 'parameter', name: node.tag.slice(0, 40), fallback: literal };
  const variable = /^\$\{(?:oc\.env:|env:)?([A-Za-z_]\w{0,100})(?::?-|,\s{0,5}|:)["']?([\w.-]{1,96}\/[\w.-]{1,96})["']?\}$/.exec(text);
  if (variable !== null)
    return { kind: 'overridable', by: 'environment', name: variable[1] ?? '', fallback: { kind: 'literal', text: variable[2] ?? '' } };
  if (/\$\{|\$\(|\{\{|^\$\w/.test(text))
    return kind === 'sure' ? { kind: 'unmodeled', text: redact(text.slice(0, 400)).slice(0, 80) } : null;
  return text.includes('/') ? literal : null;
}

function literalOf(value: Expression): string | null {
  if (value.kind === 'overridable') return value.fallback === null ? null : literalOf(value.fallback);
  return value.kind === 'literal' ? value.text : null;
}

/** The nearest key that gives one; written twice, each of them may count. */
function revisionsOf(key: string, said: ReadonlyMap<string, readonly Said[]>): readonly Said[] {
  return revisionKeys(key)
    .flatMap((name) => said.get(name)?.slice(0, MAX_REVISIONS) ?? [])
    .filter((one, _index, [first]) => one.name === first?.name);
}

function revisionValue(nodes: readonly Scalar[]): Expression | null {
  const options = nodes.flatMap((node): Expression[] => (isEmptyScalar(node) ? [] : [{ kind: 'literal', text: String(node.value) }]));
  const [first] = options;
  if (first === undefined) return null;
  if (nodes.length === 1) return first;
  // Left empty, or written another time: readers differ in which one counts.
  return { kind: 'choice', options: options.length === nodes.length ? options : [...options, { kind: 'literal', text: 'main' }] };
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
  if (!/^h(?:f|ttps?|uggingface):\/\//.test(text)) return [];
  const source = scalarText(node, file.text);
  const url = hubFileUrl(text);
  if (url !== null) return [urlFact(url, source, text, 'download', file)];
  const localAi = localAiUrl(text);
  if (localAi !== null) return [urlFact(localAi, source, text, 'huggingface://', file)];
  const scheme = hubScheme(text);
  if (scheme === null || scheme.id.startsWith('spaces/') || scheme.id.startsWith('buckets/')) return [];
  const fact = urlFact(scheme, source, text, 'hf://', file);
  if (scheme.revision !== null) return [fact];
  const at = source.offsets[scheme.insert - 1];
  const mark = /storage/i.test(key) ? ':' : '@';
  const exact = at !== undefined && at - (source.offsets[0] ?? 0) === scheme.insert - 1;
  return [{ ...fact, pin: exact ? file.site(at + 1, at + 1, `${mark}{commit}`) : null }];
}
