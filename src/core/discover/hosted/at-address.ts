/** Hosted models whose name is a part of an address: data. Each is tried on one text of bounded length. Pure. */
import { providerAtHost } from './names.ts';

const NAME = String.raw`[\w.-]{1,96}`;

/** From the API references of the providers; the first group is the model. */
const FORMS: readonly (readonly [provider: string, form: RegExp])[] = [
  // huggingface.co/docs/inference-providers
  [
    'huggingface',
    new RegExp(
      `^https://(?:api-inference\\.huggingface\\.co/(?:models|pipeline/[\\w-]{1,40})|router\\.huggingface\\.co/hf-inference/models)/(${NAME}/${NAME})(?:[/?#]|$)`,
    ),
  ],
  // ai.google.dev/api/generate-content
  ['google', new RegExp(`^https://generativelanguage\\.googleapis\\.com/v\\w{1,10}/models/(${NAME})(?::\\w|[?/]|$)`)],
  [
    'google',
    new RegExp(
      `^https://[^/\\s]{0,60}aiplatform\\.googleapis\\.com/.{0,200}/publishers/[\\w-]{1,40}/models/([\\w.@-]{1,96})(?::\\w|[?/]|$)`,
    ),
  ],
  // replicate.com/docs/reference/http
  ['replicate', new RegExp(`^https://api\\.replicate\\.com/v1/models/(${NAME}/${NAME})/(?:predictions|versions)`)],
  // docs.api.nvidia.com/nim/reference
  ['nvidia', new RegExp(`^https://ai\\.api\\.nvidia\\.com/v1/\\w{1,20}/(${NAME}/${NAME})(?:[/?#]|$)`)],
  // docs.fal.ai/model-apis
  ['fal', new RegExp(`^https://(?:queue\\.|ws\\.)?fal\\.run/(${NAME}(?:/${NAME}){1,4})(?:[?#]|$)`)],
  // platform.stability.ai/docs/api-reference
  ['stability', new RegExp(`^https://api\\.stability\\.ai/v1/generation/(${NAME})/(?:text|image)-to-`)],
  // docs.aws.amazon.com/bedrock/latest/APIReference
  ['bedrock', /^https:\/\/bedrock-runtime[\w.{}-]{0,60}\.amazonaws\.com\/model\/([\w.:-]{1,120})\/(?:invoke|converse)/],
  // learn.microsoft.com/azure/ai-foundry/openai/reference
  [
    'azure',
    new RegExp(
      `^https://[^/\\s]{1,80}\\.(?:openai\\.azure|cognitiveservices\\.azure|services\\.ai\\.azure)\\.com/openai/deployments/(${NAME})/\\w`,
    ),
  ],
  // developers.cloudflare.com/workers-ai
  ['cloudflare', /^https:\/\/api\.cloudflare\.com\/client\/v4\/accounts\/[^/\s]{1,80}\/ai\/run\/(@[\w/.-]{1,100})/],
];
const QUERY = /^(?:https|wss):\/\/([\w.-]{1,100})(?::\d{1,5})?\/[^\s?#]{0,200}\?(?:[^\s#]{0,300}&)?model(?:_id)?=([\w.:/@-]{1,100})/;

/** Words that stand in such an address. */
export const ADDRESS_PARTS: readonly string[] =
  'api-inference.huggingface.co/ router.huggingface.co/hf-inference/ generativelanguage.googleapis.com/ /publishers/ api.replicate.com/v1/models/ ai.api.nvidia.com/v1/ fal.run/ api.stability.ai/v1/generation/ bedrock-runtime /openai/deployments/ api.cloudflare.com/client/ ?model &model'.split(
    ' ',
  );

/** null: the address names no model. */
export function modelAtAddress(text: string): { readonly provider: string; readonly model: string } | null {
  const address = text.slice(0, 1000);
  for (const [provider, form] of FORMS) {
    const model = form.exec(address)?.[1];
    if (model !== undefined) return { provider, model };
  }
  const [, host = '', model] = QUERY.exec(address) ?? [];
  const provider = model === undefined ? null : providerAtHost(host);
  return provider === null || model === undefined ? null : { provider, model };
}
