/** Names of models that only a library of a kind knows, in settings: `WHISPER_MODEL=small`, `SPACY_MODEL: de_core_news_md`. */
import type { LoadFact } from '../../../model/index.ts';
import { meaningIn } from '../../catalogs/index.ts';
import type { AroundMap } from './around.ts';
import { saysNoName } from './model-words.ts';
import { type KeyedField, keyWords } from './tree.ts';

/** A key that asks for a model of speech by its name. */
const SPEECH = /(?:^|_)whisper_(?:\w{1,20}_)?(?:models?|size)(?:_(?:size|name|id))?$|^(?:\w{1,20}_)?model_size$|^whisper(?:_size)?$/;
const BELOW_SPEECH = /^(?:model|model_size|model_name|size|name)$/;
/** Engines of these are told by the key above, or by what stands beside it. */
const OF_ENGINE = /^(?:asr|stt|transcription|transcribe|speech)(?:_\w{1,20})?_model(?:_(?:size|name))?$|^(?:asr|stt)_model$/;
const SAYS_WHISPER = /whisper/i;
/** Names that no other library has: a language, a kind of text, a size. */
const SPACY = /^[a-z]{2,3}_(?:core_(?:web|news|sci|ud)|dep_(?:news|ud)|ent_wiki)_(?:sm|md|lg|trf)$/;
const MAX_FIELDS = 2_000;

export function catalogNamesIn(fields: readonly KeyedField[], around: AroundMap): LoadFact[] {
  return fields.slice(0, MAX_FIELDS).flatMap(({ name, value }): LoadFact[] => {
    if (value?.kind !== 'scalar' || value.text.length > 60) return [];
    const text = value.text.trim();
    const library = libraryOf(keyWords(name), text, fields, around);
    if (library === null || meaningIn(library, text) === null) return [];
    return [
      {
        kind: 'load',
        component: 'model',
        hub: 'catalog',
        library,
        provider: null,
        names: { hubOnly: true },
        api: `${name}:`,
        target: { kind: 'literal', text },
        revision: null,
        endpoint: null,
        remoteCode: false,
        pin: null,
        ...around.at(value.at),
      },
    ];
  });
}

function libraryOf(key: string, text: string, fields: readonly KeyedField[], { owners }: AroundMap): string | null {
  if (SPACY.test(text)) return saysNoName(key) ? null : 'spacy';
  const [owner = ''] = owners;
  const isBelow = SAYS_WHISPER.test(owner) && BELOW_SPEECH.test(key);
  const isOfEngine = OF_ENGINE.test(key) && fields.some((one) => SAYS_WHISPER.test(one.name) || saysWhisper(one));
  const isKeyed = SPEECH.test(key) && (SAYS_WHISPER.test(key) || SAYS_WHISPER.test(owner) || fields.some(saysWhisper));
  if (!isBelow && !isOfEngine && !isKeyed) return null;
  const isFaster =
    /faster/i.test(key + owner) || fields.some(({ value }) => value?.kind === 'scalar' && /^faster[-_]?whisper/i.test(value.text));
  return isFaster ? 'faster-whisper' : 'openai-whisper';
}

function saysWhisper({ value }: KeyedField): boolean {
  return value?.kind === 'scalar' && value.text.length < 100 && SAYS_WHISPER.test(value.text);
}
