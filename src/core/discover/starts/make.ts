/** Files of make and just: what the commands of their recipes load. Recipes are scripts of a shell, with variables written another way. */
import { baseName } from '../../base/base-name.ts';
import type { Fact } from '../../model/index.ts';
import type { Detector, FileInput, Grammars } from '../detector.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { type Mapped, placedFile } from '../languages/shell/mapped.ts';
import { embedsPython, loadsOfScript } from './command-loads.ts';

const LIMIT = 1024 * 1024;

function isMakefile(path: string): boolean {
  return /^(?:gnu)?makefile(?:\.[\w-]{1,40})?$|\.(?:mk|mak)$/i.test(baseName(path));
}

function isJustfile(path: string): boolean {
  return /^\.?justfile$|\.just$/i.test(baseName(path));
}

export const makeDetector: Detector = {
  id: 'starts-make',
  version: 4,
  about: {
    title: 'What recipes of make and just load',
    motivation: 'Targets like "make models" download what the product runs with, and no line of code says so.',
    decides:
      'The commands of recipes, as those of a shell script, by the programs that the Dockerfile detector knows; variables of the file count with the value that it gives them, and one that whoever calls make may set (`?=`) as its default.',
    remedy: 'Name the full commit in the command:\n\thf download org/name --revision <40 hex>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => (isMakefile(path) || isJustfile(path)) && (size === null || size <= LIMIT),
  grammar: embedsPython,
  facts: readRecipes,
};

function readRecipes({ bytes }: FileInput, grammars: Grammars): readonly Fact[] {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\0') || !/[:=]/.test(text)) return [];
  return limitedFacts(loadsOfScript(scriptOfRecipes(text), grammars.python, placedFile(text)));
}

const ASSIGNED = /^(?:export[ \t]{1,5}|override[ \t]{1,5}|set[ \t]{1,5})?([A-Za-z_][\w-]{0,80})[ \t]{0,10}(\?=|:{0,3}=|\+=)[ \t]{0,10}/;

/** Each line as a shell has it; every character knows where it stands in the file. */
function scriptOfRecipes(text: string): Mapped {
  const out: string[] = [];
  const offsets: number[] = [];
  const put = (characters: string, at: number): void => {
    for (const unit of characters) {
      out.push(unit);
      for (let count = 0; count < unit.length; count++) offsets.push(at);
    }
  };
  const copy = (from: number, to: number): void => {
    for (let index = from; index < to; ) {
      const rest = text.slice(index, Math.min(to, index + 90));
      const named = /^\$\(([A-Za-z_][\w-]{0,80})\)|^\{\{[ \t]{0,5}([A-Za-z_][\w-]{0,60})[ \t]{0,5}\}\}/.exec(rest);
      if (named !== null) {
        put(`\${${(named[1] ?? named[2] ?? '').replaceAll('-', '_')}}`, index);
        index += named[0].length;
      } else if (/^\$(?:@|\(@\))/.test(rest)) {
        put(goal, index);
        index += rest.startsWith('$@') ? 2 : 4;
      } else if (rest.startsWith('$$')) {
        put('$', index);
        index += 2;
      } else {
        put(text.charAt(index), index);
        index += 1;
      }
    }
  };
  let isContinued = false;
  /** What the rule makes: "$@" in its recipe. */
  let goal = '';
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    const end = found < 0 ? text.length : text[found - 1] === '\r' ? found - 1 : found;
    const isRecipe = /[ \t]/.test(text.charAt(start));
    if (isRecipe) {
      const signs = isContinued ? 0 : (/^[ \t]+[@+-]*/.exec(text.slice(start, Math.min(end, start + 80)))?.[0].length ?? 0);
      copy(start + signs, end);
      put('\n', end);
      isContinued = text.charAt(end - 1) === '\\';
    } else {
      isContinued = false;
      const head = text.slice(start, Math.min(end, start + 200));
      const match = ASSIGNED.exec(head);
      goal = match === null ? (/^([\w./-]{1,150})[ \t]{0,5}:/.exec(head)?.[1] ?? goal) : '';
      if (match !== null) assign(match, start + match[0].length, valueEnd(text, start + match[0].length, end));
    }
    start = next;
  }
  return { text: out.join(''), offsets };

  function assign(match: RegExpExecArray, from: number, to: number): void {
    const name = (match[1] ?? '').replaceAll('-', '_');
    const isOpen = match[2] === '?=';
    put(`${name}="${isOpen ? `\${${name}:-` : ''}`, from);
    const quoted = /^(["'])[^"']{0,2000}\1$/.test(text.slice(from, to)) ? 1 : 0;
    copy(from + quoted, to - quoted);
    put(`${isOpen ? '}' : ''}"\n`, to);
  }
}

/** Without a comment, and blanks at the end. */
function valueEnd(text: string, from: number, end: number): number {
  const comment = text.slice(from, end).search(/(?:^|[ \t])#/);
  let last = comment < 0 ? end : from + comment;
  while (last > from && /[ \t]/.test(text.charAt(last - 1))) last -= 1;
  return last;
}
