/** Keys of an entry of a list of models: what holds its name, what says more of it, what makes it something that was. Data. */
import { providerNamed } from './names.ts';
import { providerSaidBy } from './said.ts';

const IDS =
  /^(?:ids?|value|slug|key|code|name|engine|deployment|(?:api_?|llm_?|ai_?|base_?)?model(?:_?(?:id|name|key|slug|string|code|value))?|api_?(?:name|id)|open_?router_?id|hf_?(?:id|repo|model)|repo(?:_?id)?)$/i;
/** To a person, or whose it is. */
const DESCRIBES =
  /^(?:label|name|title|text|desc|description|subtitle|tagline|caption|summary|(?:display|short|full|model|friendly|provider|ui)_?(?:name|label)|provider(?:_?(?:id|key|type))?|vendor|company|owner|family|icon|badge|group|category|tag|type|series|tier|speed|icon_?url|logo)$/i;
/** Of a talk, a test or an answer. */
const REMEMBERED =
  /^(?:role|content|messages?|prompt|completion|choices|usage|object|created|created_?at|updated_?at|timestamp|date|finish_?reason|stop_?reason|latency\w{0,10}|elapsed\w{0,10}|duration\w{0,10}|score|scores|elo|rank|votes|wins|accuracy|response|request|user_?id|session_?id|total_?tokens|prompt_?tokens|completion_?tokens|input|output|expected)$/i;
const PROVIDER =
  /^(?:(?:model|llm|api|ai)?_?provider(?:_?(?:id|key|type|name))?|vendor|company|backend|platform|type|owner|group|service)$/i;

export function isIdKey(key: string): boolean {
  return IDS.test(key);
}

export function saysOfModel(key: string): boolean {
  return DESCRIBES.test(key);
}

export function saysRemembered(key: string): boolean {
  return REMEMBERED.test(key);
}

export function isProviderKey(key: string): boolean {
  return PROVIDER.test(key);
}

/** "Azure OpenAI", "groq", as it stands beside such a key; null: nobody that is known. */
export function providerWritten(text: string): string | null {
  return text === '' || text.length > 60 ? null : (providerNamed(text.trim().replaceAll(' ', '-'))?.id ?? null);
}

/** By a name of a list or key: "openai", "groqModels". */
export function providerSaidIn(name: string): string | null {
  return providerNamed(name)?.id ?? providerSaidBy(name);
}
