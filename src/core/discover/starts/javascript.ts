/** JavaScript and TypeScript: the files of other languages that they start by a command (T42), and what the command itself loads (T33). */
import type { Parser } from 'web-tree-sitter';
import type { Fact, StartFact } from '../../model/index.ts';
import { NAMES_FOLLOWED } from '../languages/known.ts';
import { addFacts, limitedFacts, tooMany } from '../languages/shell/limits.ts';
import { atPlace, placedFile } from '../languages/shell/mapped.ts';
import { mayCommand } from '../languages/shell/surface.ts';
import type { Detector, FileInput, Grammars } from '../detector.ts';
import { createCommandLoads, embedsPython } from './command-loads.ts';
import { commandsOfJavascript, variablesOfJavascript } from './javascript-commands.ts';
import { inFolder } from './paths.ts';
import { callsIn } from './python-calls.ts';
import { startedByTexts } from './python-runs.ts';

const LIMIT = 256 * 1024;
const TELLING = /child_process|\bexeca\b|cross-spawn|shelljs|["'](?:zx|bun)["']|\bBun\b|\bDeno\b|python-shell/;
const CALLEE = /\b(?:spawn|exec|execFile|fork|execa|execaCommand|Command|PythonShell|run)(?:Sync)?\s{0,8}\(/g;
const FOLDER = /\bcwd\s{0,8}:\s{0,8}["']([\w./-]{1,300})["']/;

export const javascriptStartsDetector: Detector = {
  id: 'starts-javascript',
  version: 3,
  about: {
    title: 'What JavaScript and TypeScript start',
    motivation: 'A server in JavaScript often has its models served by Python code beside it, which ships as much as the server does.',
    decides:
      'Calls of child_process, execa and the like with texts in them ("python", ["demo/serve.py"]): the Python and shell files that they name are product, in the folder of "cwd". What these files load is read by other detectors. What the command itself loads, installs or runs ("hf download", "ollama pull") is read as in a shell script; templates of zx and Bun are commands, too.',
    remedy: 'Keep code that a server starts out of folders of tests and examples.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) =>
    /\.[cm]?[jt]sx?$/i.test(path) &&
    !/(?:^|\/)(?:node_modules|dist|vendor)\/|\.(?:min\.js|d\.[cm]?ts)$/i.test(path) &&
    (size === null || size <= LIMIT),
  grammar: (input) => (TELLING.test(new TextDecoder().decode(input.bytes)) ? embedsPython(input) : null),
  facts: readStarts,
};

function readStarts({ bytes }: FileInput, grammars: Grammars): readonly Fact[] {
  const written = new TextDecoder().decode(bytes);
  if (!TELLING.test(written)) return [];
  const loads = mayCommand(withoutQuotes(written)) ? loadsIn(written, grammars.python) : [];
  return NAMES_FOLLOWED.test(written) || written.includes('python') ? limitedFacts([...loads, ...startsIn(written)]) : loads;
}

/** A program and its words stand in texts of their own. */
function withoutQuotes(written: string): string {
  return written.replace(/["'`,[\]]+/g, ' ');
}

/** What the commands load that it starts. */
function loadsIn(written: string, parser: Parser | undefined): readonly Fact[] {
  const text = written.replace(/^[ \t]*(?:\/\/|\*)[^\n]*/gm, (comment) => ' '.repeat(comment.length));
  const file = placedFile(text);
  const loadsOf = createCommandLoads(parser, variablesOfJavascript(text));
  const facts: Fact[] = [];
  for (const { script, offset } of commandsOfJavascript(text)) addFacts(facts, loadsOf(atPlace(script, 0), file.at(offset)));
  return limitedFacts(facts);
}

function startsIn(written: string): Fact[] {
  // Of the same length, so that places stay right.
  const text = written
    .replace(/`([^`"\n]{0,2000})`/g, '"$1"')
    // Behind code "//" may stand in a text: a start in a comment only labels too much.
    .replace(/^[ \t]*\/\/[^\n]*/gm, (comment) => ' '.repeat(comment.length))
    .replace(/\brequire\(["'][\w:./-]{1,40}["']\)/g, (module) => '_'.repeat(module.length));
  const file = placedFile(text);
  const facts: Fact[] = [];
  for (const call of callsIn(text, CALLEE)) {
    if (call === null) return [...facts, tooMany('what is read of calls that start programs')];
    const folder = FOLDER.exec(text.slice(call.index, call.index + 1_000))?.[1] ?? '';
    facts.push(
      ...startedByTexts(call).map(
        (one): StartFact => ({
          ...one,
          targets: folder === '' ? one.targets : one.targets.flatMap((path) => [inFolder(folder, path), path]),
          kind: 'start',
          unit: null,
          by: 'script',
          ...file.at(call.index),
        }),
      ),
    );
  }
  return facts;
}
