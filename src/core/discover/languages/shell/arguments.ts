/** The arguments of a program → what they name, by its row in the table. */
import { asksForHelp, type Loader, type PartOption } from './loaders.ts';
import { plainText, type Word } from './words.ts';

export interface CommandArgument {
  readonly word: Word;
  /** Its place among the words. */
  readonly index: number;
}

export interface CommandArguments {
  /** All that name the model; the last one counts, as argparse and clap have it. */
  readonly targets: readonly CommandArgument[];
  readonly revision: Word | null;
  readonly code: Word | null;
  readonly parts: readonly { readonly option: PartOption; readonly words: readonly Word[]; readonly revision: Word | null }[];
  readonly config: Word | null;
  readonly type: Word | null;
  readonly remoteCode: boolean;
  readonly help: boolean;
  /** `$ARGS`, `"$@"`: words that may hold more options than are written here. */
  readonly open: readonly Word[];
  /** "--": no option can be added behind it. */
  readonly ended: boolean;
}

type Role = 'target' | 'revision' | 'code' | 'config' | 'type' | PartOption | { readonly revisionOf: PartOption };

export function commandArgumentsOf(words: readonly Word[], loader: Loader): CommandArguments {
  const known = rolesOf(loader);
  const targets: CommandArgument[] = [];
  const single = new Map<Role, Word | null>();
  const lists = new Map<PartOption, Word[]>();
  const open: Word[] = [];
  let remoteCode = false;
  let help = false;
  let ended = false;
  let named = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    if (ended || !isOption(word)) {
      if (mayBeMore(word) && (named || targets.length > 0 || loader.positional === 'none')) open.push(word);
      else if (loader.positional === 'first' && !named) {
        targets.push({ word, index });
        named = true;
        if (/^["']?\$\{?[@*]/.test(word.source.text)) open.push(word);
      }
      continue;
    }
    const equals = inlineValue(word);
    const option = (equals?.name ?? headOf(word)).replaceAll('_', '-');
    if (option === '--') {
      ended = true;
      continue;
    }
    if (asksForHelp(option)) help = true;
    if (option === '--trust-remote-code') {
      const next = words[index + 1];
      const said =
        equals === null ? (next === undefined || isOption(next) ? '' : (plainText(next) ?? '')) : (plainText(equals.value) ?? '');
      remoteCode = !/^(?:false|no|off|0)$/i.test(said);
      if (equals === null && /^(?:false|no|off|0|true|yes|on|1)$/i.test(said)) index += 1;
      continue;
    }
    const role = roleOf(option, known);
    const many = typeof role === 'object' && 'options' in role && role.form === 'list';
    const flag = role === undefined && loader.flags?.test(option) === true;
    const several = many || loader.lists?.has(option) === true;
    const values: CommandArgument[] = equals === null ? [] : [{ word: equals.value, index }];
    if (equals === null && !flag) {
      do {
        const next = words[index + 1];
        if (next === undefined || (isOption(next) && plainText(next) !== '-')) break;
        index += 1;
        if (role === undefined && namesOptions(next)) open.push(next);
        values.push({ word: next, index });
      } while (several);
    }
    const [first] = values;
    if (first === undefined || role === undefined) continue;
    if (role === 'target') targets.push(first);
    else if (typeof role === 'object' && 'options' in role)
      lists.set(
        role,
        values.map((one) => one.word),
      );
    else single.set(role, first.word);
  }
  const revisionOf = (part: PartOption): Word | null => {
    for (const [role, word] of single) if (typeof role === 'object' && 'revisionOf' in role && role.revisionOf === part) return word;
    return null;
  };
  const parts = (loader.parts ?? []).flatMap((option) => {
    const values = lists.get(option) ?? [];
    const revision = option.revision === 'same' ? (single.get('revision') ?? null) : revisionOf(option);
    return values.length > 0 || revisionOf(option) !== null ? [{ option, words: values, revision }] : [];
  });
  return {
    targets,
    revision: single.get('revision') ?? null,
    code: single.get('code') ?? null,
    parts,
    config: single.get('config') ?? null,
    type: single.get('type') ?? null,
    remoteCode,
    help,
    open,
    ended,
  };
}

function rolesOf(loader: Loader): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  const put = (option: string | null | undefined, role: Role): void => {
    if (option != null && option !== 'same') roles.set(option.replaceAll('_', '-'), role);
  };
  for (const option of loader.target) put(option, 'target');
  for (const option of [loader.revision, ...(loader.revisions ?? [])]) put(option, 'revision');
  put(loader.code, 'code');
  put(loader.config, 'config');
  for (const option of loader.type ?? []) put(option, 'type');
  for (const part of loader.parts ?? []) {
    for (const option of part.options) put(option, part);
    put(part.revision, { revisionOf: part });
  }
  return roles;
}

/** argparse takes the beginning of a long option for it, when no other begins so. */
function roleOf(option: string, known: ReadonlyMap<string, Role>): Role | undefined {
  const exact = known.get(option);
  if (exact !== undefined || option.length < 6 || !option.startsWith('--')) return exact;
  const longer = [...known].filter(([name]) => name.startsWith(option));
  return longer.length === 1 ? longer[0]?.[1] : undefined;
}

function isOption(word: Word): boolean {
  return headOf(word).startsWith('-');
}

/** Options that are not written here. */
function mayBeMore({ pieces, quoted, source, item }: Word): boolean {
  const [only] = pieces;
  if (pieces.length !== 1 || only === undefined || only.kind === 'text') return false;
  return (quoted === null && item === null) || /\$\{?[@*]/.test(source.text);
}

/** Behind an option that is not known it may be its value, or more of them: its name tells. */
function namesOptions(word: Word): boolean {
  const [only] = word.pieces;
  if (!mayBeMore(word)) return false;
  return only?.kind !== 'variable' || /ARG|OPT|EXTRA|FLAG|PARAM/i.test(only.name);
}

/** The text that a word begins with, up to its first variable. */
export function headOf({ pieces }: Word): string {
  const [first] = pieces;
  return first?.kind === 'text' ? first.text : '';
}

function inlineValue(word: Word): { readonly name: string; readonly value: Word } | null {
  const head = headOf(word);
  const match = /^(--[A-Za-z][\w.-]{1,60})=/.exec(head);
  if (match === null || !word.source.text.startsWith(match[0])) return null;
  const rest = head.slice(match[0].length);
  const pieces = rest === '' ? word.pieces.slice(1) : [{ kind: 'text' as const, text: rest }, ...word.pieces.slice(1)];
  const cut = match[0].length;
  const source = { text: word.source.text.slice(cut), offsets: word.source.offsets.slice(cut) };
  return { name: match[1] ?? '', value: { pieces, source, quoted: null, item: word.item && { ...word.item, bare: false } } };
}
