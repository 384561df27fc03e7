/** Bytes → the script in them: of a component only what stands in its scripts, at the same places. */

export interface Script {
  readonly text: string;
  /** It may hold JSX. */
  readonly elements: boolean;
}

const SCRIPT = /<script\b([^>]{0,2000})>/gi;
const CLOSE = /<\/script\s{0,20}>/gi;

/** `.vue`, `.svelte`, `.astro`, `.html`: everything else is made blank, line by line, so that places stay right. */
export function scriptsIn(text: string): Script {
  const parts: { start: number; end: number }[] = [];
  const front = /^\s{0,100}---[ \t]*\r?\n/.exec(text);
  if (front !== null) {
    const end = text.indexOf('\n---', front[0].length - 1);
    if (end >= 0) parts.push({ start: front[0].length, end });
  }
  let elements = false;
  SCRIPT.lastIndex = 0;
  for (let open = SCRIPT.exec(text); open !== null; open = SCRIPT.exec(text)) {
    const start = open.index + open[0].length;
    CLOSE.lastIndex = start;
    const close = CLOSE.exec(text);
    const end = close?.index ?? text.length;
    const said = open[1] ?? '';
    if (/\blang\s*=\s*["']?(?:tsx|jsx)/i.test(said)) elements = true;
    if (!/\btype\s*=\s*["']?(?:application\/(?:ld\+)?json|text\/(?!javascript|typescript|babel)|importmap)/i.test(said))
      parts.push({ start, end });
    SCRIPT.lastIndex = end;
  }
  let script = '';
  let at = 0;
  for (const { start, end } of parts) {
    if (start < at) continue;
    script += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  // A statement of one script is none of the next.
  return { text: script + blank(text.slice(at)), elements };
}

function blank(text: string): string {
  return text.replace(/[^\n]+/g, (line) => ' '.repeat(line.length));
}
