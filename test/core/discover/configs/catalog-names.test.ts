import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

describe('names of models that only their library knows, in settings', () => {
  it.each<[string, string, string, string[]]>([
    ['of Whisper', 'compose.yaml', 'services:\n  a:\n    environment:\n      WHISPER_MODEL: small\n', ['catalog:openai-whisper/small']],
    ['of faster-whisper', 'config.yaml', 'asr_engine: faster_whisper\nasr_model: small.en\n', ['hf:Systran/faster-whisper-small.en']],
    ['below its name', 'config.toml', '[whisper]\nmodel_size = "large-v3"\n', ['catalog:openai-whisper/large-v3']],
    ['in an image', 'Dockerfile', 'FROM x\nENV WHISPER_MODEL=base\n', ['catalog:openai-whisper/base']],
    ['of spaCy, under any key', '.env', 'NLP_PIPELINE=de_core_news_md\n', ['catalog:spacy/de_core_news_md']],
    ['a size of something else', 'config.yaml', 'model_size: small\nfont_size: large\nasr_model: base\n', []],
    ['no name of its list', '.env', 'WHISPER_MODEL=/models/own\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect((await told({ [path]: text })).map((one) => one.replace(/ \S+ \S+:\d+$/, ''))).toEqual(expected);
  });
});
