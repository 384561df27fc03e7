/** Literals that look like a name on a hub: "org/name". What is one, only the hub knows; what cannot be one is left out here. */
import { mayHoldWeights, namesWeights } from '../../base/weight-names.ts';
import { isHubId } from '../../ref/parse.ts';
import { importsOfGo } from './imports-of-go.ts';

export interface HubLike {
  readonly text: string;
  readonly start: number;
}

const MAX_PART = 96;
const TYPES = /^(?:application|audio|font|image|message|multipart|text|video|chemical|inode|x-[\w-]+)$/i;
/** Places of the time zone database. */
const ZONES = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific|US|Canada)$/;
/** Dates, fractions, versions, endings of words, words of prose, folders that tools make. */
const NEITHER =
  /^(?:(?:yyyy|yy|M{1,4}|dd|HH|hh|mm|ss|[.:-])+\/(?:yyyy|yy|M{1,4}|dd|HH|hh|mm|ss|[.:-])+|[\d.-]+\/.*|.*\/[\d.]{1,5}|.{1,2}\/.{1,2}|.*\/.|and\/or|either\/or|true\/false|yes\/no|on\/off|(?:dist|build|out|target|node_modules)\/.*|wrapper\/dists)$/;
/** What stands before the name of a file or package that the language itself takes. */
const TAKES = /(?:\bfrom|\bimport|\brequire(?:_once|_relative)?|\binclude(?:_once)?|\bmock)\s*\(?\s*["'`<]?$/;

/** `quoted`: only what stands alone between quotes, or in a line; else what white space, "=" or ":" end, too. Linear: each slash is looked at once, and its parts are bounded. */
export function hubLike(text: string, quoted: boolean): HubLike[] {
  const found: HubLike[] = [];
  const taken = takenIn(text);
  const ends = quoted ? /["'`\n\r]/ : /["'`\s=:,()[\]{}<>]/;
  for (let slash = text.indexOf('/'); slash !== -1; slash = text.indexOf('/', slash + 1)) {
    const start = edge(text, slash, -1) + 1;
    const end = edge(text, slash, 1);
    if (start === slash || end === slash + 1) continue;
    const [before, behind] = [text.charAt(start - 1), text.charAt(end)];
    if (before !== '' && !ends.test(before)) continue;
    if (behind !== '' && !ends.test(behind) && !/[@:?#]/.test(behind)) continue;
    const one = text.slice(start, end);
    if (isHubLike(one) && !taken(start, lineBefore(text, start), quoted)) found.push({ text: one, start });
  }
  return found;
}

/** By its form a name on a hub, and not a path, a type or a date. */
export function isHubLike(text: string): boolean {
  const [owner = '', name = ''] = text.split('/');
  if (!isHubId(text) || TYPES.test(owner) || NEITHER.test(text)) return false;
  // Of no hub; domains, packages and modules are.
  if (owner.includes('.')) return false;
  if (ZONES.test(owner) && /^[A-Z]/.test(name)) return false;
  return namesWeights(name) || mayHoldWeights(name);
}

/** Letters, digits, "_", "-" and ".". */
function isOfName(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46
  );
}

function edge(text: string, slash: number, step: 1 | -1): number {
  let index = slash + step;
  while (Math.abs(index - slash) <= MAX_PART && isOfName(text.charCodeAt(index))) index += step;
  return index;
}

/** A provider of Terraform, which is no model. */
const PROVIDER = /\bsource\s*=\s*"$/;
const COMMENT = /^\s*(?:#|;|\/\/|<!--|\{#|@?rem\b)/i;

/** Whether the language takes a name for a file or a package: an import, an inclusion, a provider, a feature of a crate that the manifest lists. */
function takenIn(text: string): (start: number, line: string, quoted: boolean) => boolean {
  const imports = importsOfGo(text);
  const hasProviders = text.includes('required_providers');
  const crates = new Set(
    text.includes('[dependencies')
      ? Array.from(text.matchAll(/^(?:([\w-]{1,64}) ?=|\[dependencies\.([\w-]{1,64})\])/gm), ([, key, table]) => key ?? table)
      : [],
  );
  return (start, line, quoted) => {
    if (TAKES.test(line) || (!quoted && COMMENT.test(line)) || (hasProviders && PROVIDER.test(line))) return true;
    if (crates.has(text.slice(start, text.indexOf('/', start)))) return true;
    return start > imports.start && start < imports.end;
  };
}

function lineBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - 200), start);
  return before.slice(before.lastIndexOf('\n') + 1);
}
