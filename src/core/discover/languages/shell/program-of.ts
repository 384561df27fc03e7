/** Which program the words of a command start: by itself, in a container, or as a script that takes the usual options. */
import { baseOf } from './inner-scripts.ts';
import { type Loader, loaderOfImage, LOADERS } from './loaders.ts';

const CONTAINERS = /^(?:docker|podman|nerdctl)$/;

interface Program {
  readonly loader: Loader;
  /** Spot its arguments begin. */
  readonly from: number;
}

/** The first words of all programs: most words are none. */
const STARTS = new RegExp(
  [...new Set(LOADERS.flatMap(({ start }) => (start[0] === undefined ? [] : [`(?:${start[0].source})`])))].join('|'),
);

/** Which program these words start. */
export function programOf(texts: readonly (string | null)[], implicit: Loader | null): Program | null {
  if (implicit !== null && texts[0]?.startsWith('-') === true) return { loader: implicit, from: 0 };
  for (let at = 0; at < Math.min(texts.length, 40); at++) {
    if (!STARTS.test(baseOf(texts[at] ?? ''))) continue;
    for (const loader of LOADERS) {
      const end = startAt(texts, at, loader);
      if (end !== null) return { loader, from: end };
    }
  }
  return containerOf(texts) ?? anyScript(texts);
}

/** The index behind the words that start it; options of an interpreter may stand between them. */
function startAt(texts: readonly (string | null)[], at: number, { start }: Loader): number | null {
  if (start.length === 0) return null;
  let index = at;
  for (const [number, part] of start.entries()) {
    for (let skipped = 0; number > 0 && skipped < 4 && isSkipped(texts[index] ?? null, part); skipped++) index += 1;
    const text = texts[index] ?? null;
    if (text === null || !part.test(number === 0 ? baseOf(text) : text)) return null;
    index += 1;
  }
  return index;
}

function isSkipped(text: string | null, part: RegExp): boolean {
  return text !== null && /^-[A-Za-z-]/.test(text) && !part.test(text);
}

/** `docker run … vllm/vllm-openai --model org/a` */
function containerOf(texts: readonly (string | null)[]): Program | null {
  const at = texts.findIndex((text) => text !== null && CONTAINERS.test(baseOf(text)));
  if (at < 0 || !texts.slice(at + 1, at + 4).some((text) => text === 'run' || text === 'create')) return null;
  const own = entrypointOf(texts, at);
  if (own !== null) return own;
  for (let index = at + 2; index < Math.min(texts.length, at + 200); index++) {
    const text = texts[index] ?? '';
    const loader = /^[\w.:@/-]+$/.test(text) && text.includes('/') && !text.startsWith('-') ? loaderOfImage(text) : null;
    if (loader !== null) return { loader, from: index + 1 };
  }
  return null;
}

/** `docker run --entrypoint vllm … image serve org/a`: its further words stand behind the image. */
function entrypointOf(texts: readonly (string | null)[], from: number): Program | null {
  const option = texts.findIndex((text, index) => index > from && (text === '--entrypoint' || text?.startsWith('--entrypoint=') === true));
  if (option < 0) return null;
  const first = baseOf((texts[option]?.split('=')[1] ?? texts[option + 1] ?? '').trim());
  if (!STARTS.test(first)) return null;
  for (const loader of LOADERS) {
    const [program, ...rest] = loader.start;
    if (program?.test(first) !== true) continue;
    if (rest.length === 0) return { loader, from: option + 2 };
    for (let index = option + 2; index < Math.min(texts.length, 200); index++) {
      const end = startAt([first, ...texts.slice(index)], 0, loader);
      if (end !== null && rest[0]?.test(texts[index] ?? '') === true) return { loader, from: index + end - 1 };
    }
  }
  return null;
}

/** `-e MODEL_ID=org/a`: the load of that is read elsewhere. */
export function givesModel(texts: readonly (string | null)[], { variables }: Loader): boolean {
  return texts.some(
    (text) => variables?.target.some((name) => text?.startsWith(`${name}=`) === true || text?.includes(`=${name}=`) === true) === true,
  );
}

/** Any script that takes the options of transformers. */
function anyScript(texts: readonly (string | null)[]): Program | null {
  const loader = LOADERS.find(({ start }) => start.length === 0);
  if (loader === undefined) return null;
  const options = [...loader.target, ...(loader.parts ?? []).flatMap((part) => part.options)];
  const at = texts.findIndex((text) => text !== null && options.some((option) => text === option || text.startsWith(`${option}=`)));
  return at < 0 ? null : { loader, from: Math.max(0, Math.min(at, 1)) };
}
