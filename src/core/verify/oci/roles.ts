/** What a layer of a model holds, by its media type. */

export type LayerRole =
  | 'weights'
  | 'adapter'
  | 'license'
  | 'config'
  | 'template'
  | 'document'
  | 'code'
  | 'dataset'
  /** A layer of a file system, or something that is not known. */
  | 'other';

export interface LayerKind {
  readonly role: LayerRole;
  /** True: the blob is the file itself, so its digest is that of the file. False: an archive, or not known. */
  readonly raw: boolean;
}

/** Ways in which registries hold models. */
export type ModelFormat = 'Ollama' | 'Docker Model Runner' | 'ModelPack' | 'KitOps';

const OTHER: LayerKind = { role: 'other', raw: false };

/** Ollama, server/images.go and types/model; all of them are files as they are. */
const OLLAMA: Readonly<Record<string, LayerRole>> = {
  model: 'weights',
  tensor: 'weights',
  draft: 'weights',
  projector: 'weights',
  adapter: 'adapter',
  license: 'license',
  template: 'template',
  system: 'config',
  params: 'config',
  messages: 'config',
};

/** Docker Model Specification, "LayerKind media types": archives end in ".tar". */
const DOCKER: readonly (readonly [RegExp, LayerKind])[] = [
  [/^(?:gguf\.v3|safetensors|dduf)$/, { role: 'weights', raw: true }],
  [/^gguf\.v3\.lora$/, { role: 'adapter', raw: true }],
  [/^mmproj$/, { role: 'weights', raw: true }],
  [/^license$/, { role: 'license', raw: true }],
  [/^chat\.template\.jinja$/, { role: 'template', raw: true }],
  [/^vllm\.config\.tar$/, { role: 'config', raw: false }],
  // A folder of whatever the model needs beside its weights.
  [/^dir\.tar$/, { role: 'code', raw: false }],
];

/** CNCF model specification (ModelPack), "LayerKind media types": `<role>.v1.<raw|tar|tar+gzip|tar+zstd>`. */
const MODELPACK: Readonly<Record<string, LayerRole>> = {
  weight: 'weights',
  'weight.config': 'config',
  doc: 'document',
  code: 'code',
  dataset: 'dataset',
};

/** KitOps, ModelKit format: archives only. */
const KITOPS: Readonly<Record<string, LayerRole>> = {
  model: 'weights',
  modelpart: 'weights',
  dataset: 'dataset',
  code: 'code',
  docs: 'document',
};

export function layerOf(mediaType: string): LayerKind {
  const [, ollama] = /^application\/vnd\.ollama\.image\.([a-z]{1,20})$/.exec(mediaType) ?? [];
  if (ollama !== undefined) return own(OLLAMA, ollama, true);
  const [, docker] = /^application\/vnd\.docker\.ai\.([a-z0-9.]{1,40})$/.exec(mediaType) ?? [];
  if (docker !== undefined) return DOCKER.find(([pattern]) => pattern.test(docker))?.[1] ?? OTHER;
  const [, pack, form] = /^application\/vnd\.cncf\.model\.([a-z.]{1,20})\.v1\.(raw|tar|tar\+gzip|tar\+zstd)$/.exec(mediaType) ?? [];
  if (pack !== undefined) return own(MODELPACK, pack, form === 'raw');
  const [, kit] = /^application\/vnd\.kitops\.modelkit\.([a-z]{1,20})\.v1\.tar(?:\+gzip)?$/.exec(mediaType) ?? [];
  return kit === undefined ? OTHER : own(KITOPS, kit, false);
}

function own(table: Readonly<Record<string, LayerRole>>, name: string, raw: boolean): LayerKind {
  const role = Object.hasOwn(table, name) ? table[name] : undefined;
  return role === undefined ? OTHER : { role, raw };
}

/** `types`: the media types of its config and layers, and its artifact type. Null: no model of a kind that is known. */
export function formatOf(types: readonly string[]): ModelFormat | null {
  const has = (start: string): boolean => types.some((type) => type.startsWith(start));
  if (has('application/vnd.ollama.image.')) return 'Ollama';
  if (has('application/vnd.docker.ai.')) return 'Docker Model Runner';
  if (has('application/vnd.cncf.model.')) return 'ModelPack';
  return has('application/vnd.kitops.modelkit.') ? 'KitOps' : null;
}

/** Where a layer says the name of its file: ModelPack, KitOps and OCI's own annotation. */
export const FILE_NAMES: readonly string[] = ['org.cncf.model.filepath', 'org.cnai.model.filepath', 'org.opencontainers.image.title'];
