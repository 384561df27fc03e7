/** What decides cheaply whether a file is read lets through whatever the reader would name (T35). */
import { describe, expect, it } from 'vitest';
import { certainlyHosted } from '../../../../src/core/discover/configs/keyed/hosted.ts';
import { isWellKnown } from '../../../../src/core/discover/configs/keyed/hub-names.ts';
import { isModelKey } from '../../../../src/core/discover/configs/keyed/model-words.ts';
import { keyRoleOf } from '../../../../src/core/discover/configs/keyed/hub-keys.ts';
import { mayName } from '../../../../src/core/discover/configs/keyed/surface.ts';
import { keyWords } from '../../../../src/core/discover/configs/keyed/tree.ts';

const HOSTED = [
  'us.anthropic.claude-3-5-sonnet-20241022-v2:0 amazon.nova-pro-v1:0 meta.llama3-8b-instruct-v1:0 mistral.mistral-large-2402-v1:0 cohere.embed-english-v3 ai21.jamba-1-5-large-v1:0 stability.sd3-large-v1:0 deepseek.r1-v1:0',
  'gpt-4o gpt-3.5-turbo gpt-5-mini gpt-image-1 chatgpt-4o-latest o1-mini o3-2025-04-16 o4-mini text-embedding-3-small text-davinci-003 davinci-002 dall-e-3 whisper-1 tts-1-hd omni-moderation-latest codex-mini-latest sora-2 ft:gpt-4o-mini:acme::1',
  'gpt-35-turbo claude-3-opus@20240229 claude-3-5-sonnet-latest claude-sonnet-4-20250514 claude-instant-1.2 claude-v2 gemini-1.5-pro models/gemini-2.0-flash gemini-pro text-multilingual-embedding-002 textembedding-gecko@003 imagen-3.0-generate-002',
  'chat-bison@002 code-gecko@002 veo-2.0-generate-001 mistral-large-latest mistral-embed open-mixtral-8x7b codestral-latest pixtral-12b-2409 ministral-8b-latest command-r-plus-08-2024 embed-multilingual-v3.0 rerank-v3.5 llama-3.1-8b-instant',
  'llama3-70b-8192 mixtral-8x7b-32768 gemma2-9b-it sonar-pro pplx-7b-online r1-1776 grok-3-mini grok-beta deepseek-chat moonshot-v1-8k kimi-k2-thinking qwen-max qwen2.5-vl-max qwq-plus text-embedding-v3 gte-rerank glm-4-plus glm-4.5 cogview-3',
  'abab6.5-chat jamba-1.5-large j2-ultra voyage-3-large voyage-code-3 eleven_multilingual_v2 scribe_v1 nova-2-general aura-asteria-en universal-2 stable-diffusion-xl-1024-v1-0 @cf/meta/llama-3-8b-instruct accounts/fireworks/models/x',
  'databricks-dbrx-instruct flux-pro-1.1 doubao-pro-32k hunyuan-lite ernie-4.0-8k baichuan4-turbo step-2-16k yi-lightning palmyra-x5 solar-pro reka-core mercury-coder luminous-base',
].flatMap((line) => line.split(' '));

describe('names that count under a key of any name', () => {
  it.each(HOSTED.map((id) => [id]))('%s', (id) => {
    if (certainlyHosted(id) === null) return;
    for (const text of [`{"planner": "${id}"}`, `planner = ${id}\n`, `planner: ${id}\n`, `A=${id}`])
      expect([text, mayName(text)]).toEqual([text, true]);
  });

  it('nearly all of them are names by themselves', () => {
    expect(HOSTED.filter((id) => certainlyHosted(id) === null)).toHaveLength(0);
  });

  it('names of known owners', () => {
    for (const id of ['BAAI/bge-m3', 'meta-llama/Llama-3.1-8B', 'sentence-transformers/all-MiniLM-L6-v2']) {
      expect([isWellKnown(id), mayName(`x = ${id}\n`)]).toEqual([true, true]);
    }
  });
});

describe('keys', () => {
  const KEYS =
    'model modelId MODEL_NAME embedding-model chatModel llm LLM_MODEL OPENAI_DEPLOYMENT engine repo_id repoId repo-id hf_repo HF_MODEL_ID base_model baseModel model_name_or_path _name_or_path tokenizer processor pretrained dataset_name train_dataset vae text_encoder controlnet lora reranker embedder huggingface_model hf_hub_url ms_hub_url datasets dataset_mixer fallbacks vlm completion_model Model_Id'.split(
      ' ',
    );

  it.each(KEYS.map((key) => [key]))('%s', (key) => {
    expect(keyRoleOf(keyWords(key), '') !== null || isModelKey(keyWords(key), [])).toBe(true);
    for (const text of [
      `{"${key}": "org/a"}`,
      `${key} = org/a\n`,
      `${key}: org/a\n`,
      `? ${key}\n: org/a\n`,
      `[${key}]\nname = org/a\n`,
      `${key} {\n`,
      `${key}=org/a`,
    ]) {
      expect([text, mayName(text)]).toEqual([text, true]);
    }
  });

  it.each([
    '- name: MODEL_ID\n  value: org/a\n',
    '{"name": "pretrained_model", "value": "org/a"}',
    'run: serve --model-id org/a\n',
    'x = hf://org/a\n',
    '{"\\u006dodel": "org/a"}',
  ])('elsewhere than before a value: %s', (text) => {
    expect(mayName(text)).toBe(true);
  });

  it.each(['{"name": "x", "version": "1.0.0"}', 'a: b\nc: [1, 2]\n', '[tool.black]\nline-length = 100\n', 'PORT=80\nHOST=localhost\n'])(
    'nothing: %s',
    (text) => {
      expect(mayName(text)).toBe(false);
    },
  );
});
