/**
 * What Python code runs besides what it imports (T42): runpy, subprocess, exec of a file, sys.path. Texts only: a computed name is not followed,
 * and said to be unknown where it runs in the same process.
 */
import type { Fact, StartFact } from '../../model/index.ts';
import { tooMany } from '../languages/shell/limits.ts';
import { atPlace } from '../languages/shell/mapped.ts';
import { NO_VARIABLES } from '../languages/shell/values.ts';
import type { ShellCommand } from '../languages/shell/words.ts';
import { type Answers, beginning, createWordSearch, matching, type WordQuestion, wholeWords } from '../../base/word-search.ts';
import { endpointVariable } from '../endpoint-variables.ts';
import { commandStarts, scriptStarts, type StartedCode } from './command.ts';
import { inFolder, isModuleName, isPathLike, looksLikeCode, moduleOfApp } from './paths.ts';
import { callsIn, type TextCall } from './python-calls.ts';
import { endpointFact, settingOf } from './settings.ts';

/** Whether code may run other code. */
export const RUNS_CODE: WordQuestion = [
  ...beginning('runpy', 'run_module', 'run_path', 'run_until', 'run(', 'subprocess', 'create_subprocess', 'Popen', 'pty.spawn'),
  ...beginning('os.system', 'os.popen', 'os.exec', 'os.spawn', 'os.posix_spawn', 'exec', 'sys.path', 'addsitedir', 'dotenv', 'load_dotenv'),
  ...beginning('import_module', '__import__', 'resolve_name', 'spec_from_file', 'SourceFileLoader', 'load_source', 'load_module'),
  ...beginning('import_string', 'import_from_string', 'instantiate', 'autodiscover'),
  ...wholeWords(...['', 'iter_', 'load_'].flatMap((how) => [`${how}entry_point`, `${how}entry_points`])),
  { word: 'eval', begins: true, at: /eval\s{0,8}\(/y },
];
/** The names that `CALLEE` begins with. */
const CALLED =
  'run_module run_path Popen check_call check_output getoutput getstatusoutput system popen run call exec spawn posix_spawn create_subprocess_ subprocess_ ' +
  'import_module __import__ resolve_name spec_from_file_location SourceFileLoader load_source load_dotenv dotenv_values addsitedir open Path eval ' +
  'import_string import_from_string instantiate autodiscover_ entry_points iter_entry_points load_entry_point load_module exec_module sys.path';
const CALLEE =
  /\b(?:run_module|run_path|Popen|check_call|check_output|getoutput|getstatusoutput|system|popen|run|call|exec(?:file|[lv]p?e?)?|spawn[lv]?p?e?|posix_spawnp?|create_subprocess_(?:exec|shell)|subprocess_(?:exec|shell)|import_module|__import__|resolve_name|spec_from_file_location|SourceFileLoader|load_source|load_dotenv|dotenv_values|addsitedir|open|Path|eval|import_string|import_from_string|instantiate|autodiscover_\w{1,40}|(?:iter_)?entry_points|load_entry_point|load_module|exec_module)\s{0,8}\(|(?<![\w.])sys\.path\s{0,8}(?:\.\s{0,8}(?:insert|append|extend)\s{0,8}\(|\[[^\]\n]{0,20}\]\s{0,8}=|\+=)/g;
/** Whether one of them is called. */
export const RUNS_BY_CALL: WordQuestion = matching(CALLED.split(' '), CALLEE.source);
const search = createWordSearch([RUNS_CODE, RUNS_BY_CALL]);
const MAX_FACTS = 2_000;

/** `answers`: of a search that asked both questions. */
export function runFacts(text: string, answers: Answers = search(text)): Fact[] {
  if (!answers.has(RUNS_CODE) || !answers.has(RUNS_BY_CALL)) return [];
  const executes = /(?<![\w.])exec\s{0,8}\(/.test(text);
  const facts: Fact[] = [];
  let line = 1;
  let counted = 0;
  for (const call of callsIn(text, CALLEE)) {
    if (call === null || facts.length >= MAX_FACTS) return [...facts, tooMany('what is read of calls that run code')];
    for (let end = text.indexOf('\n', counted); end !== -1 && end < call.index; end = text.indexOf('\n', counted)) {
      line += 1;
      counted = end + 1;
    }
    const at = { line, column: call.index - counted + 1 };
    const told = settingsOf(call);
    const unit = told.length === 0 ? null : `run ${call.index}`;
    facts.push(
      ...runsOf(call, executes, text.slice(call.index, call.index + 1_000)).map(
        (one): StartFact => ({ ...one, kind: 'start', unit, by: 'script', ...at }),
      ),
    );
    facts.push(...told.map(([variable, text]) => endpointFact(variable, settingOf(text), at, unit)));
  }
  return facts;
}

/** `env={**os.environ, "HF_ENDPOINT": …}`: what the process that is started is told (T37). */
function settingsOf({ texts }: TextCall): (readonly [variable: string, value: string])[] {
  return texts.flatMap(({ text, keyword }, index) => {
    if (keyword !== null && endpointVariable(keyword) !== null) return [[keyword, text] as const];
    return endpointVariable(text) === null ? [] : [[text, texts[index + 1]?.text ?? '$'] as const];
  });
}

export type CodeRun = Pick<StartFact, 'what' | 'targets' | 'folders' | 'runBy'>;

const COMPUTED: CodeRun = { what: 'unknown', targets: [], folders: [] };
/** They import what they are told, or what is installed. */
const IMPORTS_ANY =
  /^(?:import_string|import_from_string|instantiate|autodiscover_\w+|(?:iter_)?entry_points|load_entry_point|load_module|exec_module)$/;
/** They run in this process what they name. */
const RUNS_NAMED =
  /^(?:import_module|__import__|resolve_name|run_module|run_path|execfile|spec_from_file_location|SourceFileLoader|load_source)$/;
/** Behind a name of its own. */
const RUNS_FILE = /^(?:spec_from_file_location|SourceFileLoader|load_source)$/;

/** What is run stands there wholeWords, and is not put together. */
const LITERAL = /^[\w.\s]{1,200}\(\s{0,80}[rRuU]{0,2}["'][^"'\\\n]{1,300}["']\s{0,80}[,)]/;
const LITERAL_FILE = /^[\w.\s]{1,200}\(\s{0,80}["'][^"'\\\n]{1,300}["']\s{0,80},\s{0,80}(?:\w{1,20}=)?["'][^"'\\\n]{1,300}["']\s{0,80}[,)]/;

/** `source`: from the call on. */
function runsOf(call: TextCall, executes: boolean, source: string): CodeRun[] {
  const callee = call.callee.replace(/\s/g, '');
  const name = callee.split('.').at(-1) ?? '';
  const runs = isExecutedFile(source)
    ? files(
        call.texts.slice(0, 1).map(({ text }) => text),
        () => true,
      ).map((run): CodeRun => ({ ...run, runBy: 'python' }))
    : startsOf(call, name, executes);
  return isComputed(callee, name, source) ? [...runs, COMPUTED] : runs;
}

/** `exec(open("m.txt").read())`: what it is called does not matter. */
function isExecutedFile(source: string): boolean {
  return /^exec\s{0,8}\(\s{0,80}(?:compile\(\s{0,80})?(?:open|(?:pathlib\.)?Path)\s{0,8}\(/.test(source);
}

function isComputed(callee: string, name: string, source: string): boolean {
  // `model.eval()` and `connection.exec()` are somebody else's.
  if (callee === 'eval' || callee === 'exec' || IMPORTS_ANY.test(name)) return true;
  return RUNS_NAMED.test(name) && !(RUNS_FILE.test(name) ? LITERAL_FILE : LITERAL).test(source);
}

function startsOf(call: TextCall, name: string, executes: boolean): CodeRun[] {
  const texts = call.texts.map(({ text }) => text);
  if (call.callee.startsWith('sys') && /^sys\s*\.\s*path/.test(call.callee)) return folders(texts);
  switch (name) {
    case 'addsitedir':
      return folders(texts);
    case 'run_module':
    case 'resolve_name':
      return texts.slice(0, 1).flatMap((text) => modules([text.replace(/:.*$/s, '')]));
    case 'import_module':
    case '__import__': {
      const [module = '', anchor = ''] = texts;
      return modules([module.startsWith('.') ? `${anchor}.${module.replace(/^\.+/, '')}` : module]);
    }
    case 'run_path':
    case 'execfile':
      return files(texts, () => true).map((run) => ({ ...run, runBy: 'python' }));
    case 'load_dotenv':
    case 'dotenv_values':
      return files(texts, () => true);
    case 'spec_from_file_location':
    case 'SourceFileLoader':
    case 'load_source':
    case 'exec':
      return files(texts, looksLikeCode);
    case 'open':
    case 'Path':
      return executes ? files(texts.slice(0, 4), looksLikeCode) : [];
    default:
      return name === 'eval' || IMPORTS_ANY.test(name) ? [] : startedByTexts(call);
  }
}

function modules(names: readonly string[]): CodeRun[] {
  return names.filter(isModuleName).map((name) => ({ what: 'module', targets: [name], folders: [] }));
}

/** `sys.path.insert(0, os.path.join(HERE, "..", "tests"))`: one folder, in parts. */
function folders(texts: readonly string[]): CodeRun[] {
  const parts = texts.filter((text) => text === '..' || isPathLike(text));
  const all = [parts.join('/'), ...parts].filter((text) => text !== '');
  return all.length === 0 ? [] : [{ what: 'search', targets: [...new Set(all)], folders: [] }];
}

/** The last text, alone and behind those before it: `os.path.join("tests", "m.py")`, `Path("tests") / "m.py"`. */
function files(texts: readonly string[], isMeant: (text: string) => boolean): CodeRun[] {
  return texts.flatMap((text, index): CodeRun[] => {
    if (!isPathLike(text) || !isMeant(text)) return [];
    const before = texts.slice(Math.max(0, index - 3), index).filter((one) => isPathLike(one) && !looksLikeCode(one));
    const joined = before.map((_, at) => [...before.slice(at), text].join('/'));
    return [{ what: 'file', targets: [text, ...joined], folders: [] }];
  });
}

/** What a command starts that is written as texts: a list, or one line. */
export function startedByTexts({ callee, texts }: TextCall): CodeRun[] {
  const folder = texts.find(({ keyword }) => keyword === 'cwd')?.text ?? '';
  const said = texts
    .filter(({ keyword }) => keyword === null || /^(?:args|cmd|command|entrypoint|app|popenargs)$/.test(keyword))
    .map(({ text }) => text);
  const context = { variables: NO_VARIABLES, folder: isPathLike(folder) ? folder : '', mode: 'script' as const };
  const lines = said.filter((text) => /\s/.test(text)).flatMap((text) => scriptStarts(atPlace(text.slice(0, 4_000), 0), context));
  const list = commandStarts(said.map(wordOf), context);
  const apps = /(?:uvicorn|granian|hypercorn)\.run$/.test(callee) ? said.flatMap((text) => modules([moduleOfApp(text) ?? ''])) : [];
  const isTests = [...lines, ...list].some(({ what }) => what === 'tests');
  const found = [...lines, ...list].filter(({ what }) => what === 'file' || what === 'module');
  // A path in parts stands in several texts.
  const joined =
    isTests || found.length === 0
      ? []
      : files(
          said.filter((text) => !/\s/.test(text)),
          looksLikeCode,
        ).map((run) => inside(run, context.folder));
  return [...found.map(({ by: _, offset: __, ...run }: StartedCode): CodeRun => run), ...joined, ...apps];
}

function inside(run: CodeRun, folder: string): CodeRun {
  return { ...run, targets: run.targets.map((path) => inFolder(folder, path)) };
}

function wordOf(text: string): ShellCommand[number] {
  const pieces: ShellCommand[number]['pieces'] = /\$_|\s/.test(text) ? [{ kind: 'unknown' }] : [{ kind: 'text', text }];
  return { pieces, source: atPlace(text, 0), quoted: null, item: null };
}
