/**
 * Whether a change of a file that tells leaves what it tells alone: the lines that come and go name nothing, and stand where nothing is named
 * (T33). Such a file was read as far as the change goes. Whatever is uncertain is not quiet.
 */
import { lineRuns, movesOf, type LineRun } from '../../base/line-runs.ts';
import { namesQuoted } from '../kinds.ts';
import { suffixOf } from '../languages/known.ts';
import { isBalanced } from './balanced.ts';
import { wordsIn } from './found.ts';
import { hiddenIn } from './hidden.ts';
import { withoutImportLines } from './imports-of-go.ts';
import { type Marked, marksIn } from './marks.ts';
import { byBlock, byParagraph } from './regions.ts';

export interface QuietChange {
  readonly path: string;
  /** As people read them who look for names. */
  readonly before: string;
  readonly after: string;
  /** Something in the file names an AI library, a service, a model: any literal may be meant for it. */
  readonly strong: boolean;
  readonly isOfTree: (id: string) => boolean;
}

/** Lines around a run with which it may join to a name, or which say what it is of. */
const JOINED = 3;

export function isQuiet({ path, before, after, strong, isOfTree }: QuietChange): boolean {
  const runs = lineRuns(before.split('\n'), after.split('\n'));
  const kind = namesQuoted(path);
  const marked: Marked = { near: strong, style: kind === 'code' ? 'code' : 'list', quoted: kind !== 'no', isOfTree };
  return isQuietSide(path, before, runs.before, marked) && isQuietSide(path, after, runs.after, marked);
}

function isQuietSide(path: string, text: string, runs: readonly LineRun[], marked: Marked): boolean {
  if (runs.length === 0) return true;
  const lines = text.split('\n');
  const standsBy = standingBy(path, lines, marksIn(text, marked));
  return runs.every((run, index) => {
    const places = movesOf(lines, run, runs[index - 1]?.end ?? 0);
    const { start, end } = places.find((one) => isBalanced(path, lines.slice(one.start, one.end).join('\n'))) ?? run;
    const written = lines.slice(start, end).join('\n');
    const near = lines.slice(Math.max(0, start - JOINED), end + JOINED);
    const around = (suffixOf(path) === 'go' ? withoutImportLines(near) : near).join('\n');
    return (
      !standsBy({ start, end }) &&
      isBalanced(path, written) &&
      !(marked.style === 'code' && marked.near && mayName(written)) &&
      // Beside a telling word any literal counts, and so do the parts of one.
      hiddenIn(around, marked.style, wordsIn(around, marked.style).found.length > 0).length === 0
    );
  });
}

/** The texts of a program in one language: "locales/de-DE.json". */
const CATALOG =
  /(?:^|\/)(?:lang|langs|languages|locale|locales|i18n|l10n|translations|messages)\/(?:[^/]+\/)*[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}\.json$/;

export function isTranslation(path: string): boolean {
  return CATALOG.test(path);
}

function standingBy(path: string, lines: readonly string[], isMarked: (line: number) => boolean): (run: LineRun) => boolean {
  switch (namesQuoted(path)) {
    case 'code':
      return ({ start, end }) => lines.slice(start, end).some((_, index) => isMarked(start + index));
    case 'data': {
      if (suffixOf(path) !== 'toml') return byBlock(lines, isMarked, isTranslation(path));
      // A table may be long: what belongs together stands together in it, under its heading.
      const [paragraph, heading] = [byParagraph(lines, isMarked, 0), byBlock(lines, isMarked, true)];
      return (run) => paragraph(run) || heading(run);
    }
    case 'no':
      return byParagraph(lines, isMarked, JOINED);
  }
}

/** A literal without a blank, of two signs or more; or a line of one word, as in the middle of a long text. */
const LITERAL = /["'`]([^"'`\s]{2,})["'`]/g;
/** Literals without quotes: `%w[resnet50]`, `qw(resnet50)`, `~w(resnet50)`, a pattern (`/resnet50/.source`). */
const UNQUOTED = /%[qQwWiIs][^\w\s]|\bq[qw]\s?[^\w\s]|~[wWsS][("'[{<|/]|[(,=:]\s?\/[\w.-]{2,}\//;
const LONE = /^[ \t]*[\w./:@-]{2,}[ \t]*$/m;
/** What the language takes behind them is a file or a package, and packages of AI tell by their names. */
const TAKES = /\b(?:from|import|require|include)\s*\(?\s*$/;
const WORDS_OF_CODE = /^[ \t]*(?:begin|break|continue|default|defer|do|else|end|ensure|finally|loop|pass|return|then|try)[ \t]*$/gm;

function mayName(text: string): boolean {
  for (const { 1: literal = '', index } of text.matchAll(LITERAL)) {
    const line = text.slice(Math.max(0, index - 80), index);
    if (/[A-Za-z0-9]/.test(literal) && !TAKES.test(line.slice(line.lastIndexOf('\n') + 1))) return true;
  }
  return UNQUOTED.test(text) || LONE.test(text.replace(WORDS_OF_CODE, ''));
}
