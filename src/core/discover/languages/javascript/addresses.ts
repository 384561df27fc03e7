/** Addresses of files on the hub, whatever fetches them: `fetch("https://huggingface.co/org/x/resolve/main/y.onnx")` (T33). */
import type { LoadFact } from '../../../model/index.ts';
import { matching, type WordQuestion } from '../../../base/word-search.ts';
import { hubFileUrl, hubScheme } from '../shell/hub-url.ts';
import { valueOfNode } from './form.ts';
import type { ScriptFile } from './loads.ts';
import { chunksOf, isModelAddress, ON_HUB } from './model-address.ts';
import type { PlacedNode } from './scope.ts';
import type { ScriptNode } from './syntax/index.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** Pictures and sounds that pages show. */
const SHOWN = /\.(?:jpe?g|png|gif|webp|svg|bmp|ico|wav|mp3|flac|ogg|mp4|webm|mov)(?:[?#].*)?$/i;

/** Files of models at any other address, by their suffix. */
export function modelFileLoads({ code, around, places }: ScriptFile): LoadFact[] {
  return code.addresses.flatMap(({ node, scope }): LoadFact[] => {
    const text = chunksOf(node)?.join('x') ?? '';
    if (!isModelAddress(text) || ON_HUB.test(text) || beginsWhole(node)) return [];
    return [
      {
        ...PLAIN_LOAD,
        component: 'model',
        hub: 'url',
        api: 'address of a file',
        target: valueOfNode(node, around),
        within: { piece: '', scope: scope.index },
        ...places.at(node.start),
      },
    ];
  });
}

/** `inside`: offsets of calls that are loads already. */
export function hubFileLoads({ code, around, places }: ScriptFile, inside: readonly { start: number; end: number }[]): LoadFact[] {
  return code.addresses.flatMap(({ node, scope }): LoadFact[] => {
    if (inside.some(({ start, end }) => start <= node.start && node.end <= end) || !isFile({ node, scope })) return [];
    const target = valueOfNode(node, around);
    const url = target.kind === 'literal' ? (hubFileUrl(target.text) ?? hubScheme(target.text)) : null;
    return [
      {
        ...PLAIN_LOAD,
        component: url?.component ?? 'model',
        hub: 'hf',
        api: 'address of a file',
        target,
        within: { piece: '', scope: scope.index },
        names: { hubOnly: true },
        ...places.at(node.start),
      },
    ];
  });
}

/** Before a file is read: texts that may end so. */
export const NAMES_MODEL_FILE: WordQuestion = matching(
  '.onnx .ort .tflite .task .litertlm .gguf .safetensors .pt .pth .ckpt .mlmodel .mnn'.split(' '),
  `\\.\\w{2,12}(?=["'\`?#])`,
);

function isFile({ node }: PlacedNode): boolean {
  if (node.type === 'text') {
    const url = hubFileUrl(node.value) ?? hubScheme(node.value);
    // Of a data set it is one of what it holds.
    return url !== null && (url.component === 'dataset' || !SHOWN.test(node.value));
  }
  const chunks = chunksOf(node);
  if (chunks === null || beginsWhole(node)) return false;
  const all = chunks.join('x');
  return (ON_HUB.test(chunks[0] ?? '') && /\/(?:resolve|raw)\//.test(all) && !SHOWN.test(all)) || all.startsWith('hf://');
}

/** `"https://x/a.onnx" + "?v=1"`: what the first text names by itself is found there. */
function beginsWhole(node: ScriptNode): boolean {
  const first = node.type === 'operation' ? node.parts[0] : undefined;
  return first?.type === 'text' && (hubFileUrl(first.value) !== null || isModelAddress(first.value));
}
