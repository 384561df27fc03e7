/** Dockerfile text → instructions (Dockerfile reference: format, escape, here-documents). Continued lines are joined, comments left out. */
import { joined, type Mapped, mappedRange, part } from '../command/mapped.ts';

export interface Instruction {
  /** Upper case; that behind ONBUILD for such. */
  readonly keyword: string;
  /** What stands behind the keyword and its flags. */
  readonly args: Mapped;
  /** Bodies of here-documents that a shell runs. */
  readonly scripts: readonly Mapped[];
}

const HEREDOC = /<<(-?)(["']?)([A-Za-z_]\w{0,60})\2/g;
/** A here-document is a script when nothing but a shell, or nothing at all, stands before it. */
const SHELL = /^\s*(?:(?:\/usr)?(?:\/bin\/)?(?:env\s{1,5})?(?:ba|da|z|a|k)?sh(?:\s{1,5}-[a-z]{1,10}){0,5})?\s*$/;

export function readInstructions(text: string): Instruction[] {
  const lines = [...linesIn(text)];
  const escape = escapeOf(lines.map(({ start, end }) => text.slice(start, end)));
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; index++) {
    const parts: Mapped[] = [];
    // One instruction: lines until one that does not end in the escape character.
    for (; index < lines.length; index++) {
      const { start, end } = lines[index] ?? { start: 0, end: 0 };
      const line = text.slice(start, end);
      if (/^\s*(?:#|$)/.test(line)) {
        if (parts.length === 0) break;
        continue;
      }
      const content = line.trimEnd();
      const continued = content.endsWith(escape);
      parts.push(mappedRange(text, start, start + content.length - (continued ? 1 : 0)));
      if (!continued) break;
    }
    if (parts.length === 0) continue;
    const whole = withoutOnbuild(joined(parts));
    const keyword = /^\s*([A-Za-z]{1,20})(?:\s|$)/.exec(whole.text)?.[1] ?? '';
    const args = withoutFlags(part(whole, whole.text.indexOf(keyword) + keyword.length));
    const scripts: Mapped[] = [];
    if (/^(?:RUN|COPY|ADD)$/i.test(keyword)) {
      for (const match of args.text.matchAll(HEREDOC)) {
        const first = lines[index + 1]?.start ?? text.length;
        let last = first;
        for (index += 1; index < lines.length; index++) {
          const { start, end, next } = lines[index] ?? { start: 0, end: 0, next: 0 };
          const line = text.slice(start, end);
          if ((match[1] === '-' ? line.replace(/^\t+/, '') : line) === match[3]) break;
          last = next;
        }
        const before = args.text.slice(0, match.index);
        if (/^RUN$/i.test(keyword) && SHELL.test(before)) scripts.push(mappedRange(text, first, last));
      }
    }
    instructions.push({ keyword: keyword.toUpperCase(), args, scripts });
  }
  return instructions;
}

function* linesIn(text: string): Generator<{ start: number; end: number; next: number }> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    const end = found < 0 ? text.length : text[found - 1] === '\r' ? found - 1 : found;
    yield { start, end: Math.max(start, end), next };
    start = next;
  }
}

/** Parser directives stand before anything else. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s{0,20}([a-z]{1,20})\s{0,20}=\s{0,20}(\S{1,200})\s*$/i.exec(line);
    if (directive === null) break;
    if (directive[1]?.toLowerCase() === 'escape' && directive[2] === '`') return '`';
  }
  return '\\';
}

function withoutOnbuild(whole: Mapped): Mapped {
  const match = /^\s*ONBUILD\s+/i.exec(whole.text.slice(0, 200));
  return match === null ? whole : part(whole, match[0].length);
}

/** `--mount=type=cache,target=/root/.cache`, `--from=build`: of the instruction, not of the command. */
function withoutFlags(args: Mapped): Mapped {
  let at = 0;
  for (;;) {
    const match = /^\s*--[a-z][a-z-]{0,30}(?:=\S{0,2000})?(?=\s)/.exec(args.text.slice(at, at + 2100));
    if (match === null) return part(args, at);
    at += match[0].length;
  }
}
