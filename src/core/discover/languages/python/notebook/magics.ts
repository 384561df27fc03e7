/**
 * What IPython makes of a cell: its magics, shell lines and help are no Python. A line keeps its length where its code counts, so that
 * places stay right. A magic that is not known leaves the cell unread, and is said (T35).
 */
import type { SourceLine } from './source-text.ts';

export interface ReadCell {
  readonly python: readonly SourceLine[];
  /** Lines of a shell. */
  readonly shell: readonly SourceLine[];
  /** Why the cell was not read, and its first line. */
  readonly unread: { readonly message: string; readonly line: SourceLine } | null;
}

/** The body of these is Python that runs. */
const PYTHON_CELLS = new Set(
  'time timeit capture prun memit mprun lprun snakeviz heat scalene pyinstrument filprofile debug px python python2 python3 pypy local notify wandb cache add_to ai_time'.split(
    ' ',
  ),
);
const SHELL_CELLS = new Set(['bash', 'sh', 'system', 'sx', '!', 'zsh']);
/** What they hold loads no model. */
const IRRELEVANT_CELLS = new Set(
  'html HTML svg SVG latex markdown javascript js css mermaid sql bigquery sparksql configure manim cmd_skip'.split(' '),
);
/** Line magics whose argument is Python, with their options that take a word. */
const CODE =
  /^(\s*)%(?:time|timeit|memit|prun|mprun|lprun|debug|snakeviz|heat|pyinstrument)(?![\w])((?:\s{1,20}-[a-zA-Z]{1,20}(?:(?<=-[fmDTsluT])\s{0,20}[\w./:]{1,200}|\s{0,20}\d{1,9})?){0,20})\s{1,100}(?=\S)/;
/** What may stand before `= !cmd`: names, elements, attributes. */
const TARGETS = /^\s*[\w.,[\]"'* \t]{1,300}$/;
const HELP = /^\s*(?:\?|%{0,2}[\w.*]{1,300}\?{1,2}\s*;?\s*$)/;
const TEXT_FILES = /\.(?:md|txt|rst|html?|css|csv|tsv|json|c|cc|cpp|cu|cuh|h|hpp|js|ts|svg|tex|sql|gitignore)$/i;

export function readCell(lines: readonly SourceLine[]): ReadCell {
  const at = lines.findIndex((line) => line.text.trim() !== '');
  const first = lines[at];
  const magic = first === undefined ? null : /^%%(\S+)[ \t]*(.*)$/.exec(first.text.trimEnd());
  if (first === undefined || magic === null) return lineByLine(lines);
  const [, name = '', rest = ''] = magic;
  const body = lines.slice(at + 1);
  const program =
    name === 'script'
      ? (
          rest
            .trim()
            .split(/\s+/)
            .find((word) => !word.startsWith('-')) ?? ''
        ).replace(/^.*\//, '')
      : name;
  if (SHELL_CELLS.has(program)) return { python: [], shell: body, unread: null };
  if (IRRELEVANT_CELLS.has(program) || (name === 'script' && (program === 'false' || program === 'true'))) return NOTHING;
  if (name === 'writefile' || name === 'file' || name === 'write_and_run') return written(rest, body, first);
  if (!PYTHON_CELLS.has(program.replace(/^(python)3\.\d{1,2}$/, '$1')))
    return { ...NOTHING, unread: { message: `the cell magic %%${name.slice(0, 40)} is not known: its cell was not read`, line: first } };
  const code = { ...first, text: asCode(first.text.replace('%%', ' %')) ?? `#${first.text}` };
  const inner = lineByLine(body);
  return { ...inner, python: [code, ...inner.python] };
}

const NOTHING: ReadCell = { python: [], shell: [], unread: null };

/** `%%writefile app.py`: the cell becomes a file. */
function written(rest: string, body: readonly SourceLine[], line: SourceLine): ReadCell {
  const name =
    rest
      .trim()
      .split(/\s+/)
      .find((word) => !word.startsWith('-')) ?? '';
  if (/\.pyw?["']?$/i.test(name)) return { python: body, shell: [], unread: null };
  if (/\.(?:ba|z)?sh["']?$/i.test(name)) return { python: [], shell: body, unread: null };
  return TEXT_FILES.test(name) ? NOTHING : { ...NOTHING, unread: { message: 'a cell writes a file, which was not read', line } };
}

function lineByLine(lines: readonly SourceLine[]): ReadCell {
  const python: SourceLine[] = [];
  const shell: SourceLine[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as SourceLine;
    const command = shellIn(line.text);
    const text = command === null ? translated(line.text) : `${command.before}pass#${line.text.slice(command.start)}`;
    python.push(text === line.text ? line : { ...line, text });
    if (command === null) continue;
    shell.push(cut(line, command.start));
    // IPython joins the lines of a command that ends with a backslash.
    while (lines[index]?.text.trimEnd().endsWith('\\') === true && index + 1 < lines.length) {
      index += 1;
      const next = lines[index] as SourceLine;
      shell.push(next);
      python.push({ ...next, text: '' });
    }
  }
  return { python, shell, unread: null };
}

/** `!cmd`, `!!cmd`, `%sx cmd`, `x = !cmd`: where the command begins, and what Python stands before it. */
function shellIn(text: string): { before: string; start: number } | null {
  const alone = /^(\s*)(?:!{1,2}|%(?:sx|system|sh|pip|conda|mamba|uv)(?!\w))\s*/.exec(text);
  if (alone !== null)
    return { before: alone[1] ?? '', start: /^\s*%(?:pip|conda|mamba|uv)/.test(text) ? text.indexOf('%') + 1 : alone[0].length };
  const { before, magic, start } = assigned(text);
  return magic === '!' || magic === 'sx' || magic === 'system' ? { before: `${before}given;`, start } : null;
}

/** `x = !cmd`, `x = %magic rest`: `magic` is "" where there is none. */
function assigned(text: string): { readonly before: string; readonly magic: string; readonly start: number } {
  const equals = text.indexOf('=');
  const found = equals < 0 ? null : /^\s*(?:!{1,2}|%([A-Za-z]\w{0,60}))\s*/.exec(text.slice(equals + 1));
  const before = text.slice(0, equals + 1);
  if (found === null || !TARGETS.test(text.slice(0, equals))) return { before, magic: '', start: 0 };
  return { before, magic: found[1] ?? '!', start: equals + 1 + found[0].length };
}

/** The Python that a line stands for; a line that is none becomes one that does nothing. */
function translated(text: string): string {
  if (HELP.test(text)) return `pass#${text}`;
  const code = asCode(text);
  if (code !== null) return code;
  const { before, magic, start } = assigned(text);
  if (/^(?:time|timeit|memit|prun)$/.test(magic)) {
    const options = /^(?:-\w{1,20}\s{0,20}\d{0,9}\s{1,20}){0,20}/.exec(text.slice(start))?.[0].length ?? 0;
    return `${before}${' '.repeat(start + options - before.length)}${text.slice(start + options)}`;
  }
  if (magic !== '') return `${before}given#${text.slice(before.length)}`;
  // "% name" goes on with an expression of the line before; a magic has its name right behind the sign.
  const line = /^(\s*)%{1,2}([A-Za-z]\w*)[ \t]*(.*)$/.exec(text);
  return line === null ? text : `${line[1] ?? ''}${statementOf(line[2] ?? '', line[3] ?? '')}#${text}`;
}

/** `%time x = f()` → `0    ;x = f()`: of the same length, so that places stay right. */
function asCode(text: string): string | null {
  const found = CODE.exec(text);
  if (found === null) return null;
  const indent = found[1] ?? '';
  return `${indent}0${' '.repeat(found[0].length - indent.length - 2)};${text.slice(found[0].length)}`;
}

/** What a magic does to names and to the environment. */
function statementOf(name: string, rest: string): string {
  if (name === 'run' || name === 'load') {
    // It may bind any name: like a star import, of the tree where the file is named plainly.
    const file = /^(?:-\w{1,20}\s{1,20}){0,9}(?:\.\/)?((?:[A-Za-z_]\w{0,99}\/){0,20}[A-Za-z_]\w{0,99})(?:\.py)?(?:\s|$)/.exec(rest)?.[1];
    return `from ${file?.replaceAll('/', '.') ?? 'unknown_file'} import *;`;
  }
  const variable = name === 'env' || name === 'set_env' ? /^([A-Za-z_]\w*)(?:\s*=\s*|\s+)(\S.*)$/.exec(rest) : null;
  if (variable === null) return 'pass';
  const value = variable[2] ?? '';
  return `import os;os.environ["${variable[1] ?? ''}"] = ${/[{$]/.test(value) ? 'given' : JSON.stringify(value.trim())}`;
}

/** The rest of a line, from a unit on. */
function cut(line: SourceLine, start: number): SourceLine {
  const pieces = line.pieces.filter((piece, index) => (line.pieces[index + 1]?.start ?? line.text.length) > start || piece.start >= start);
  return { text: `${' '.repeat(start)}${line.text.slice(start)}`, pieces };
}
