/** Names of models as Ollama and Docker Model Runner take them: of their own registries with a tag, or "hf.co/org/name" of the hub. */
import type { At, LoadFact } from '../../model/index.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

/** Null: a file or folder. */
export function servedModel(hub: 'oci' | 'ollama', written: string, api: string, at: At): LoadFact | null {
  const name = written.trim();
  if (name === '' || /^(?:[./~\\]|[A-Za-z]:[\\/])|[\s${}]/.test(name) || /\.(?:gguf|safetensors|bin)$/i.test(name)) return null;
  const base = {
    ...PLAIN_LOAD,
    component: 'model',
    api,
    names: { hubOnly: true },
    ...at,
  } as const;
  const ofHub = /^(?:https?:\/\/)?(?:hf\.co|huggingface\.co)\/([\w.-]{1,96}\/[\w.-]{1,96})(?:[:@].*)?$/i.exec(name)?.[1];
  if (ofHub !== undefined) return { ...base, hub: 'hf', target: { kind: 'literal', text: ofHub }, revision: null };
  // Beside a digest a tag says nothing.
  const [, path = name, tag] = /^(.{1,300}?)(?::[\w.-]{1,128}@|[:@])([\w.:-]{1,200})$/.exec(name) ?? [];
  return { ...base, hub, target: { kind: 'literal', text: path }, revision: tag === undefined ? null : { kind: 'literal', text: tag } };
}
