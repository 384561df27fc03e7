/** The hub's answers → HubFacts, or why there are none. Pure. */
import type { Evidence, HubFacts } from '../../model/index.ts';
import type { HostResult } from '../host.ts';
import { baseModels, licenseClaims, textOrNull, trainedOn } from './card.ts';
import { configFacts, type Pulls } from './configs.ts';
import { areConsistent, fileDigests } from './digests.ts';
import { claimsOfPrompt } from './gated-prompt.ts';
import { claimsOfTexts } from './license-texts.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import { reachabilityOf } from './reachability.ts';
import type { RevisionAnswer } from './schema.ts';

/** null: nobody asked (no active rule needed it). */
export function hubFacts(subject: HubSubject, evidence: Evidence, pulls: Pulls): HostResult | null {
  const listing = listingOf(subject, evidence);
  if (listing.state === 'not-asked') return null;
  if (listing.state === 'ok') return { state: 'facts', facts: factsOf(subject, listing.data, evidence, pulls) };
  const { reason, detail } = listing;
  if (reason === 'redirect') return { state: 'unresolved', reason, detail, facts: { ...NOTHING, redirectedTo: detail } };
  return { state: 'unresolved', reason, detail, facts: reason === 'gated' ? { ...NOTHING, gated: true } : null };
}

const NOTHING: HubFacts = {
  commit: null,
  reachable: 'not-asked',
  reachableDetail: '',
  redirectedTo: null,
  gated: false,
  files: [],
  digestsConsistent: null,
  licenses: [],
  baseModels: [],
  datasets: [],
  pipelineTag: null,
  libraryName: null,
  architecture: null,
};

function factsOf(subject: HubSubject, data: RevisionAnswer, evidence: Evidence, pulls: Pulls): HubFacts {
  const { _id: repositoryId } = data;
  const reach = reachabilityOf(subject, data.sha, evidence);
  const configs = configFacts(subject, data, evidence, pulls);
  const lineage = baseModels(data, configs);
  const unread = [...configs.unread, ...lineage.unread];
  return {
    commit: data.sha,
    reachable: reach.state === 'ask' ? 'unknown' : reach.state,
    reachableDetail: reach.state === 'ask' ? 'nobody was asked' : reach.detail,
    // With a 200, too, the answer may name another repository; ids differ by more than letter case.
    redirectedTo: data.id === undefined || data.id.toLowerCase() === subject.id.toLowerCase() ? null : data.id,
    gated: data.gated !== false && data.gated != null,
    files: fileDigests(data.siblings),
    digestsConsistent: areConsistent(data.siblings),
    licenses: [...licenseClaims(data), ...claimsOfPrompt(data.cardData?.extra_gated_prompt), ...claimsOfTexts(subject, data, evidence)],
    baseModels: lineage.bases,
    datasets: trainedOn(data),
    pipelineTag: textOrNull(data.pipeline_tag),
    libraryName: textOrNull(data.library_name),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(pulls.runsCode || configs.names.length > 0 ? { autoMap: configs.names } : {}),
    ...(unread.length > 0 ? { unread } : {}),
    ...(configs.baseless ? { baseless: true } : {}),
    architecture: textOrNull(data.config?.architectures?.[0] ?? data.config?.model_type ?? data.gguf?.architecture),
  };
}
