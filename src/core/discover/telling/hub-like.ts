/** Literals that look like a name on a hub: "org/name". What is one, only the hub knows; what cannot be one is left out here. */
import { mayHoldWeights, namesWeights } from '../../base/weight-names.ts';
import { isHubId } from '../../ref/parse.ts';

export interface HubLike {
  readonly text: string;
  readonly start: number;
}

const MAX_PART = 96;
const TYPES = /^(?:application|audio|font|image|message|multipart|text|video|chemical|inode|x-[\w-]+)$/i;
/** Places of the time zone database. */
const ZONES = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific|US|Canada)$/;
/** Dates, fractions, versions, endings of words, words of prose, folders that tools make. */
const NEITHER = /^(?:[yMdDHhmsSaEu.:-]+\/[yMdDHhmsSaEu.:-]+|[\d.-]+\/.*|.*\/[\d.]{1,5}|.{1,2}\/.{1,2}|.*\/.|and\/or|either\/or|true\/false|yes\/no|on\/off|(?:dist|build|out|target|node_modules)\/.*|wrapper\/dists)$/;
/** What stands before the name of a file or package that the language itself takes. */
const TAKES = /(?:\bfrom|\bimport|\brequire(?:_once|_relative)?|\binclude(?:_once)?|\bmock|\bload|\bextends|\bpackage|\buse)\s*\(?\s*["'`<]?$/;

/** `quoted`: only what stands alone between quotes, or in a line; else what white space, "=" or ":" end, too. Linear: each slash is looked at once, and its parts are bounded. */
export function hubLike(text: string, quoted: boolean): HubLike[] {
  const found: HubLike[] = [];
  const imports = endOfImports(text);
  const ends = quoted ? /["'`\n\r]/ : /["'`\s=:,()[\]{}<>]/;
  for (let slash = text.indexOf('/'); slash !== -1; slash = text.indexOf('/', slash + 1)) {
    const start = edge(text, slash, -1) + 1;
    const end = edge(text, slash, 1);
    if (start === slash || end === slash + 1) continue;
    const [before, behind] = [text.charAt(start - 1), text.charAt(end)];
    if (before !== '' && !ends.test(before)) continue;
    if (behind !== '' && !ends.test(behind) && !/[@:?#]/.test(behind)) continue;
    const one = text.slice(start, end);
    if (isHubLike(one) && !isTaken(text, { start, end, imports, quoted })) found.push({ text: one, start });
  }
  return found;
}

export function isHubLike(text: string): boolean {
  const [owner = '', name = ''] = text.split('/');
  if (!isHubId(text) || TYPES.test(owner) || NEITHER.test(text) ) return false;
  // Of no hub; domains, packages and modules are.
  if (owner.includes('.')) return false;
  if (ZONES.test(owner) && /^[A-Z]/.test(name)) return false;
  return namesWeights(name) || mayHoldWeights(name);
}

function edge(text: string, slash: number, step: 1 | -1): number {
  let index = slash + step;
  while (Math.abs(index - slash) <= MAX_PART && /[\w.-]/.test(text.charAt(index))) index += step;
  return index;
}

/** A provider of Terraform, which is no model. */
const PROVIDER = /\bsource\s*=\s*"$/;
const COMMENT = /^\s*(?:#|;|\/\/|<!--|\{#|@?rem\b)/i;

interface Where {
  readonly start: number;
  readonly end: number;
  /** Where a list of imports ends. */
  readonly imports: number;
  readonly quoted: boolean;
}

/** Whether the language takes it for a file or a package: an import, an inclusion, a line of Go's list of imports. */
function isTaken(text: string, { start, end, imports, quoted }: Where): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', start), start - 200) + 1, start);
  if (TAKES.test(line) || (!quoted && COMMENT.test(line))) return true;
  if (PROVIDER.test(line) && text.includes('required_providers')) return true;
  const owner = text.slice(start, text.indexOf('/', start));
  // A feature of a crate that the manifest lists.
  if (isKey(text, owner)) return true;
  return end < imports && /^\s*(?:[\w.]+\s+)?"$/.test(line);
}

function isKey(text: string, word: string): boolean {
  return text.includes('[dependencies') && (text.includes(`\n${word} = `) || text.includes(`dependencies.${word}]`));
}

/** Where Go's list of imports ends; 0: there is none. */
function endOfImports(text: string): number {
  const start = text.search(/^import \(/m);
  return start < 0 ? 0 : text.indexOf(')', start);
}
