/** YAML 1.2 (core schema) → plain data, with the line and column of every key and value. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Range, YAMLError } from 'yaml';
import type { At } from '../model/index.ts';
import { POLICY_YAML, yamlRefusal } from '../base/yaml-limits.ts';

/** Size of a policy file, in bytes. */
export const MAX_POLICY_BYTES = 256 * 1024;

export interface Complaint extends At {
  readonly message: string;
}

/** Where a path of keys stands in the file: at its key inside a mapping, at its value inside a list. */
export type Where = (path: readonly PropertyKey[]) => At;

export type YamlResult =
  | { readonly state: 'ok'; readonly value: unknown; readonly where: Where }
  | { readonly state: 'bad'; readonly complaints: readonly Complaint[] };

/** Reads one document. Never throws for what the bytes say; objects have no prototype, so that "__proto__" is a key like any other. */
export function readYaml(source: Uint8Array | string): YamlResult {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  if (bytes.length > MAX_POLICY_BYTES) return bad(`The file is larger than ${MAX_POLICY_BYTES / 1024} KB.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bad('The file is not UTF-8.');
  }
  const lines = new LineCounter();
  const refusal = yamlRefusal(text, POLICY_YAML);
  if (refusal !== null) return { state: 'bad', complaints: [{ message: refusal.message, ...positionIn(text, refusal.offset) }] };
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    merge: false,
    // Compares every key with every other; `read` below finds double keys in one pass.
    uniqueKeys: false,
    prettyErrors: false,
    // Not 'silent': that level drops the error about a second document, whose keys would be ignored without a word.
    logLevel: 'error',
  });
  const at = (offset: number): At => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const wrong = [...document.errors, ...document.warnings].map((error) => ({ message: wordsOf(error), ...at(error.pos[0]) }));
  if (wrong.length > 0) return { state: 'bad', complaints: wrong };
  const complaints: Complaint[] = [];
  const positions = new Map<string, At>([['[]', { line: 1, column: 1 }]]);
  const complain = (message: string, range: Range | null | undefined): undefined => {
    complaints.push({ message, ...at(range?.[0] ?? 0) });
    return undefined;
  };

  function read(node: Node | null, path: readonly PropertyKey[]): unknown {
    if (node === null) return null;
    if (isScalar(node)) {
      const { value } = node;
      const plain = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return plain ? value : complain('This kind of value is not supported.', node.range);
    }
    if (isSeq<Node>(node)) {
      return node.items.map((item, index) => {
        const inner = [...path, index];
        positions.set(keyOf(inner), at(item.range?.[0] ?? 0));
        return read(item, inner);
      });
    }
    if (!isMap<Node, Node | null>(node)) return complain('This kind of value is not supported.', node.range);
    const result: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      const key = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : null;
      if (key === null) complain('A key must be a plain word.', pair.key.range);
      else if (Object.hasOwn(result, key)) complain(`The key "${key}" stands here twice.`, pair.key.range);
      else {
        const inner = [...path, key];
        positions.set(keyOf(inner), at(pair.key.range?.[0] ?? 0));
        result[key] = read(pair.value, inner);
      }
    }
    return result;
  }

  const value = read(document.contents, []);
  if (complaints.length > 0) return { state: 'bad', complaints };
  return { state: 'ok', value, where: (path) => nearestPosition(positions, path) };
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/** A key that is missing has no place of its own: what should have held it stands for it. */
function nearestPosition(positions: ReadonlyMap<string, At>, path: readonly PropertyKey[]): At {
  for (let length = path.length; length >= 0; length--) {
    const found = positions.get(keyOf(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return { line: 1, column: 1 };
}

function positionIn(text: string, offset: number): At {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function bad(message: string): YamlResult {
  return { state: 'bad', complaints: [{ message, line: 1, column: 1 }] };
}

/** The parser's texts end in nothing, a colon or a full stop, and may quote long input. */
function wordsOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'A policy is one document; "---" starts a second one.';
  const first = (message.split('\n')[0] ?? '').slice(0, 200).replace(/[\s.:]{1,8}$/, '');
  return `${first}.`;
}
