/** Addresses of the hub in commands and configurations → loads. */
import type { LoadFact } from '../../../model/index.ts';
import { hubCloneUrl, hubFileUrl, type HubUrl, hubRepositoryUrl, mirroredFileUrl } from './hub-url.ts';
import { atPlace, type Mapped, type PlacedFile } from './mapped.ts';
import { exactRange } from './pin-place.ts';
import { shownValue, type Variables, wordValue } from './values.ts';
import type { Word } from './words.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

const FILE_ADDRESS = /^["']?https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/[\s\S]{1,2000}\/(?:resolve|raw)\//i;

const HUB = /^https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\/(?!spaces\/)/i;
const FILE = /\/(?:resolve|raw)\//;

/** What is known of a word up to the first part that only running it tells. */
function beginningOf({ pieces }: Word, variables: Variables): string {
  let text = '';
  for (const piece of pieces) {
    const value = piece.kind === 'variable' ? variables.get(piece.name)?.value : undefined;
    const fixed = value?.kind === 'overridable' ? value.fallback : value;
    const known = piece.kind === 'text' ? piece.text : fixed?.kind === 'literal' ? fixed.text : null;
    if (known === null || text.length > 2_000) return text;
    text += known;
  }
  return text;
}

/** `curl …/resolve/main/model.bin`, `git clone https://…`. */
export function urlLoad(word: Word, program: string, file: PlacedFile, variables: Variables): LoadFact[] {
  const { value } = wordValue(word, variables);
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  const api = program === 'git' ? 'git clone' : 'download';
  if (fixed?.kind !== 'literal') {
    const known = beginningOf(word, variables);
    const begun = hubFileUrl(known);
    if (begun !== null) return [urlFact(begun, atPlace(' ', word.source.offsets[0] ?? 0), known, api, file)];
    // An address of a file with a variable in it: which model it is, only running it tells.
    const isOfHub =
      FILE_ADDRESS.test(word.source.text.slice(0, 2100)) || (HUB.test(known) && (program === 'git' || FILE.test(word.source.text)));
    if (!isOfHub) return [];
    return [{ ...blank(api), target: { kind: 'unmodeled', text: shownValue(word) }, ...file.at(word.source.offsets[0] ?? 0) }];
  }
  const { text } = fixed;
  if (text.length > 2000) return [];
  const clone = program === 'git' ? hubRepositoryUrl(text) : hubCloneUrl(text);
  const url = hubFileUrl(text) ?? mirroredFileUrl(text) ?? clone;
  if (url === null) return [];
  const fact = urlFact(url, word.quoted ?? word.source, text, api, file);
  if (value.kind !== 'overridable') return [fact];
  const { by, name } = value;
  const revision = fact.revision === null ? null : { kind: 'overridable' as const, by, name, fallback: fact.revision };
  return [{ ...fact, target: { kind: 'overridable', by, name, fallback: fact.target }, revision }];
}

/** `source`: the text as it stands in the file; an edit needs it to be the same. */
export function urlFact(url: HubUrl, source: Mapped, text: string, api: string, file: PlacedFile): LoadFact {
  const { revision, server } = url;
  const range = source.text === text && server === undefined && revision !== null ? exactRange(source) : null;
  return {
    ...blank(api),
    component: url.component,
    target: { kind: 'literal', text: url.id },
    revision: revision === null ? null : { kind: 'literal', text: revision.text },
    ...(server === undefined ? {} : { endpoint: { kind: 'literal', text: server } }),
    pin: range === null || revision === null ? null : file.site(range.start + revision.start, range.start + revision.end, '{commit}'),
    ...file.at(source.offsets[0] ?? 0),
  };
}

function blank(api: string): Omit<LoadFact, 'target' | 'line' | 'column'> {
  const names = { hubOnly: true } as const;
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api,
    names,
  };
}
