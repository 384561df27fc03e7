/** Import statements (Python reference 7.11). */
import type { Lexer } from './lexer.ts';
import type { SyntaxNode } from './node.ts';

export function readImport(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const names = readNames(lexer);
  return lexer.node('import_statement', start, names, names.map(NAMED));
}
const NAMED = (): string => 'name';

export function readImportFrom(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const module = readModuleName(lexer);
  lexer.expect('import');
  if (lexer.kind === '*') {
    if (module.text === '__future__') lexer.fail();
    const all = lexer.leaf('wildcard_import');
    return lexer.node('import_from_statement', start, [module, all], ['module_name', '']);
  }
  const inParentheses = lexer.accept('(');
  const names = readNames(lexer);
  if (inParentheses) lexer.expect(')');
  if (module.text === '__future__') return lexer.node('future_import_statement', start, names, names.map(NAMED));
  return lexer.node('import_from_statement', start, [module, ...names], ['module_name', ...names.map(NAMED)]);
}

function readModuleName(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  if (lexer.kind !== '.' && lexer.kind !== '...') return readDottedName(lexer);
  while (lexer.kind === '.' || lexer.kind === '...') lexer.next();
  const prefix = lexer.node('import_prefix', start);
  const names = lexer.kind === 'name' ? [readDottedName(lexer)] : [];
  return lexer.node('relative_import', start, [prefix, ...names]);
}

function readDottedName(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const names: SyntaxNode[] = [];
  do {
    names.push(lexer.identifier());
  } while (lexer.accept('.'));
  return lexer.node('dotted_name', start, names);
}

function readNames(lexer: Lexer): SyntaxNode[] {
  const names: SyntaxNode[] = [];
  do {
    if (lexer.kind === ')' && names.length > 0) break;
    const { start } = lexer;
    const name = readDottedName(lexer);
    if (!lexer.accept('as')) {
      names.push(name);
      continue;
    }
    const alias = lexer.identifier();
    names.push(lexer.node('aliased_import', start, [name, alias], ['name', 'alias']));
  } while (lexer.accept(','));
  return names;
}
