/** Charts of Helm that start a program of AI: dependencies of a chart, releases of Terraform and Flux, applications of Argo CD. */
import type { At, PackageFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { programFact } from './installs.ts';
import { type AiProgram, programPackagedAs } from './programs.ts';

const MAX_NODES = 50_000;

/** What charts are called that have another name than their program. */
const CHARTS: ReadonlyMap<string, string> = new Map([
  ['vllm-stack', 'vllm-project/production-stack'],
  ['vllm-production-stack', 'vllm-project/production-stack'],
  ['kubeai', 'kubeai-project/kubeai'],
  ['kubeai-models', 'kubeai-project/kubeai'],
  ['local-ai', 'mudler/LocalAI'],
  ['litellm-helm', 'BerriAI/litellm'],
  ['kserve', 'kserve/kserve'],
  ['kserve-crd', 'kserve/kserve'],
  ['kuberay-operator', 'ray-project/ray'],
  ['ray-cluster', 'ray-project/ray'],
  ['kuberay-apiserver', 'ray-project/ray'],
  ['triton-inference-server', 'triton-inference-server/server'],
  ['nim-llm', 'NVIDIA/nim-deploy'],
  ['text-generation-inference', 'huggingface/text-generation-inference'],
  ['ollama-helm', 'ollama/ollama'],
  ['llm-d', 'llm-d/llm-d'],
  ['llm-d-modelservice', 'llm-d/llm-d'],
  ['gpustack-helm', 'gpustack/gpustack'],
  ['seldon-core-operator', 'SeldonIO/seldon-core'],
  ['workspace', 'kaito-project/kaito'],
]);

/** False is certain. */
export function mayNameChart(text: string): boolean {
  return (
    /\bchart["']?\s{0,10}[:=]|^dependencies:/m.test(text) &&
    /ollama|vllm|kubeai|ai\b|llm|kserve|ray|triton|seldon|gpustack|kaito/i.test(text)
  );
}

export function chartsIn(root: Datum): PackageFact[] {
  const facts: PackageFact[] = [];
  const open: Datum[] = [root];
  for (let index = 0; index < open.length && index < MAX_NODES; index++) {
    const datum = open[index] as Datum;
    if (datum.kind === 'list') open.push(...datum.items);
    if (datum.kind !== 'map') continue;
    const dependencies = index === 0 && inMap(datum, 'apiVersion') !== undefined ? inMap(datum, 'dependencies') : undefined;
    if (dependencies?.kind === 'list') for (const one of dependencies.items) facts.push(...chartAt(inMap(one, 'name'), one));
    facts.push(...chartAt(inMap(datum, 'chart'), datum));
    for (const { value } of datum.entries) open.push(value);
  }
  return facts;
}

/** `beside`: says from where it is taken; a chart of the tree itself is read there. */
function chartAt(chart: Datum | undefined, beside: Datum): PackageFact[] {
  const source = textIn(beside, 'repository', 'repoURL') ?? (inMap(beside, 'sourceRef') === undefined ? null : 'sourceRef');
  if (chart?.kind !== 'text' || source === null || /^(?:file:|\.|\/)/.test(source)) return [];
  const program = programOfChart(chart.text);
  return program === null ? [] : [programFact(program, null, chart.at)];
}

/** "oci://ghcr.io/acme/charts/ollama", "otwld/ollama", "ollama". */
export function programOfChart(chart: string): AiProgram | null {
  const name = chart.slice(chart.lastIndexOf('/') + 1).toLowerCase();
  const repository = CHARTS.get(name);
  return repository === undefined ? programPackagedAs(name) : { repository, pypi: null };
}

/** `helm upgrade --install llm otwld/ollama`: the words behind "helm". */
export function chartOfCommand(texts: readonly (string | null)[], at: (index: number) => At): PackageFact[] {
  const verb = texts.findIndex((text, index) => index < 8 && /^(?:install|upgrade|template|pull)$/.test(text ?? ''));
  if (verb < 0) return [];
  return texts.slice(verb + 1, verb + 12).flatMap((text, offset) => {
    const program = text?.includes('/') === true && !/^[./-]/.test(text) ? programOfChart(text) : null;
    return program === null ? [] : [programFact(program, null, at(verb + 1 + offset))];
  });
}
