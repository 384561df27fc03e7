/** Whether Python text may start a program that loads: asked before it is parsed. Linear, no grammar. */
import { createWordSearch, matching, type WordQuestion } from '../../../../base/word-search.ts';
import { LOADERS } from '../../shell/loaders.ts';

/** The first words of all programs, as patterns. */
const SOURCES = [...new Set(LOADERS.flatMap(({ start }) => start[0]?.source.replace(/^\^|\$$/g, '') ?? []))].filter(
  (name) => !name.startsWith('(?:python'),
);
const PROGRAMS = SOURCES.join('|');
const PROGRAM = new RegExp(`^(?:${PROGRAMS})$`);
const QUOTED = new RegExp(`["'](?:[\\w./~-]{0,200}/)?(?:${PROGRAMS})["']`);
/** In a text the words stand behind each other, and may be put together from several. */
const AFTER = `(?:[\\s"'\\\\]|\\bf["']){1,40}(?:download(?:-weights)?|serve|pull|run|chat|cli|export|api_server|v2|--?[a-z])`;
const SPACED = new RegExp(`(?<![\\w.-])(?:${PROGRAMS})${AFTER}`);
const MODULES = /\b(?:vllm\.entrypoints|sglang\.launch_server|huggingface_hub\.c(?:li|ommands)|llama_cpp\.server|mlx_lm)\b/;
const OPTION = 'model_name_or_path';
/** Images that start such a program. */
const IMAGES = /\/(?:vllm-openai|text-generation-inference|text-embeddings-inference|llama\.cpp|infinity)\b/;

/** A program with what follows: words of a text, the parentheses of a call (`sh.hf("download", …)`), the quote at its end. In calls a dash is an underscore. */
const STARTED = `(?<![\\w-])(?:${PROGRAMS.replaceAll('-', '[-_]').replaceAll('[_[-_]]', '[-_]')})(?:${AFTER}|["'\\]]{0,2}\\(\\s{0,20}["']|["'])`;

/** Addresses of the hub, for programs that fetch anything. */
const FETCHED = '(?:huggingface|\\bhf)\\.co\\b';
const BEFORE_FETCHED = '\\b(?:git|wget|curl|aria2c|axel)\\b[^\\n]{0,300}';

/** What the matches of a pattern of programs begin with: letters that no sign makes optional. A dash is an underscore, too. */
function beginningsOf(source: string): string[] {
  if (/^[^(]*\|/.test(source)) throw new Error(`${source}: one pattern for each program`);
  const [plain = ''] = /^(?:[\w-](?![?*{]))*/.exec(source) ?? [];
  return plain
    .split('-')
    .reduce<string[]>((all, part, index) => (index === 0 ? [part] : all.flatMap((one) => [`${one}-${part}`, `${one}_${part}`])), []);
}

/** Whether a program may be started that loads. No is certain, as far as programs are called by their names; yes only means: look. */
export const STARTS_LOADER: WordQuestion = [
  ...matching([...new Set(SOURCES.flatMap(beginningsOf))], STARTED),
  ...matching(['vllm.entrypoints', 'sglang.launch_server', 'huggingface_hub.c', 'llama_cpp.server', 'mlx_lm'], MODULES.source),
  ...matching([OPTION], `(?<=--[a-z_]{0,40})${OPTION}`),
  ...matching(['/vllm-openai', '/text-generation-inference', '/text-embeddings-inference', '/llama.cpp', '/infinity'], IMAGES.source),
  ...matching(['huggingface.co', 'hf.co'], `(?<=${BEFORE_FETCHED})${FETCHED}`),
];

/** Whether a command may be given code for Python in its words. */
export const GIVES_CODE: WordQuestion = matching(
  ['"-', "'-", 'python', 'pypy', 'exec', 'eval', 'compile'],
  `["']-\\w{0,4}c["']|\\b(?:python|pypy)[\\d.]{0,5}\\s{1,20}-\\w{0,4}c\\b|(?<![\\w.])(?:exec|eval|compile)\\s{0,8}\\(`,
);

const search = createWordSearch([STARTS_LOADER]);

export function mayStartLoader(text: string): boolean {
  return search(text).has(STARTS_LOADER);
}

/** `hf("download", …)`, `local["hf"](…)`: the program that a callee is called like, or null. */
export function programCalled(callee: string): string | null {
  const name = /(?:^|\.)(\w{1,60})$/.exec(callee)?.[1]?.replaceAll('_', '-') ?? /\[["']([\w./-]{1,60})["']\]$/.exec(callee)?.[1];
  return name !== undefined && PROGRAM.test(name) ? name : null;
}

/** Where the name of a program stands between quotes, or a text begins that starts one. */
export const NAMED_PROGRAM = new RegExp(
  `${QUOTED.source}|${SPACED.source}|${MODULES.source}|--[a-z_]{0,40}${OPTION}|${BEFORE_FETCHED}${FETCHED}`,
  'g',
);

/** Functions that run what they are given, by their last name: those of the library, and what people call their own. */
const RUNS =
  /(?:^|_)(?:run|runs|exec[lv]?p?e?|execute|system|shell|sh|bash|cmd|commands?|call|spawn[lv]?p?e?|popen|getoutput|getstatusoutput|check|subprocess|launch|invoke|sudo|script|process|split)(?:$|_|\d)|^run|^exec|^spawn|Popen|Process|Command|Operator$/;

export function runsCommands(name: string): boolean {
  return RUNS.test(name);
}

/** Keys and names under which people keep a command. */
export function keepsCommand(name: string): boolean {
  return /^(?:args|argv|cmds?|commands?|popenargs|entrypoint|script|shell|run|input|.*_(?:cmds?|commands?|args|script))$/i.test(name);
}

/** What they are given is shown to people, or compared. */
export function showsWords(callee: string): boolean {
  return /(?:^|\.)(?:print|pprint|echo|debug|info|warning|warn|error|exception|critical|log|add_argument|add_parser|startswith|endswith|count|index|isinstance|getattr|skip|fail)$/.test(
    callee,
  );
}

/** What they are given is put into something, or looked up. */
export function keepsWords(callee: string): boolean {
  return /(?:^|\.)(?:write|writelines|format|replace|get|setdefault|append|extend|insert|which|find_executable)$/.test(callee);
}
