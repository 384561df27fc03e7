/**
 * A command in Python → the words of a shell. What is not written out becomes a variable that stands for its expression, so that linking can
 * follow it: an argument that nobody knows is never left out, and never takes the name of the next one (T35).
 */
import type { Expression } from '../../../../model/index.ts';
import { atPlace } from '../../shell/mapped.ts';
import type { Variable, Variables } from '../../shell/values.ts';
import { commandsIn, type ShellCommand, type Word, type WordPiece } from '../../shell/words.ts';
import { type Evaluator, type Held, renderExpression, type Spot } from '../../../values/index.ts';
import { dottedName, heldExpressions, seenFrom } from '../bound.ts';

/** What a list gets behind its making: `cmd += […]`, `cmd.append(…)`. null: not known. */
export type Additions = (name: string, where: Spot) => readonly (Held & { readonly how: 'append' | 'extend' })[];

export interface CommandReader {
  readonly variables: Variables;
  word(value: Expression): Word;
  /** Each list of words that the expression may be. */
  lists(value: Expression): readonly ShellCommand[];
  /** Each text that it may be, its unknown parts as variables. */
  texts(value: Expression): readonly string[];
}

const MAX_WAYS = 8;
const MAX_WORDS = 200;
const MAX_DEPTH = 8;
const MAX_NAMES = 200;

/** For one place of the code. `used`: is told each name whose value was read. */
export function createCommandReader(
  place: Spot,
  evaluator: Evaluator,
  additions: Additions,
  used: (name: string, where: Spot) => void,
): CommandReader {
  const known = new Map<string, Variable>();
  const variables: Variables = { get: (name) => known.get(name) };

  function nameOf(value: Expression): string {
    const base = (dottedName(value) ?? 'computed').replace(/\W/g, '_').slice(0, 60);
    let name = base;
    for (let number = 2; known.has(name) && known.size < MAX_NAMES; number++) {
      if (JSON.stringify(known.get(name)?.value) === JSON.stringify(value)) return name;
      name = `${base}_${number}`;
    }
    const text = textOf(value);
    known.set(name, { value, site: null, ...(text === null ? {} : { text }) });
    return name;
  }

  /** What it most likely is: programs and options are told by it, and never a name. */
  function textOf(value: Expression): string | null {
    if (dottedName(value) === 'sys.executable') return 'python';
    const things = evaluator.things(value, place);
    for (const thing of things) if (thing.kind === 'text') return thing.text;
    for (const thing of things) if (thing.kind === 'open' && thing.suffix?.includes('/') === true) return thing.suffix;
    return found(value);
  }

  /** `isWord`: all of a word, which may be code that is kept elsewhere. */
  function pieces(value: Expression, isWord = false): WordPiece[] {
    if (value.kind === 'literal') return value.text === '' ? [] : [{ kind: 'text', text: value.text }];
    if (value.kind === 'constant' && typeof value.value === 'number') return [{ kind: 'text', text: `${value.value}` }];
    if (value.kind === 'join')
      return value.parts.flatMap((part, index) => [
        ...(index === 0 || value.between === undefined ? [] : [{ kind: 'text' as const, text: value.between }]),
        ...pieces(part),
      ]);
    const text = textOf(value) ?? (isWord ? wholeText(value, place, 0) : null);
    // An option, or code for a program: neither is a name that linking should follow.
    return text !== null && (text.startsWith('-') || /\s/.test(text))
      ? [{ kind: 'text', text }]
      : [{ kind: 'variable', name: nameOf(value), fallback: null }];
  }

  function word(value: Expression): Word {
    const all = pieces(value, true);
    const source = atPlace(all.map(written).join(''), 0);
    const isPlain = all.every(({ kind }) => kind === 'text');
    return { pieces: joined(all), source, quoted: isPlain && /\s/.test(source.text) ? source : null, item: ITEM };
  }

  function lists(value: Expression, where: Spot, depth: number): ShellCommand[] {
    const inner = (one: Held): ShellCommand[] => lists(one.value, one.where, depth + 1);
    if (depth > MAX_DEPTH) return [];
    switch (value.kind) {
      case 'list':
        return [
          [
            ...value.items.slice(0, MAX_WORDS).flatMap((item) => itemWords(item.value, item.spread !== undefined, where, depth)),
            // Those beyond may name anything.
            ...(value.items.length > MAX_WORDS ? [further(value)] : []),
          ],
        ];
      case 'join': {
        const parts = value.parts.map((part) => lists(part, where, depth + 1)[0] ?? null);
        if (value.between !== undefined || parts.every((part) => part === null)) return [];
        return [parts.flatMap((part, index) => part ?? [further(value.parts[index] ?? value)])];
      }
      case 'choice':
        return value.options.flatMap((one) => inner({ value: one, where })).slice(0, MAX_WAYS);
      case 'either':
        return [value.first, value.second].flatMap((one) => inner({ value: one, where }));
      case 'within':
        return listsHeld(value, where);
      case 'call':
        return ofCall(value, where, depth);
      case 'name':
      case 'member':
        return ofName(value, where, depth);
      default:
        return listsHeld(value, where);
    }
  }

  function itemWords(value: Expression, isSpread: boolean, where: Spot, depth: number): ShellCommand {
    if (!isSpread) return [word(seenFrom({ value, where }, place.scope))];
    return lists(value, where, depth + 1)[0] ?? [further(value)];
  }

  /** As the evaluator knows it. */
  function listsHeld(value: Expression, where: Spot): ShellCommand[] {
    return evaluator
      .things(value, where)
      .slice(0, MAX_WAYS)
      .flatMap((thing): ShellCommand[] => {
        if (thing.kind !== 'list') return [];
        const words = thing.items.slice(0, MAX_WORDS).map((item) => word(seenFrom(item, place.scope)));
        return [thing.open === null && thing.items.length <= MAX_WORDS ? words : [...words, further(value)]];
      });
  }

  /** What is added to a list may be added only sometimes: nothing of it is certain. */
  function ofName(value: Expression, where: Spot, depth: number): ShellCommand[] {
    const name = dottedName(value);
    const held = heldExpressions(value, where, MAX_WAYS + 1);
    if (name === null || held.length === 0) return listsHeld(value, where);
    // Of more ways than are followed, each is read where it is kept.
    if (held.length <= MAX_WAYS) used(name, where);
    const more = additions(name, where);
    const added = more.flatMap(({ how, ...one }) => itemWords(one.value, how === 'extend', one.where, depth));
    const all = held.flatMap((one) => lists(one.value, one.where, depth + 1)).slice(0, MAX_WAYS);
    return more.length === 0 ? all : all.map((words) => [...words, ...added, further(value)]);
  }

  function ofCall(value: Extract<Expression, { kind: 'call' }>, where: Spot, depth: number): ShellCommand[] {
    const [first] = value.given;
    const name = value.callee.kind === 'member' || value.callee.kind === 'name' ? value.callee.name : '';
    if (name === 'split') {
      // `shlex.split(text)`, `text.split()`
      const text = value.callee.kind === 'member' && value.callee.of.kind !== 'name' ? value.callee.of : first?.value;
      const all = text === undefined ? [] : texts(text, where, depth + 1);
      return all.flatMap((one) => commandsIn(atPlace(one, 0), { operators: false }).slice(0, 1));
    }
    return first === undefined || !/^(?:list|tuple|join|list2cmdline|map|copy)$/.test(name)
      ? listsHeld(value, where)
      : value.given.flatMap((one) => lists(one.value, where, depth + 1)).slice(0, MAX_WAYS);
  }

  function texts(value: Expression, where: Spot, depth: number): string[] {
    if (depth > MAX_DEPTH) return [];
    switch (value.kind) {
      case 'literal':
        return [value.text];
      case 'join':
        return [value.parts.map((part) => wholeText(part, where, depth) ?? rendered(part, where)).join(value.between ?? '')];
      case 'call':
        return ofTextCall(value, where, depth) ?? textsHeld(value, where);
      case 'choice':
        return value.options.flatMap((one) => texts(one, where, depth + 1)).slice(0, MAX_WAYS);
      case 'either':
        return [value.first, value.second].flatMap((one) => texts(one, where, depth + 1));
      case 'name':
      case 'member': {
        const held = heldExpressions(value, where, MAX_WAYS + 1);
        const name = dottedName(value);
        if (name !== null && held.length > 0 && held.length <= MAX_WAYS) used(name, where);
        return held.length > 0 ? held.flatMap((one) => texts(one.value, one.where, depth + 1)).slice(0, MAX_WAYS) : textsHeld(value, where);
      }
      default:
        return textsHeld(value, where);
    }
  }

  function rendered(value: Expression, where: Spot): string {
    return pieces(seenFrom({ value, where }, place.scope)).map(written).join('');
  }

  /** A command inside of another one: `f"cd app && {command}"`; code for a program: `["python", "-c", dedent(CODE)]`. */
  function wholeText(value: Expression, where: Spot, depth: number): string | null {
    if (value.kind !== 'name' && value.kind !== 'member' && value.kind !== 'call') return null;
    const held = value.kind === 'call' ? [{ value, where }] : heldExpressions(value, where, 2);
    const [only, ...more] = held.flatMap((one) => texts(one.value, one.where, depth + 1));
    return only !== undefined && more.length === 0 && /\s/.test(only) ? only : null;
  }

  /** `textwrap.dedent(text)`, `text.strip()`: the same words. */
  function ofTextCall({ callee, given }: Extract<Expression, { kind: 'call' }>, where: Spot, depth: number): string[] | null {
    if (callee.kind !== 'member') return null;
    const [first] = given;
    if (/^(?:[lr]?strip|encode|expandtabs)$/.test(callee.name)) return texts(callee.of, where, depth + 1);
    return /^(?:dedent|cleandoc)$/.test(callee.name) && first !== undefined ? texts(first.value, where, depth + 1).map(dedented) : null;
  }

  function textsHeld(value: Expression, where: Spot): string[] {
    return evaluator
      .things(value, where)
      .slice(0, MAX_WAYS)
      .flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
  }

  return {
    variables,
    word,
    lists: (value) => lists(value, place, 0),
    texts: (value) => texts(value, place, 0),
  };
}

/** Without the blanks that all of its lines begin with. */
function dedented(text: string): string {
  const lines = text.split('\n');
  const indents = lines.flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const least = indents.reduce((a, b) => Math.min(a, b), MAX_INDENT);
  return lines.map((line) => line.slice(least)).join('\n');
}
const MAX_INDENT = 200;

/** An item of a list: one word, whatever it holds. */
const ITEM = { end: 0, bare: false, insert: false } as const;

/** Words that are not written here. */
function further(value: Expression): Word {
  return { pieces: [{ kind: 'unknown' }], source: atPlace(renderExpression(value).slice(0, 80), 0), quoted: null, item: null };
}

function written(piece: WordPiece): string {
  return piece.kind === 'text' ? piece.text : piece.kind === 'variable' ? `\${${piece.name}}` : '';
}

function joined(pieces: readonly WordPiece[]): WordPiece[] {
  const all: WordPiece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}

/** `shutil.which("vllm")`, `str(BIN / "vllm")`: where the program lies. */
function found(value: Expression): string | null {
  if (value.kind === 'either') return found(value.first) ?? found(value.second);
  if (value.kind !== 'call' || !(value.callee.kind === 'member' || value.callee.kind === 'name')) return null;
  const [first] = value.given;
  return /^(?:which|find_executable|find_program)$/.test(value.callee.name) && first?.value.kind === 'literal' ? first.value.text : null;
}
