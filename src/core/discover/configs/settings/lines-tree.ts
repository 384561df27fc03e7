/** Files of lines `key = value` as a neutral tree: INI, properties, files of variables. */
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';

const MAX_PARTS = 12;
const MAX_LINE = 4_000;
const SECTION = /^\s{0,40}\[{1,2}\s{0,10}([^\]\n]{1,200}?)\s{0,10}\]{1,2}/;
const ENTRY =
  /^\s{0,40}(?:export\s{1,10}|set\s{1,10}|Environment=["']?)?(["']?)([A-Za-z_@][\w.@/[\]-]{0,200})\1\s{0,40}(?:=|:(?!\/\/))\s{0,40}(.{0,3000})$/;

const ASSIGNMENT =
  /^\s{0,40}(?:(?:export|local|readonly|declare(?: -\w)?|set -gx?)\s{1,10})?(["']?)([A-Za-z_]\w{0,100})\1(?:\s{0,10}[?:+]?=\s{0,10})(.{0,3000})$/;

interface Branch {
  readonly fields: KeyedField[];
  readonly below: Map<string, Branch>;
}

/** `isShell`: only "=" gives a value, as in scripts and in files of make. */
export function linesTree(text: string, isShell = false): KeyedNode {
  const root = branch();
  let section = root;
  let at = 0;
  for (const raw of text.split('\n')) {
    const start = at;
    at += raw.length + 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.length > MAX_LINE || /^\s{0,40}(?:[#;!]|\/\/|$)/.test(line)) continue;
    const heading = SECTION.exec(line)?.[1];
    if (heading !== undefined) {
      section = grow(
        root,
        heading.split(/[.:\s"']+/).filter((part) => part !== ''),
      );
      continue;
    }
    const [, , key = '', rest = ''] = (isShell ? ASSIGNMENT : ENTRY).exec(line) ?? [];
    if (key === '') continue;
    const parts = key.split('.');
    const name = parts.pop() ?? '';
    const value = written(rest);
    const offset = start + Math.max(0, line.indexOf(key));
    if (value !== '') grow(section, parts).fields.push({ name, value: { kind: 'scalar', text: value, at: offset }, at: offset });
  }
  return nodeOf(root);
}

function branch(): Branch {
  return { fields: [], below: new Map() };
}

function grow(from: Branch, parts: readonly string[]): Branch {
  let found = from;
  for (const part of parts.slice(-MAX_PARTS)) {
    const next = found.below.get(part) ?? branch();
    found.below.set(part, next);
    found = next;
  }
  return found;
}

/** Without quotes, and without a comment behind it. */
function written(rest: string): string {
  const quoted = /^(["'])((?:(?!\1).){0,2000})\1/.exec(rest);
  if (quoted !== null) return quoted[2] ?? '';
  return rest
    .replace(/\s[#;].*$/s, '')
    .replace(/["';,]+$/, '')
    .trim();
}

/** At most as deep as the parts of a heading and a key. */
function nodeOf({ fields, below }: Branch): KeyedNode {
  const all: readonly KeyedField[] = [
    ...fields,
    ...[...below].map(([name, inner]) => ({ name, value: nodeOf(inner), at: firstAt(inner) })),
  ];
  return { kind: 'map', at: firstAt({ fields, below }), fields: () => all };
}

function firstAt({ fields }: Branch): number {
  return fields[0]?.at ?? 0;
}
