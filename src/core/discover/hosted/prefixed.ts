/** "provider/model" and "provider:model": routers and frameworks name hosted models so. Pure. */
import { hostedModel, hostedModelOf, type HostedModel } from './model.ts';
import { isHubOwner, providerNamed } from './names.ts';

export interface PrefixedModel extends HostedModel {
  /** `local`: a server of one's own, as `ollama/llama3`. `gateway`: one that passes on, and names nobody. */
  readonly runs: 'provider' | 'local' | 'gateway';
}

const PREFIX = /^([A-Za-z][\w.-]{1,40})([/:])([^\s"'`]{1,160})$/;
/** "mistral:7b", "qwen:latest": a tag of a local server's model. */
const TAG = /^(?:latest|v?\d[\w.-]*|(?:instruct|chat|text|code|base)(?:-.*)?)$/;

/**
 * `isMeant`: a key or a call says that the text names a hosted model; then owners of a hub are providers, too. Else "google/gemma-2b" stays a
 * name of the hub, and "google/gemini-2.5-pro" is none.
 */
export function prefixedModelOf(text: string, isMeant = false): PrefixedModel | null {
  const [, prefix = '', sign = '', rest = ''] = PREFIX.exec(text) ?? [];
  const provider = providerNamed(prefix);
  if (provider === null) return null;
  const inner = hostedModelOf(rest);
  const runs = provider.runs ?? 'provider';
  if (sign === ':' && inner?.certain !== true && TAG.test(rest)) return null;
  // "litellm/anthropic/claude-3-5-sonnet" is what stands behind it.
  if (runs === 'gateway') return passedOn(rest, inner) ?? { ...hostedModel(provider.id, rest), runs };
  const isOwners = sign === '/' && isHubOwner(prefix);
  if (isOwners && !isMeant && inner?.certain !== true) return null;
  return { ...hostedModel(provider.id, rest, isOwners ? inner?.certain === true : true), runs };
}

function passedOn(rest: string, inner: HostedModel | null): PrefixedModel | null {
  const behind = prefixedModelOf(rest, true);
  return behind !== null && behind.runs !== 'gateway' ? behind : inner === null ? null : { ...inner, runs: 'provider' };
}
