/** Simple statements (Python reference 7). Those of Python 2, `match` and `type X = …` are left to the grammar. */
import { readElement, readExpression, readList, readRest, readYieldOrList } from './expressions.ts';
import { readImport, readImportFrom } from './imports.ts';
import type { Lexer } from './lexer.ts';
import type { SyntaxNode } from './node.ts';
import { asTarget } from './targets.ts';

const AUGMENTED = new Set(['+=', '-=', '*=', '/=', '@=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=']);
/** Alone in their line these names are values; with something behind them they may be statements of Python 2, or `match`. */
const SOFT = new Set(['print', 'exec', 'match', 'type']);
const AFTER_NAME = new Set(['=', '.', ',', ')', ']', ':', 'newline', ';', '+=', ':=']);

/** One of those that a line may hold several of. */
export function readSimple(lexer: Lexer): SyntaxNode {
  const { start, kind } = lexer;
  switch (kind) {
    case 'import':
      return readImport(lexer);
    case 'from':
      return readImportFrom(lexer);
    case 'return': {
      lexer.next();
      const given = endsStatement(lexer) ? [] : [readList(lexer)];
      return lexer.node('return_statement', start, given);
    }
    case 'pass':
    case 'break':
    case 'continue':
      return lexer.leaf(`${kind}_statement`);
    case 'raise':
      return readRaise(lexer);
    case 'assert': {
      lexer.next();
      const first = readExpression(lexer);
      const all = lexer.accept(',') ? [first, readExpression(lexer)] : [first];
      return lexer.node('assert_statement', start, all);
    }
    case 'del': {
      lexer.next();
      const all = readList(lexer);
      return lexer.node('delete_statement', start, [all]);
    }
    case 'global':
    case 'nonlocal': {
      const names: SyntaxNode[] = [];
      do {
        lexer.next();
        names.push(lexer.identifier());
      } while (lexer.is(','));
      return lexer.node(`${kind}_statement`, start, names);
    }
    default:
      return readExpressionStatement(lexer);
  }
}

function endsStatement({ kind }: Lexer): boolean {
  return kind === 'newline' || kind === ';';
}

function readRaise(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const given = endsStatement(lexer) ? [] : [readList(lexer)];
  const cause = lexer.accept('from') ? [readExpression(lexer)] : [];
  return lexer.node('raise_statement', start, [...given, ...cause], [...given.map(() => ''), ...cause.map(() => 'cause')]);
}

function readExpressionStatement(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  if (lexer.kind === 'yield') {
    const given = readYieldOrList(lexer);
    return lexer.node('expression_statement', start, [given]);
  }
  if (lexer.kind === 'name' && SOFT.has(lexer.text.slice(lexer.start, lexer.end))) refuseSoft(lexer);
  const first = readElement(lexer);
  const all = lexer.kind === ',' ? readRest(lexer, first) : [first];
  const listed = all.length > 1 || lexer.lastEnd > first.endIndex;
  if (endsStatement(lexer)) return lexer.node('expression_statement', start, all);
  const left = listed ? lexer.node('expression_list', start, all) : first;
  const given = readAssigned(lexer, start, left);
  return lexer.node('expression_statement', start, [given]);
}

/** `print >>f, x`, `exec "x"`, `match x:`, `type X = int`. `print(x)` and `match = 1` are what they seem. */
function refuseSoft(lexer: Lexer): void {
  const word = lexer.text.slice(lexer.start, lexer.end);
  const saved = lexer.save();
  lexer.next();
  const isCall = lexer.is('(') && word !== 'match';
  const isValue = AFTER_NAME.has(lexer.kind) || isCall;
  lexer.restore(saved);
  if (!isValue) lexer.fail();
}

/** `=`, `: type`, `+=` and what follows; `written`: what stands before. */
function readAssigned(lexer: Lexer, start: number, written: SyntaxNode): SyntaxNode {
  const left = asTarget(lexer, written);
  if (AUGMENTED.has(lexer.kind)) {
    const operator = lexer.leaf(lexer.kind);
    const right = readYieldOrList(lexer);
    return lexer.node('augmented_assignment', start, [left, right], ['left', 'right'], operator);
  }
  if (lexer.accept(':')) {
    const type = readType(lexer);
    if (!lexer.accept('=')) return lexer.node('assignment', start, [left, type], ['left', 'type']);
    const right = readRight(lexer);
    return lexer.node('assignment', start, [left, type, right], ['left', 'type', 'right']);
  }
  lexer.expect('=');
  const right = readRight(lexer);
  return lexer.node('assignment', start, [left, right], ['left', 'right']);
}

function readRight(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.enter();
  const found = readYieldOrList(lexer);
  const right = lexer.kind === '=' ? readAssigned(lexer, start, found) : found;
  lexer.leave();
  return right;
}

/** An annotation. */
export function readType(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const type = readExpression(lexer);
  return lexer.node('type', start, [type]);
}
