/**
 * What publishers write where they name what a model was made from: an id of the hub, an address, a path of their own machine. Whose name it is
 * follows from how it is written, and what names no host that is known is never taken for a name on a hub (T37).
 */
import type { Ref } from './index.ts';
import { isHubId, parseRef } from './parse.ts';
import { displayName } from './format.ts';

/** Longer than any name or address. */
const MAX_LENGTH = 400;
/** Beside models and datasets, the hub has pages of its own. */
const PAGES: ReadonlySet<string> = new Set(['spaces', 'docs', 'papers', 'collections', 'blog', 'api', 'organizations', 'models', 'join']);
/** References with a type in front are taken as what they say. */
const TYPED = /^(?:hf|modelscope|ollama|gh):(?!\/)/;
const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?(huggingface\.co|hf\.co|modelscope\.cn|modelscope\.ai|ollama\.com|github\.com)\/([^?#]*)/i;

/** Without version; null: it names nothing that a known host could have. `repo`: what an id without an address is a name of. */
export function statedRef(stated: string, repo: 'models' | 'datasets'): Ref | null {
  const text = stated.trim().replace(/\/$/, '');
  if (text.length > MAX_LENGTH) return null;
  if (TYPED.test(text)) return parsed(text);
  const [, server = '', path = ''] = ADDRESS.exec(text) ?? [];
  const parts = path.split('/').filter((part) => part !== '');
  switch (server.toLowerCase()) {
    case 'huggingface.co':
    case 'hf.co':
      return onHub('hf', parts);
    case 'modelscope.cn':
    case 'modelscope.ai':
      return onHub('modelscope', parts[0] === 'models' ? parts.slice(1) : parts);
    case 'ollama.com':
      return parts.length === 2 ? parsed(`ollama:${parts[0] === 'library' ? parts[1] : parts.join('/')}`) : null;
    case 'github.com':
      return parts.length < 2 ? null : parsed(`gh:${parts[0]}/${(parts[1] ?? '').replace(/\.git$/, '')}`);
    default:
      return isHubId(text) ? parsed(`hf:${repo === 'datasets' ? 'datasets/' : ''}${text}`) : null;
  }
}

/** "org/name/tree/main" is a page of "org/name". */
function onHub(type: 'hf' | 'modelscope', parts: readonly string[]): Ref | null {
  const isDataset = parts[0] === 'datasets';
  const [owner = '', name] = isDataset ? parts.slice(1) : parts;
  if (PAGES.has(owner)) return null;
  const id = name === undefined || name === 'tree' || name === 'blob' || name === 'resolve' ? owner : `${owner}/${name}`;
  return parsed(`${type}:${isDataset ? 'datasets/' : ''}${id}`);
}

function parsed(text: string): Ref | null {
  try {
    return { ...parseRef(text), version: null };
  } catch {
    return null;
  }
}

/** Stands for a name that no known host has: "generic:" and the text, percent-encoded, so that it is no other reference and no pattern. */
export function unplacedRef(stated: string): Ref {
  const text = encodeURIComponent(stated.slice(0, 100).toWellFormed()).replace(/[.*]/g, (sign) => (sign === '.' ? '%2E' : '%2A'));
  return { type: 'generic', repo: null, namespace: null, name: text === '' ? '%20' : text, version: null };
}

/** What a reference of a lineage names; null: it is none that can be read. */
export function refOfStated(reference: string): Ref | null {
  return parsed(reference);
}

/** For people: "org/name"; of a name that no host has, the text that was stated. */
export function statedNameOf(reference: string): string {
  const ref = parsed(reference);
  if (ref === null) return reference;
  return ref.type === 'generic' ? decoded(ref.name) : displayName(ref);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
