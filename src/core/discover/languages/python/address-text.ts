/** Texts of Python code that are addresses: the whole text that stands at a place, what becomes of it, and the words beside it. */
import type { Node } from './syntax/index.ts';
import { showsWords } from './commands/names.ts';
import { TEXT_PARTS } from './form/strings.ts';

const MAX_CLIMB = 8;
/** Keywords under which words for people stand. */
const FOR_PEOPLE = /^(?:help|description|epilog|doc|metavar|title|summary|reason|match|msg|message|homepage)$/;

/** The whole text that is put together there; null: no text. */
export function textAt(root: Node, index: number): Node | null {
  let node = root.descendantForIndex(index);
  for (let step = 0; step < MAX_CLIMB && node?.parent !== null && node !== null; step++) {
    const { parent } = node;
    if (!TEXT_PARTS.has(parent.type) && parent.type !== 'identifier' && !isPutTogether(parent, node)) break;
    node = parent;
  }
  return node !== null && node.type !== 'string_content' && node.type !== 'comment' ? node : null;
}

function isPutTogether(node: Node, inner: Node): boolean {
  return (
    node.type === 'binary_operator' ||
    (node.type === 'attribute' && node.childForFieldName('object')?.id === inner.id) ||
    (node.type === 'call' && node.childForFieldName('function')?.id === inner.id)
  );
}

/** What becomes of the text: null for a document, a comparison, or words for people. */
export function useOf(node: Node): 'fetched' | 'cloned' | null {
  let around = node.parent;
  let keyword = '';
  for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent) {
    switch (around.type) {
      case 'keyword_argument':
        keyword = around.childForFieldName('name')?.text ?? '';
        if (FOR_PEOPLE.test(keyword)) return null;
        break;
      case 'expression_statement':
        return node.parent?.id === around.id ? null : 'fetched';
      case 'comparison_operator':
        return null;
      case 'call': {
        const callee = (around.childForFieldName('function')?.text ?? '').slice(-100);
        // `add_argument("--weights", default="https://…")`
        if (keyword === 'default') return 'fetched';
        if (showsWords(callee) || /(?:Error|Exception|Warning)$/.test(callee)) return null;
        return /clone|Repo|submodule/i.test(callee) ? 'cloned' : 'fetched';
      }
      case 'assert_statement':
        return null;
      default:
    }
  }
  return 'fetched';
}

/** What the code around calls it: variables, keys, keywords, functions, up to the statement. At most 600 characters. */
export function namesAround(node: Node): string {
  const names: string[] = [];
  let inner = node;
  for (let step = 0; step < MAX_CLIMB; step++) {
    const around = inner.parent;
    if (around === null || around.type === 'module' || around.type === 'block') break;
    const named = around.childForFieldName('left') ?? around.childForFieldName('key') ?? around.childForFieldName('name');
    const callee = around.type === 'call' ? around.childForFieldName('function') : null;
    for (const one of [named, callee]) if (one !== null && one.id !== inner.id) names.push(one.text.slice(-100));
    inner = around;
  }
  return names.join(' ').slice(0, 600);
}

/** Plain texts that stand beside it: the other arguments of the call, items of the tuple, values of the table, constants of the same stem. */
export function textsBeside(node: Node): readonly string[] {
  let inner = node;
  for (let step = 0; step < MAX_CLIMB; step++) {
    const around = inner.parent;
    if (around === null) return [];
    if (LISTS.has(around.type)) {
      const own = around.namedChildren.slice(0, MAX_BESIDE).filter((child) => child !== null && child.id !== inner.id);
      const texts = own.flatMap((child) => (child === null ? [] : (plainText(child) ?? [])));
      // An entry "name": ("https://…", "digest") is beside its own key alone.
      return around.type === 'pair' ? [...texts, ...(around.parent === null ? [] : keyed(around))] : texts;
    }
    if (around.type === 'assignment') return constantsBeside(around);
    inner = around;
  }
  return [];
}

const MAX_BESIDE = 40;
const LISTS: ReadonlySet<string> = new Set(['argument_list', 'tuple', 'list', 'set', 'pair']);
const TELLS_DIGEST = /sha|md5|hash|checksum|digest/i;

/** `{"url": "https://…", "sha256": "…"}`: values under a key that says digest. */
function keyed(pair: Node): string[] {
  return (pair.parent?.namedChildren ?? []).slice(0, MAX_BESIDE).flatMap((one) => {
    if (one === null || one.type !== 'pair' || one.id === pair.id) return [];
    const [key, value] = [one.childForFieldName('key'), one.childForFieldName('value')];
    return key !== null && value !== null && TELLS_DIGEST.test(key.text.slice(0, 60)) ? (plainText(value) ?? []) : [];
  });
}

/** `MODEL_URL = "https://…"`, and `MODEL_SHA256 = "…"` near it. */
function constantsBeside(assignment: Node): string[] {
  const statement = assignment.parent;
  const stem = stemOf(assignment.childForFieldName('left')?.text ?? '');
  const siblings = statement?.parent?.namedChildren ?? [];
  const index = siblings.findIndex((one) => one?.id === statement?.id);
  return siblings.slice(Math.max(0, index - 3), index + 4).flatMap((one) => {
    const other = one?.type === 'expression_statement' ? one.namedChild(0) : null;
    if (other?.type !== 'assignment' || other.id === assignment.id) return [];
    const name = other.childForFieldName('left')?.text ?? '';
    const value = other.childForFieldName('right');
    return TELLS_DIGEST.test(name) && stemOf(name) === stem && value !== null ? (plainText(value) ?? []) : [];
  });
}

/** "MODEL_URL" and "MODEL_SHA256" → "model". */
function stemOf(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replace(/url|uri|link|address|path|file|sha-?_?(?:256|512|384|1)?(?:sum)?|md5(?:sum)?|hash|checksum|digest/g, '')
    .replace(/_+/g, '');
}

function plainText(node: Node): string | null {
  const value = node.type === 'keyword_argument' ? node.childForFieldName('value') : node;
  if (value === null || value.type !== 'string' || value.endIndex - value.startIndex > 200) return null;
  return /^[a-zA-Z]{0,2}["']{1,3}([^"'\\{}]{1,190})["']{1,3}$/.exec(value.text)?.[1] ?? null;
}
