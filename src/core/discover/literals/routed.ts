/** Code that asks a router: one service for the models of many, which takes "owner/name" for what the router has under it, and loads nothing from a hub. */
import { GATEWAYS } from '../configs/keyed/hosted.ts';
import { providerAtHost, saidBy } from '../hosted/index.ts';
import type { Token } from './lexer.ts';

const HOST = /https:\/\/([\w.-]{4,100})/;
/** Clients that name no address: words of code → whom they ask for "owner/name". From the pages of OpenRouter and RubyLLM. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/^[A-Za-z]{0,30}open_?router/i, 'openrouter'],
  [/^RubyLLM$/, 'openrouter'],
];

/** The one router that a file speaks of; null: of none, or of several. Libraries of the hub in the same file make it none (T37). */
export function routerIn(tokens: readonly Token[]): string | null {
  const found = new Set<string>();
  for (const { kind, text } of tokens) {
    if (kind === 'sign') continue;
    if (/^hf_?hub$|hugging_?face_?hub|from_?pretrained/i.test(text.slice(0, 60))) return null;
    const host = kind === 'text' ? HOST.exec(text.slice(0, 300))?.[1] : undefined;
    const at = host === undefined ? null : providerAtHost(host);
    if (at !== null && GATEWAYS.has(at)) found.add(at);
    if (kind === 'word' && text.length <= 60) for (const [form, id] of CLIENTS) if (form.test(text)) found.add(id);
  }
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

/** "meta-llama/llama-3.3-70b-instruct", "mistralai/mistral-7b-instruct:free". */
export function isRouted(text: string): boolean {
  return /^[a-z][\w.-]{1,40}\/[\w.-]{2,80}(?::[a-z]{2,20})?$/i.test(text) && /\d|[-_]/.test(text.slice(text.indexOf('/')));
}

/** Whether names beside a text say that a model is asked by it. */
export function saysAsked(names: readonly string[]): boolean {
  const said = names.map(saidBy);
  return said[0] !== 'otherwise' && said.includes('model');
}
