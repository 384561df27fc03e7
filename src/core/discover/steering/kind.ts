/** What the readers of steering files share: one fact a setting, without secrets, and not without end. */
import { createHash } from 'node:crypto';
import { cleanOrigin } from '../../base/address.ts';
import { redact } from '../../base/redact.ts';
import type { At, ProblemFact, SteeringFact } from '../../model/index.ts';
import type { Datum, DatumEntry, DatumRead } from '../datum/datum.ts';
import { type Decoded, problemFact } from '../text-input.ts';

/** One kind of file that steers installers. */
export interface SteeringKind {
  /** What follows "steering-" in the id of its detector. */
  readonly id: string;
  readonly names: RegExp;
  readonly title: string;
  readonly says: string;
  /** Absent: UTF-8 text. */
  readonly decode?: (bytes: Uint8Array) => Decoded;
  /** No other reader takes the file: what is wrong with it is told here. */
  readonly alone?: true;
  /** Null: the text is not of this kind's form. */
  read(text: string): readonly (SteeringFact | ProblemFact)[] | null;
}

const MAX_KEY = 160;
const MAX_VALUE = 240;
/** What the environment decides, nobody asks for a file of the tree (T20). */
const OPEN = 'what the environment says';

export function steering(what: SteeringFact['what'], key: string, value: string, { line, column }: At): SteeringFact {
  const shown = bounded(withoutQueries(value.replaceAll(/\s+/g, ' ').trim()), MAX_VALUE);
  return { kind: 'steering', what, key: bounded(key, MAX_KEY), value: shown, line, column };
}

/** What is cut, or may be a secret, is still told from another by its digest. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function bounded(text: string, most: number): string {
  const clean = redact(text);
  return clean.length > most ? `${clean.slice(0, most)}… ${digestOf(text)}` : clean;
}

/** Addresses without query and fragment (T21), but for a full commit. */
export function withoutQueries(text: string): string {
  return text.replaceAll(/([a-z][a-z+]{1,12}:\/\/[^\s?#"']{1,2000})([?#][^\s"']{1,2000})/gi, (_, address: string, rest: string) =>
    /^#[0-9a-f]{40}$/.test(rest) ? `${address}${rest}` : `${address}#…${digestOf(rest)}`,
  );
}

/** Patterns of folders, each as one fact. */
export function members(ecosystem: string, datum: Datum | undefined): SteeringFact[] {
  if (datum?.kind !== 'list') return [];
  return datum.items.flatMap((item) => (item.kind === 'text' ? [steering('member', ecosystem, item.text, item.at)] : []));
}

/** The origin of an address, whose path may hold a token; the name of a channel; null: a place of the machine, or nothing. */
export function registryValue(text: string): string | null {
  const address = text.trim().replace(/^(?:sparse|registry|git)\+/, '');
  if (/\$\{?\w/.test(address) && !/^[a-z]+:\/\/[^/]*@?[\w.-]+(?:\/|$)/i.test(address)) return OPEN;
  // The user-info alone may be a variable: the server is written out.
  const origin = cleanOrigin(address.replace(/^([a-z]{2,10}:\/\/)[^/@]{1,500}@/i, '$1'));
  if (origin !== null) return origin;
  if (/^[a-z]{2,10}:\/\//i.test(address)) return OPEN;
  return /^[A-Za-z0-9][\w-]{0,80}(?:\/[\w.-]{1,80})?$/.test(address) ? address : null;
}

/** A setting of where packages come from; none where it names no place. */
export function registry(key: string, text: string, at: At): SteeringFact[] {
  const value = registryValue(text);
  return value === null ? [] : [steering('registry', key, value, at)];
}

/** Keys whose values are programs, files or packages. */
const NAMES =
  /(?:linker|runner|rustc|rustdoc|wrapper|include|paths?|pnpmfile|shell|script|plugins?|hooks?|requires|path)(?:\.[\w.-]{1,80})?$/i;

/** A setting of whatever kind that is not known to be harmless: the next one that runs code, or trusts somebody, is not silent. */
export function unknownSetting(key: string, value: string, at: At): SteeringFact {
  const text = value.trim();
  if (text === '') return steering('hook', key, 'nothing', at);
  const address = cleanOrigin(text);
  const isPlain = /^(?:true|false|null|\d{1,9}|[a-z]{1,16}(?:-[a-z]{1,16}){0,4})$/i.test(text) && !/pass|token|auth|secret|key/i.test(key);
  if (NAMES.test(key)) return steering('hook', key, text, at);
  // What it means is not known, so neither is whether it is a secret (T21).
  return steering('hook', key, isPlain ? text : (address ?? `set to ${digestOf(text)}`), at);
}

export function settingsBelow(datum: Datum | undefined): readonly DatumEntry[] {
  return datum?.kind === 'map' ? datum.entries : [];
}

const MAX_DEPTH = 6;

/** Each text below: "a.b" and what stands there; each element of a list under the key of the list. Deeper, all of it as one text. */
export function textsBelow(
  datum: Datum | undefined,
  path: string,
  skips: (path: string, text: string | null) => boolean = () => false,
): Leaf[] {
  return below(datum, path, 0);

  function below(one: Datum | undefined, key: string, depth: number): Leaf[] {
    if (one === undefined || skips(key, one.kind === 'text' ? one.text : null)) return [];
    if (one.kind === 'text') return [{ key, text: one.text, at: one.at }];
    // Places are left out, so that a line more above is no change.
    if (depth > MAX_DEPTH)
      return [{ key, text: JSON.stringify(one, (name, value: unknown) => (name === 'at' ? undefined : value)), at: one.at }];
    if (one.kind === 'list') return one.items.flatMap((item) => below(item, key, depth + 1));
    return one.entries.flatMap((entry) => {
      const own = entry.key === '.' ? key : key === '' ? entry.key : `${key}.${entry.key}`;
      return below(entry.value, own, depth + 1).map((leaf) => (entry.value.kind === 'text' ? { ...leaf, at: entry.at } : leaf));
    });
  }
}

interface Leaf {
  readonly key: string;
  readonly text: string;
  readonly at: At;
}

/** Each setting below that `quiet` does not name by its path, and that is not set to what `harmless` says. */
export function unknownSettings(
  datum: Datum | undefined,
  path: string,
  quiet: RegExp,
  harmless: Readonly<Record<string, string>> = {},
): SteeringFact[] {
  const isQuiet = (key: string, text: string | null): boolean => {
    const own = key.slice(path === '' ? 0 : path.length + 1);
    return own !== '' && (quiet.test(own) || (text !== null && Object.hasOwn(harmless, own) && harmless[own] === text));
  };
  return textsBelow(datum, path, isQuiet).map(({ key, text, at }) => unknownSetting(key, text, at));
}

/** Of settings in YAML what was not read, but below keys that `quiet` names; a tool takes no second document. */
export function unreadYaml({ left = [], roots }: DatumRead, quiet: RegExp): ProblemFact[] {
  const [, second] = roots;
  return [
    ...left.flatMap(({ top, at }) =>
      quiet.test(top) ? [] : [problemFact('unsupported', 'a setting by alias, merge key or a key that is no text, which is not read', at)],
    ),
    ...(second === undefined ? [] : [problemFact('unsupported', 'a second document of settings, which is not read', second.at)]),
  ];
}
