/** Models and data that DVC keeps outside of git: `*.dvc` files and dvc.lock. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Fact, TrackedFact } from '../../model/index.ts';
import type { Detector } from '../detector.ts';
import { cleanUrl, redact } from '../../base/redact.ts';
import { type YamlLimits, yamlRefusal } from '../../base/yaml-limits.ts';
import { baseName } from '../../base/base-name.ts';
import { decodeUtf8, noGrammar, positionAt, problemFact } from '../text-input.ts';

const LIMIT = 1024 * 1024;
/** Outputs of one file. */
const MAX_OUTPUTS = 5_000;
const START = { line: 1, column: 1 } as const;
const LIMITS: YamlLimits = { depth: 20, indent: 200, entries: 100_000, references: false };

export const dvcDetector: Detector = {
  id: 'dvc',
  version: 1,
  about: {
    title: 'Models and data tracked by DVC',
    motivation:
      'What DVC tracks ships like any other file, and git holds only its MD5. MD5 can be forged, so it says which file is meant and proves nothing.',
    decides:
      'Every output of a .dvc file and of dvc.lock, by its path: a name that model files use is a model, everything else is a dataset. ' +
      'An import (dvc import, dvc import-url) names its source. Files of another shape are problems of the tree.',
    remedy: 'Load the model or dataset from its hub at a full commit, or record where it comes from with "dvc import".',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => baseName(path) === 'dvc.lock' || (baseName(path) !== '.dvc' && path.endsWith('.dvc') && !/(?:^|\/)\.dvc\//.test(path)),
  grammar: noGrammar,
  facts: ({ bytes }) => {
    const decoded = decodeUtf8(bytes);
    return decoded.ok ? read(decoded.text) : [decoded.problem];
  },
};

function read(text: string): readonly Fact[] {
  const refusal = yamlRefusal(text, LIMITS);
  if (refusal !== null) return [problemFact('limit', refusal.message.replace(/\.$/, ''), positionAt(text, refusal.offset))];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, merge: false, version: '1.2', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return [problemFact('syntax', 'not YAML that can be read', { line: Math.max(line, 1), column: Math.max(col, 1) })];
  }
  const at = (node: unknown): { line: number; column: number } => {
    const offset = isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0;
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const twice = keyTwice(document);
  if (twice !== null) return [problemFact('syntax', 'a key stands there twice', at(twice))];
  const stages = isMap(document.contents) ? stagesOf(document.contents) : null;
  if (stages === null) return [problemFact('unsupported', 'not a shape that DVC writes', START)];
  const facts: Fact[] = [];
  for (const stage of stages) {
    if (isAlias(stage) || !isMap(stage)) return [problemFact('unsupported', 'not a shape that DVC writes', at(stage))];
    const source = sourceOf(stage.get('deps'));
    const outs = stage.get('outs');
    if (outs === undefined) continue;
    if (!isSeq(outs)) return [problemFact('unsupported', '"outs" is not a list', at(outs))];
    for (const out of outs.items) {
      if (facts.length >= MAX_OUTPUTS) return [...facts, problemFact('limit', `more than ${MAX_OUTPUTS} outputs`, at(out))];
      facts.push(factOf(out, source) ?? problemFact('unsupported', 'an output without a path', at(out)));
    }
  }
  return facts;

  function factOf(out: unknown, source: TrackedFact['source']): TrackedFact | null {
    if (!isMap(out)) return null;
    const path = out.get('path');
    const md5 = out.get('md5');
    if (typeof path !== 'string' || path === '') return null;
    const size = out.get('size');
    return {
      kind: 'tracked',
      path: redact(path.slice(0, 500)).toWellFormed(),
      md5: typeof md5 === 'string' && /^[0-9a-f]{32}(?:\.dir)?$/.test(md5) ? md5 : null,
      size: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null,
      source,
      ...at(out),
    };
  }
}

/** Readers differ in which of two counts. The parser's own check compares each key with each. */
function keyTwice(document: Document.Parsed): unknown {
  const found: unknown[] = [];
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? String(key.value) : key;
        if (keys.has(value)) found.push(key);
        keys.add(value);
      }
    },
  });
  return found[0] ?? null;
}

/** A .dvc file is one stage; dvc.lock holds many by name. */
function stagesOf(top: NonNullable<unknown> & { get(key: string): unknown; has(key: string): boolean }): readonly unknown[] | null {
  const stages = top.get('stages');
  if (stages === undefined) return top.has('outs') ? [top] : null;
  return isMap(stages) ? stages.items.map(({ value }) => value) : null;
}

/** What an import names: an address, or a repository and the commit that it was locked to. */
function sourceOf(deps: unknown): TrackedFact['source'] {
  if (!isSeq(deps)) return null;
  for (const dep of deps.items) {
    if (!isMap(dep)) continue;
    const repo = dep.get('repo');
    const url = isMap(repo) ? repo.get('url') : dep.get('path');
    if (typeof url !== 'string' || !/^[a-z][a-z0-9+.-]{1,20}:\/\/|^git@/i.test(url)) continue;
    const revision = isMap(repo) ? repo.get('rev_lock') : null;
    const address = cleanUrl(url.slice(0, 1000)) ?? redact(url.slice(0, 200));
    return { url: address.toWellFormed(), revision: typeof revision === 'string' ? redact(revision.slice(0, 100)).toWellFormed() : null };
  }
  return null;
}
