/** Elements of an XML file with their lines: what manifests need of XML. No entity is resolved, no document type is read. Linear. */

export interface XmlElement {
  /** Without a prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of the elements around it, the outermost first. */
  readonly path: readonly string[];
  /** What stands directly in it before its first child, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  readonly line: number;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly path: readonly string[];
  text: string;
  readonly children: XmlElement[];
  readonly line: number;
}

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 200_000;
const TAG = /^<(\/?)(?:[\w.-]{1,60}:)?([\w.-]{1,100})/;
const ATTRIBUTE = /(?:^|\s)([\w:.-]{1,60})\s{0,5}=\s{0,5}(?:"([^"]{0,1000})"|'([^']{0,1000})')/g;

/** Every element, in the order in which they end. */
export function xmlElements(text: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open: Open[] = [];
  let line = 1;
  let counted = 0;
  const lineAt = (offset: number): number => {
    for (let next = text.indexOf('\n', counted); next >= 0 && next < offset; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
  const close = (): void => {
    const last = open.pop();
    if (last === undefined) return;
    const element: XmlElement = { ...last, text: last.text.trim() };
    open.at(-1)?.children.push(element);
    found.push(element);
  };
  for (let at = 0; at < text.length && found.length < MAX_ELEMENTS; ) {
    const start = text.indexOf('<', at);
    const holder = open.at(-1);
    if (holder !== undefined && holder.children.length === 0) holder.text += text.slice(at, start < 0 ? text.length : start).slice(0, 500);
    if (start < 0) break;
    const skipped = behindMarkup(text, start);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const end = text.indexOf('>', start);
    if (end < 0) break;
    at = end + 1;
    const tag = TAG.exec(text.slice(start, Math.min(end, start + 200)));
    if (tag === null) continue;
    const [whole, slash, name = ''] = tag;
    if (slash === '/') {
      if (open.some((one) => one.name === name)) while (open.length > 0 && open.at(-1)?.name !== name) close();
      if (open.at(-1)?.name === name) close();
      continue;
    }
    if (open.length >= MAX_DEPTH) break;
    const inner = text.slice(start + whole.length, Math.min(end, start + 4_000));
    open.push({ name, attributes: attributesOf(inner), path: open.map((one) => one.name), text: '', children: [], line: lineAt(start) });
    if (text[end - 1] === '/') close();
  }
  while (open.length > 0) close();
  return found;
}

/** Comments, instructions and the like end as they begin; null: an element begins there. */
function behindMarkup(text: string, start: number): number | null {
  const next = text[start + 1];
  if (next !== '!' && next !== '?') return null;
  const end = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : '>';
  const found = text.indexOf(end, start + 2);
  return found < 0 ? text.length : found + end.length;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from(text.matchAll(ATTRIBUTE), ([, name = '', one, other]) => [name, one ?? other ?? '']));
}

/** The text of the first child of that name; null: there is none. */
export function childText(element: XmlElement, name: string): string | null {
  return element.children.find((one) => one.name === name)?.text ?? null;
}
