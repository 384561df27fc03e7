/** Addresses that name a model by themselves, under any key: hf://, huggingface://, files on the hub, pages of a model that a key says is loaded. */
import type { At, LoadFact } from '../../../model/index.ts';
import { hubFileUrl, hubRepositoryUrl, hubScheme, localAiUrl } from '../../languages/shell/hub-url.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { urlFact } from '../../languages/shell/url-loads.ts';
import { saysModel } from './model-words.ts';
import { keyWords } from './tree.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

const ADDRESS = /^(?:hf|https?|huggingface|ollama):\/\//;
const OLLAMA = /^ollama:\/\/([\w.-]{1,100}(?:\/[\w.-]{1,100}){0,2})(?::([\w.-]{1,100}))?$/;

/** `storageUri: hf://org/name:main`. `source`: the text as it stands in the file. */
export function addressLoad(key: string, text: string, source: () => Mapped, file: PlacedFile): LoadFact[] {
  if (text.length > 2_000 || !ADDRESS.test(text)) return [];
  const url = hubFileUrl(text) ?? (isLoadedFrom(key) ? hubRepositoryUrl(text) : null);
  if (url !== null && !isPage(url.id)) return [urlFact(url, source(), text, 'download', file)];
  const ollama = OLLAMA.exec(text);
  if (ollama !== null) return [ollamaFact(ollama[1] ?? '', ollama[2], file.at(source().offsets[0] ?? 0))];
  const whole = /^huggingface:\/\/([\w.-]{1,96}\/[\w.-]{1,96})$/.exec(text)?.[1];
  const localAi = whole === undefined ? localAiUrl(text) : ({ component: 'model', id: whole, revision: null } as const);
  if (localAi !== null) return [urlFact(localAi, source(), text, 'huggingface://', file)];
  const scheme = hubScheme(text);
  if (scheme === null || scheme.id.startsWith('spaces/') || scheme.id.startsWith('buckets/')) return [];
  const mapped = source();
  const fact = urlFact(scheme, mapped, text, 'hf://', file);
  if (scheme.revision !== null) return [fact];
  const at = mapped.offsets[scheme.insert - 1];
  const mark = /storage/i.test(key) ? ':' : '@';
  const isExact = at !== undefined && at - (mapped.offsets[0] ?? 0) === scheme.insert - 1;
  return [{ ...fact, pin: isExact ? file.site(at + 1, at + 1, `${mark}{commit}`) : null }];
}

/** A page of the hub is a link for people, unless the key says that the model comes from there. */
function isLoadedFrom(key: string): boolean {
  const words = keyWords(key);
  return (
    /^(?:\w{1,20}_)?(?:model|repo|hf|hugging_?face|download|dataset|weights)_(?:url|uri|repo|link)$|^(?:urls?|uri|repo)$/.test(words) ||
    saysModel(words)
  );
}

/** Parts of the site that are no repositories. */
function isPage(id: string): boolean {
  return /^(?:spaces|docs|blog|papers|collections|api|settings|organizations|tasks|learn|posts|inference|models|join|login|pricing|new|chat)\//.test(
    id,
  );
}

function ollamaFact(name: string, tag: string | undefined, at: At): LoadFact {
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'ollama',
    names: { hubOnly: true },
    api: 'ollama://',
    target: { kind: 'literal', text: name },
    revision: tag === undefined ? null : { kind: 'literal', text: tag },
    ...at,
  };
}
