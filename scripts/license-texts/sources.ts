/** Where license texts come from, and which licenses they are. */
import { entryOf } from '../../src/core/license/catalogue.ts';
import type { Repository } from './repository.ts';
import { textsOfTemplate } from './template.ts';
import { modernId, SPDX_BY_LOWER } from '../../src/core/license/spdx-ids.ts';

export interface SourceText {
  /** The first is what the text alone says. */
  readonly ids: readonly string[];
  readonly part: 'license' | 'use-policy';
  readonly text: string;
}

export interface Source {
  readonly repository: string;
  /** Under which terms the collection itself is; each license text has its own. */
  readonly license: string;
  readonly texts: (at: Repository) => SourceText[];
}

/** A license that its publisher keeps in a repository of its own, or that somebody keeps for it. Of another commit than the newest: "<40 hex>:path". */
type Own = readonly [repository: string, path: string, id: string, part?: SourceText['part']];

const SCANCODE = 'LicenseRef-scancode-';
const LLAMA: Readonly<Record<string, string>> = {
  llama2: `${SCANCODE}llama-2-license-2023`,
  llama3: 'LicenseRef-Llama-3',
  llama3_1: `${SCANCODE}llama-3.1-license-2024`,
  llama3_2: `${SCANCODE}llama-3.2-license-2024`,
  llama3_3: `${SCANCODE}llama-3.3-license-2024`,
  llama4: `${SCANCODE}llama-4-cla-2025`,
};

/** Texts whose publishers have them on a hub alone, as one distribution of Linux packages keeps them. */
const KEPT: readonly (readonly [name: string, id: string, part?: SourceText['part']])[] = [
  ['MRL-0.1.md', 'LicenseRef-Mistral-MRL-0.1'],
  ['MNPL-0.1.md', 'LicenseRef-Mistral-MNPL-0.1'],
  ['Grok-2-Community-License-Agreement-20251104', 'LicenseRef-Grok-2-Community'],
  ['LFM-Open-License-v1.0', 'LicenseRef-LFM-Open-1.0'],
  ['Qwen-RESEARCH-LICENSE-AGREEMENT', 'LicenseRef-Qwen-Research-2024'],
  ['Falcon-3-TII-Falcon-License-December-2024', 'LicenseRef-Falcon-LLM-1.0'],
  ['TII-Falcon-3-License-December-2024-ACCEPTABLE-USE-POLICY', 'LicenseRef-Falcon-LLM-1.0', 'use-policy'],
  ['Falcon-2-11B-TII-Acceptable-Use-Policy-1.0', `${SCANCODE}falcon-2-11b-1.0`, 'use-policy'],
  ['Gemma-Prohibited-Use-Policy-20240221', `${SCANCODE}gemma-tou-2024-04-01`, 'use-policy'],
  ['Databricks-Open-Model-Acceptable-Use-Policy', 'LicenseRef-Databricks-Open-Model', 'use-policy'],
];

const OWN: readonly Own[] = [
  ...Object.entries(LLAMA).flatMap(([folder, id]): Own[] => [
    ['meta-llama/llama-models', `models/${folder}/LICENSE`, id],
    ['meta-llama/llama-models', `models/${folder}/USE_POLICY.md`, id, 'use-policy'],
  ]),
  ['meta-llama/llama3', 'LICENSE', 'LicenseRef-Llama-3'],
  ['meta-llama/llama3', 'USE_POLICY.md', 'LicenseRef-Llama-3', 'use-policy'],
  ['MiniMax-AI/MiniMax-M2', 'LICENSE', 'LicenseRef-MiniMax-M2-Modified-MIT'],
  ['MiniMax-AI/MiniMax-01', 'LICENSE-MODEL', 'LicenseRef-MiniMax-Model'],
  ['databricks/dbrx', 'LICENSE', 'LicenseRef-Databricks-Open-Model'],
  ['black-forest-labs/flux2', 'model_licenses/LICENSE-FLUX-DEV', 'LicenseRef-FLUX-dev-NC-2.0'],
  ['deep-floyd/IF', 'LICENSE-MODEL', 'LicenseRef-DeepFloyd-IF'],
  ['facebookresearch/dinov3', 'LICENSE.md', 'LicenseRef-DINOv3'],
  ['facebookresearch/sam3', 'LICENSE', 'LicenseRef-SAM-2025'],
  ['facebookresearch/metaseq', 'projects/OPT/MODEL_LICENSE.md', 'LicenseRef-OPT-175B'],
  ['zai-org/CogVideo', 'MODEL_LICENSE', 'LicenseRef-CogVideoX'],
  ['Kwai-Kolors/Kolors', 'MODEL_LICENSE', 'LicenseRef-Kolors-Model'],
  ['Tencent/Tencent-Hunyuan-Large', 'LICENSE.txt', 'LicenseRef-Tencent-Hunyuan-Large'],
  ['Tencent-Hunyuan/HunyuanVideo', 'LICENSE.txt', 'LicenseRef-Tencent-HunyuanVideo'],
  ['QwenLM/Qwen', 'Tongyi Qianwen LICENSE AGREEMENT', `${SCANCODE}tongyi-qianwen-2023`],
  ['QwenLM/Qwen', 'Tongyi Qianwen RESEARCH LICENSE AGREEMENT', 'LicenseRef-Tongyi-Qianwen-Research'],
  ['QwenLM/Qwen-VL', 'LICENSE', `${SCANCODE}tongyi-qianwen-2023`],
  ['01-ai/Yi', 'bd0926c5a131fa2ada88f9857d07f9c9a7e6de43:MODEL_LICENSE_AGREEMENT.txt', 'LicenseRef-Yi-Community-2.1'],
  ['THUDM/ChatGLM2-6B', 'MODEL_LICENSE', 'LicenseRef-ChatGLM2-6B'],
  ['apple/ml-fastvlm', 'LICENSE_MODEL', 'LicenseRef-Apple-AMLR'],
  ['facebookresearch/spiritlm', 'LICENSE', 'LicenseRef-FAIR-Noncommercial-Research'],
  ['facebookresearch/chameleon', 'USE_POLICY.md', `${SCANCODE}chameleon-research-2024`, 'use-policy'],
  ['black-forest-labs/flux', 'model_licenses/LICENSE-FLUX1-dev', `${SCANCODE}flux-1-nc`],
  ['Stability-AI/generative-models', 'model_licenses/LICENSE-SDXL1.0', `${SCANCODE}bigscience-open-rail-m2`],
  ['chardet/chardet', 'LICENSE', 'LGPL-2.1-only'],
  ...KEPT.map(([name, id, part]): Own => ['orsonteodoro/oiledmachine-overlay', `licenses/${name}`, id, part ?? 'license']),
  ['OpenMDW/OpenMDW', '1.0/LICENSE.openmdw', 'OpenMDW-1.0'],
  ['OpenMDW/OpenMDW', '1.1/LICENSE.OpenMDW-1.1', 'LicenseRef-OpenMDW-1.1'],
];

export const SOURCES: readonly Source[] = [
  { repository: 'spdx/license-list-XML', license: 'CC0-1.0', texts: ofSpdx },
  { repository: 'aboutcode-org/scancode-licensedb', license: 'CC-BY-4.0', texts: ofScanCode },
  { repository: 'github/choosealicense.com', license: 'CC-BY-3.0', texts: ofChooser },
  ...[...Map.groupBy(OWN, ([repository]) => repository)].map(
    ([repository, texts]): Source => ({
      repository,
      license: 'the texts themselves',
      texts: (at) =>
        texts.map(([, path, id, part]) => ({
          ids: idsNamed(id),
          part: part ?? 'license',
          text: withoutNote(at.read([path]).get(path) ?? ''),
        })),
    }),
  ),
];

/** What a keeper wrote above the text: where the original is. */
function withoutNote(text: string): string {
  return text.replace(/^\[For [^\]]*\]\s*/, '');
}

/** Plain texts with which the SPDX list tests its own templates; of what is most used, the templates as well. */
function ofSpdx(at: Repository): SourceText[] {
  const plain = named(at, 'test/simpleTestForGenerator/', '.txt', (name) => idsNamed(SPDX_BY_LOWER.get(name.toLowerCase())));
  const templates = [...at.read(TEMPLATES.map((id) => `src/${id}.xml`)).values()];
  return [
    ...plain,
    ...templates.flatMap((xml, index) =>
      textsOfTemplate(xml).map((text) => ({ ids: idsNamed(TEMPLATES[index]), part: 'license' as const, text })),
    ),
  ];
}

const TEMPLATES: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-4-Clause',
  '0BSD',
  'BSL-1.0',
  'Zlib',
  'Unlicense',
  'NCSA',
  'PostgreSQL',
  'UPL-1.0',
  'PSF-2.0',
  'X11',
  'MS-PL',
  'WTFPL',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'MPL-2.0',
  'Apache-2.0',
];

/** Forms as a hoster fills them in. */
function ofChooser(at: Repository): SourceText[] {
  return named(at, '_licenses/', '.txt', (name) => idsNamed(SPDX_BY_LOWER.get(name) ?? SPDX_BY_LOWER.get(`${name}-only`)));
}

/** Of the thousands there only those that the SPDX list or the catalogue has. */
function ofScanCode(at: Repository): SourceText[] {
  return named(at, 'docs/', '.LICENSE', (_name, text) => {
    const key = /^spdx_license_key: (\S{1,100})$/m.exec(text)?.[1] ?? '';
    return idsNamed(SPDX_BY_LOWER.get(key.toLowerCase()) ?? entryOf(key)?.id);
  });
}

function named(at: Repository, folder: string, end: string, idsOf: (name: string, text: string) => string[]): SourceText[] {
  const paths = at.list(folder).filter((path) => path.endsWith(end));
  return [...at.read(paths)].flatMap(([path, whole]): SourceText[] => {
    const ids = idsOf(path.slice(folder.length, -end.length), whole);
    const text = whole.replace(/^---\n[\s\S]*?\n---\n/, '');
    return ids.length === 0 ? [] : [{ ids, part: 'license', text }];
  });
}

/**
 * "GPL-2.0-or-later" comes with the text of "GPL-2.0-only": the text says neither, and alone it grants no more than that version. Exceptions are
 * no licenses.
 */
function idsNamed(id: string | undefined): string[] {
  if (id === undefined || (!SPDX_BY_LOWER.has(id.toLowerCase()) && entryOf(id) === null)) return [];
  const { id: modern, exception } = modernId(id, false);
  if (exception !== null) return [];
  const single = modern.replace(/-or-later$/, '-only');
  return single === modern ? [modern] : [single, modern];
}
