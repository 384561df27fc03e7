/** Dockerfile text → instructions (Dockerfile reference: format, escape, here-documents). Continued lines are joined, comments left out. */
import { joinedTexts, type Mapped, mappedRange, part } from '../../languages/shell/mapped.ts';

export interface Instruction {
  /** Upper case; that behind ONBUILD for such. */
  readonly keyword: string;
  /** What stands behind the keyword and its flags. */
  readonly args: Mapped;
  /** `--checksum=…` of ADD; null: it has none. */
  readonly checksum: string | null;
  /** Images or stages that files come from: `--from=…` of COPY, `--mount=…,from=…` of RUN. */
  readonly from: readonly string[];
  /** Here-documents, in order; one more than MAX_DOCUMENTS says that there are more. */
  readonly documents: readonly HereDocument[];
}

export const MAX_DOCUMENTS = 100;

export interface HereDocument {
  readonly text: Mapped;
  /** Variables are put into it. */
  readonly expanded: boolean;
}

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
    const whole = withoutOnbuild(joinedTexts(parts));
    const keyword = /^\s*([A-Za-z]{1,20})(?:\s|$)/.exec(whole.text)?.[1] ?? '';
    const given = part(whole, whole.text.indexOf(keyword) + keyword.length);
    const args = withoutFlags(given);
    const flags = given.text.slice(0, given.text.length - args.text.length);
    const checksum = /\s--checksum=(\S{1,200})/.exec(flags)?.[1] ?? null;
    const from = Array.from(flags.matchAll(/(?<=\s--|,)from=([^\s,]{1,300})/g), ([, image = '']) => image);
    const documents: HereDocument[] = [];
    if (/^(?:RUN|COPY|ADD)$/i.test(keyword)) {
      for (const { name, tabs, expanded } of marksIn(args.text)) {
        const first = lines[index + 1]?.start ?? text.length;
        let last = first;
        for (index += 1; index < lines.length; index++) {
          const { start, end, next } = lines[index] ?? { start: 0, end: 0, next: 0 };
          const line = text.slice(start, end);
          if ((tabs ? line.replace(/^\t+/, '') : line) === name) break;
          last = next;
        }
        if (documents.length <= MAX_DOCUMENTS) documents.push({ text: mappedRange(text, first, last), expanded });
      }
    }
    instructions.push({ keyword: keyword.toUpperCase(), args, checksum, from, documents });
  }
  return instructions;
}

/** The here-documents that a line announces: words of their own, not parts of quoted ones (BuildKit, parser.heredocsFromLine). */
function marksIn(args: string): { readonly name: string; readonly tabs: boolean; readonly expanded: boolean }[] {
  if (!args.includes('<<')) return [];
  return bareWords(args).flatMap((word) => {
    const match = /^\d{0,9}<<(-?)(?:"([^<"]{1,200})"|'([^<']{1,200})'|([^<"'\s]{1,200}))$/.exec(word);
    const name = match?.[2] ?? match?.[3] ?? match?.[4];
    return name === undefined ? [] : [{ name, tabs: match?.[1] === '-', expanded: match?.[4] !== undefined }];
  });
}

/** Words between white space, quotes kept. */
function bareWords(text: string): string[] {
  return Array.from(text.matchAll(/(?:"(?:[^"\\]|\\[\s\S])*(?:"|$)|'[^']*(?:'|$)|\\[\s\S]|[^\s"'\\])+/g), ([word]) => word);
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
