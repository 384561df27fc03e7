/** Lines that a change wrote → what they may hand to a load that takes its name from elsewhere. Text, not syntax: it only adds doubt (T35). */
import { isHubId } from '../../ref/parse.ts';

export interface Handed {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The value. */
  readonly text: string;
  /** It is given to a decorator, which may do anything with what is defined below. */
  readonly decorates: boolean;
  /** Called around the value: `load(` in the same line or in the lines before. */
  readonly calls: readonly string[];
  /** Keys, options and variables that the value is given to. */
  readonly keys: readonly string[];
}

/** A call or a list item may begin some lines above. */
const WINDOW = 4;
const MAX_LINE = 2000;

/** Between quotes, or behind a key or an option: one slash, as names of hub repositories have. */
const QUOTED = /["'`]([\w.-]{1,96}\/[\w.-]{1,96})["'`]/g;
const BARE = /(?<=[=:\s])([\w.-]{1,96}\/[\w.-]{1,96})(?=\s|$)/g;
const CODE = /\.(?:py|pyi|ipynb|js|mjs|cjs|jsx|ts|tsx|json)$/i;
const NEVER =
  /^(?:application|audio|font|image|multipart|text|video)\/|\.(?:py|js|ts|json|ya?ml|toml|md|txt|html?|css|sh|png|jpe?g|svg|csv|log|git)$|^[\d./-]*$/i;
/** Declares an option, with its default somewhere in the call. */
const DECLARES = /\b(?:add_argument|option|Option|Argument|Field|field|getenv|environ|define|DEFINE_\w+)\b/;

/** `written`: line numbers; null: all of them. `isPath`: what the tree has under that name is no name of a hub. */
export function handedIn(path: string, text: string, written: ReadonlySet<number> | null, isPath: (name: string) => boolean): Handed[] {
  const lines = text.split('\n').map((line) => line.slice(0, MAX_LINE));
  return lines.flatMap((source, index) => {
    if (written !== null && !written.has(index + 1)) return [];
    const values = Array.from(source.matchAll(CODE.test(path) ? QUOTED : new RegExp(`${QUOTED.source}|${BARE.source}`, 'g')));
    const value = values.find((match) => isName(match[1] ?? match[2] ?? '', isPath));
    if (value === undefined) return [];
    const window = lines.slice(Math.max(0, index - WINDOW), index).join('\n');
    const before = source.slice(0, value.index);
    const open = openCalls(`${window}\n${before}`);
    const text = value[1] ?? value[2] ?? '';
    return [
      {
        line: index + 1,
        column: value.index + 1,
        text,
        decorates: /^\s{0,200}@/.test(source),
        calls: open.names,
        keys: keysIn(`${window}\n${source}`, open.start, before),
      },
    ];
  });
}

function isName(name: string, isPath: (name: string) => boolean): boolean {
  return isHubId(name) && !NEVER.test(name) && !isPath(name);
}

/** Calls that are not closed at the end of the text; `start`: where the first of them begins. Brackets inside of texts count too: it only adds doubt. */
function openCalls(text: string): { readonly names: readonly string[]; readonly start: number } {
  const open: { readonly name: string; readonly start: number }[] = [];
  let word = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '(') open.push({ name: text.slice(word, index).trimEnd(), start: word });
    else if (character === ')') open.pop();
    if (!/[\w ]/.test(character) || (character === ' ' && !/^ {0,4}\(/.test(text.slice(index, index + 6)))) word = index + 1;
  }
  return { names: open.flatMap(({ name }) => (/^[A-Za-z_]\w{0,80}$/.test(name) ? [name] : [])), start: open[0]?.start ?? text.length };
}

/** The key right before the value; every word of a call that declares an option; names of variables in capitals also from the lines before. */
function keysIn(around: string, start: number, before: string): string[] {
  const near = /([A-Za-z_][\w-]{0,80})["'\])]{0,4}\s{0,8}[:=]\s{0,8}[rf]?["'`]?$/.exec(before.slice(-120))?.[1];
  // `setattr(config, "MODEL", "org/name")`, `patch("app.config.MODEL", "org/name")`
  const paired = /["'](?:\w{1,80}\.){0,8}([A-Za-z_]\w{0,80})["']\s{0,8},\s{0,8}[rf]?["'`]?$/.exec(before.slice(-240))?.[1];
  const loud = Array.from(around.matchAll(/(?<!\w)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?!\w)/g), ([name]) => name);
  const call = around.slice(start);
  const declared = DECLARES.test(call.slice(0, 100)) ? Array.from(call.matchAll(/[A-Za-z_][\w-]{0,80}/g), ([word]) => word) : [];
  const keys = [...[near, paired].flatMap((key) => key ?? []), ...loud, ...declared].map((key) => key.replaceAll('-', '_'));
  return [...new Set(keys)];
}

/** Folders, metrics, routes: a slash does not make them names. */
const NO_OWNER =
  /^(?:api|app|application|assets?|audio|cache|ckpts?|checkpoints?|configs?|data|datasets?|docs?|eval|examples?|files?|images?|img|lib|logs?|loss|media|metrics?|models?|out|outputs?|results?|resources?|runs?|samples?|scripts?|src|static|templates?|tests?|tmp|train|utils?|val|valid|validation|weights)\//i;
const KEEPS_PATH = /dir|path|file|folder|root|route|url|log|out|cache|prefix|bucket|topic/i;

/** Whether a text tells by itself that it is a name on a hub, whoever gets it: an owner, and a name with a number or a dash in it. */
export function isTellingName({ text, keys }: Handed): boolean {
  return /\/[\w.]*[\d-]/.test(text) && /[A-Za-z]/.test(text) && !NO_OWNER.test(text) && !keys.some((key) => KEEPS_PATH.test(key));
}

/** They hand on what they are given, or keep it. */
const HANDS_ON =
  /^(?:fromkeys|zip|dict|list|tuple|set|frozenset|str|iter|next|map|filter|starmap|chain|cycle|choice|partial|partialmethod|defaultdict|OrderedDict|ChainMap|namedtuple|field|Template|safe_load|loads|update|pop|get|setdefault|append|extend|insert|add)$/;

/** Whether the text may go on from the calls around it. `isForeign`: nothing of the tree gives the file this name. */
export function mayGoOn({ calls, decorates }: Handed, isForeign: (name: string) => boolean): boolean {
  return decorates || calls.every((name) => HANDS_ON.test(name) || !isForeign(name));
}
