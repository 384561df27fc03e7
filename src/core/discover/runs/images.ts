/** Images in settings: compose files, manifests of Kubernetes, values of Helm, workflows, developers' containers. */
import type { At, Fact, RunFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { readSettings } from '../datum/read.ts';
import type { Detector, FileInput } from '../detector.ts';
import { behindGateway } from '../mcp/gateways.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { decodeUtf8, noGrammar } from '../text-input.ts';
import { mayNameAiImage } from './ai-images.ts';
import { buildArgImage } from './build-args.ts';
import { composeModels, mayServeModels } from './compose-models.ts';
import { chartsIn, mayNameChart } from './charts.ts';
import { imageFact, imageText } from './image-fact.ts';
import { mayMountImage, mountedImages } from './mounted-images.ts';

const LIMIT = 1024 * 1024;
const FORMATS =
  /\.(?:jsonc?|toml|ya?ml|container|kube|pod|image|volume|build|conf|ini|tf|tfvars|hcl|nomad)$|(?:^|\/)(?:[\w.-]{0,60}\.env|\.env\.[\w.-]{1,60})$/i;
const MAX_FACTS = 2_000;

export const imagesDetector: Detector = {
  id: 'images',
  version: 5,
  about: {
    title: 'Images of AI in settings files',
    motivation:
      'An image that serves or trains models brings a framework, its libraries and often a model with it. Whoever owns a tag can move it.',
    decides:
      'YAML, JSON, TOML, Terraform and HCL, quadlets, INI and files of variables, whatever their names: texts under image, container, uses (docker://) and keys that end in image, and any text that is wholly an image with a tag or digest; repository and tag of Helm with registry and digest; name and newTag of Kustomize. Images that a pod or a quadlet mounts as a volume, whatever they are called, as such an image holds data and no program. Images that build arguments give to a Dockerfile. Charts of Helm that start such a program, as dependencies and in Terraform, Argo CD and Flux. Only images that are known to hold a program which runs, serves or trains models (vLLM, Ollama, Triton, PyTorch and others, also as mirrors of the same name), and those of MCP servers. ' +
      'Of compose files the models that Docker Model Runner serves, too. A default of a variable counts, and says that the environment may replace it. A digest pins; a tag floats.',
    remedy: 'Name the digest.\nimage: vllm/vllm-openai@sha256:<64 hex>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) =>
    FORMATS.test(path) && !isLockName(path) && !/(?:^|\/)package-lock\.json$/.test(path) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: readImages,
};

/** Somewhere there must be a key of one, or an image with a tag. */
const MAY_NAME =
  /(?:image(?:[-_]?(?:uri|name|url|ref|id))?|args|container|repository|uses|from|newName|newTag)["']?\s{0,10}[:=]|\/[\w.-]{1,100}[:@]\w|:-?[\w.-]{1,60}\//i;

function readImages({ bytes }: FileInput): readonly Fact[] {
  const loose = new TextDecoder().decode(bytes);
  const hasImages = mayNameAiImage(loose) && MAY_NAME.test(loose);
  const hasModels = mayServeModels(loose);
  const [hasVolumes, hasCharts] = [mayMountImage(loose), mayNameChart(loose)];
  if (!hasImages && !hasModels && !hasVolumes && !hasCharts) return [];
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return [];
  const { roots } = readSettings(decoded.text);
  return [
    ...(hasImages ? imagesIn(roots) : []),
    ...(hasModels ? roots.flatMap(composeModels) : []),
    ...(hasVolumes ? roots.flatMap(mountedImages) : []),
    ...(hasCharts ? roots.flatMap(chartsIn) : []),
  ];
}

/** `args` of `build` in compose files and developers' containers, `build-args` of actions, `build_args` of Terraform. */
const BUILD_ARGS = /^(?:build[-_]?)?args$/i;
const MAX_ARGS = 200;

/** `image`, `baseImage`, `image_uri`, `BASE_IMAGE`. */
const IMAGE_KEY = /^(?:container|uses|from|.{0,60}image(?:[-_]?(?:uri|name|url|ref|id))?)$/i;

export function imagesIn(roots: readonly Datum[]): RunFact[] {
  const facts: RunFact[] = [];
  const open: { readonly datum: Datum; readonly key: string }[] = roots.map((datum) => ({ datum, key: '' }));
  for (let index = 0; index < open.length && facts.length < MAX_FACTS; index++) {
    const { datum, key } = open[index] as (typeof open)[number];
    if (datum.kind === 'text' && BUILD_ARGS.test(key))
      facts.push(...datum.text.split('\n', MAX_ARGS).flatMap((text) => buildArgImage(text, datum.at)));
    else if (datum.kind === 'text') facts.push(...ofText(datum.text, key, datum.at));
    else if (datum.kind === 'list') for (const item of datum.items) open.push({ datum: item, key });
    else {
      const apart = inParts(datum, key);
      if (apart !== null) facts.push(apart);
      facts.push(...behindGateway(datum));
      const isArgs = BUILD_ARGS.test(key);
      for (const entry of datum.entries)
        if (isArgs && entry.value.kind === 'text') facts.push(...buildArgImage(`${entry.key}=${entry.value.text}`, entry.value.at));
        else if (apart === null || (entry.key !== 'repository' && entry.key !== 'name')) open.push({ datum: entry.value, key: entry.key });
    }
  }
  return facts;
}

function ofText(written: string, key: string, at: At): RunFact[] {
  if (written.length > 600 || /\s/.test(written.trim())) return [];
  const image = imageText(written);
  // "ollama/ollama" under any other key may be a model, or a repository.
  const isNamed = IMAGE_KEY.test(key) || (image.text.includes('/') && /[:@]/.test(image.text.slice(image.text.lastIndexOf('/'))));
  const fact = isNamed ? imageFact(image, 'image', at) : null;
  return fact === null ? [] : [fact];
}

/** Helm: `{ registry, repository, tag, digest }`; Kustomize: `{ name, newName, newTag, digest }`. */
function inParts(datum: Datum, key: string): RunFact | null {
  const entry =
    inMap(datum, 'repository') ?? inMap(datum, 'newName') ?? (inMap(datum, 'newTag') === undefined ? undefined : inMap(datum, 'name'));
  if (entry?.kind !== 'text' || entry.text.includes('://')) return null;
  // `with: { repository: owner/name }`: a repository of code, where nothing says an image.
  const saysImage =
    /image/i.test(key) || ['tag', 'newTag', 'newName', 'digest', 'sha', 'registry', 'pullPolicy'].some((one) => inMap(datum, one));
  if (!saysImage) return null;
  const registry = textIn(datum, 'registry');
  const path = registry === null || registry === '' || entry.text.includes(`${registry}/`) ? entry.text : `${registry}/${entry.text}`;
  const digest = textIn(datum, 'digest', 'sha');
  const tag = textIn(datum, 'tag', 'newTag');
  const version = [digest, tag].find((text) => text !== null && /^(?:sha256:[0-9a-f]{64}|\w[\w.-]{0,127})$/i.test(text)) ?? null;
  return imageFact(imageText(path), 'image', entry.at, version);
}
