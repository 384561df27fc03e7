/** The ladder of provenance (design section 4): where a model or dataset stands, and what keeps it from the next rung. */
import type { BomComponent, CopySighting, How, LoadSighting, Sighting } from '../model/index.ts';
import { asPull, asRead } from '../model/sighting.ts';
import { identityOf } from '../ref/format.ts';
import { isFullCommit, isManifestDigest, isShortCommit, parseRef } from '../ref/parse.ts';
import { copyState, isOriginConfirmed, mismatchAt } from '../verify/bytes.ts';
import { imageStanding, signatureStanding } from './signed-rungs.ts';
import type { PolicySigner } from './signers.ts';
import { compareRungs, named, pinned, type Rung, type Standing, TOP, unknown } from './standing.ts';

export interface ComponentStanding extends Standing {
  /** In the order of component.sightings. */
  readonly perSighting: readonly (Standing & { readonly sighting: Sighting })[];
}

/**
 * The rung of a component: the lowest of all its sightings and of what the load pulls besides (T9).
 * `components`: the other components of the Bom, among which the base of an adapter is looked up; without them an adapter
 * stands at most at "named". `signers`: of the policy; without them nothing is signed. Libraries, services and actions have no ladder: "named", gap "no-ladder"; nor has an image of
 * which no registry was asked.
 */
export function rungOf(
  component: BomComponent,
  components: readonly BomComponent[] = [],
  signers: readonly PolicySigner[] = [],
): ComponentStanding {
  const whole = ofComponent(component, components, signers);
  // Of an image one tag or digest is one component: what holds for it holds for each of its places.
  if (whole.gap === 'no-ladder' || component.kind === 'image')
    return { ...whole, perSighting: component.sightings.map((sighting) => ({ sighting, ...whole })) };
  const perSighting = component.sightings.map((sighting) => {
    // That the hub does not have the name leaves the folder that bears it.
    const known = whole.gap === 'source-not-found' && asPull(sighting)?.folder === true ? TOP : whole;
    return { sighting, ...(uncertainty(component, sighting) ?? lower(known, ofSighting(component, sighting, components))) };
  });
  const start: Standing =
    component.sightings.length > 0 ? (perSighting[0] ?? whole) : lower(whole, ofRevision(component, component.requested));
  const { rung, gap } = perSighting.reduce<Standing>(lower, start);
  return { rung, gap, perSighting };
}

/**
 * The lower one; where both are equal the first, but what the code itself shows wins over "not-checked":
 * a finding's id must not depend on whether the hub was up.
 */
function lower(a: Standing, b: Standing): Standing {
  const order = compareRungs(b.rung, a.rung);
  return order < 0 || (order === 0 && a.gap === 'not-checked') ? b : a;
}

/** What holds for every place where the component is named. */
function ofComponent(component: BomComponent, components: readonly BomComponent[], signers: readonly PolicySigner[]): Standing {
  if (component.kind === 'image') return imageStanding(component, signers);
  if (component.kind !== 'model' && component.kind !== 'dataset') return named('no-ladder');
  const { resolution, hub } = component;
  if (resolution.state === 'unresolved') {
    switch (resolution.reason) {
      case 'no-source':
      case 'invalid-name':
        return unknown(resolution.reason);
      case 'not-found':
      case 'no-revision':
        return unknown('source-not-found');
      case 'unsupported-source':
      case 'named-only':
        return named('unsupported-source');
      case 'redirect':
        return named('redirected');
      case 'ok':
      case 'unauthorized':
      case 'forbidden':
      case 'gated':
      case 'rate-limited':
      case 'server-error':
      case 'unreachable':
      case 'timeout':
      case 'too-large':
      case 'invalid':
      case 'refused':
      case 'offline':
      case 'not-asked':
      case 'budget':
        // Not being able to look is neither a proof nor a disproof of the source: verification/incomplete speaks (T4).
        return named('not-checked');
    }
  }
  // The hub gave another repository's name: what it says is not about the id that the code asks for.
  if (hub?.redirectedTo != null) return named('redirected');
  if (hub?.digestsConsistent === false || component.verifications.some((v) => v.topic === 'digests' && v.outcome === 'failed'))
    return named('hash-mismatch');
  const bases = rungOfBases(component, components, signers);
  if (compareRungs(bases, 'pinned') < 0) return named('adapter-base');
  const own = signatureStanding(component, signers);
  return own.rung === 'signed' && bases === 'pinned' ? pinned('adapter-base') : own;
}

/** One place. The code's own words decide, whatever was found for the component (T7). */
function ofSighting(component: BomComponent, sighting: Sighting, components: readonly BomComponent[]): Standing {
  const pull = asPull(sighting);
  if (pull?.type === 'load' && pull.folder === true) return named('folder-too');
  // Another server may serve other bytes under the same name; what the hub confirmed says nothing about it (T9).
  if (pull !== null && pull.endpoint !== null) return named('other-endpoint');
  if (mismatchAt(sighting, component.hub) !== null) return named('hash-mismatch');
  const reading = pull === null ? TOP : ofReading(component, pull, components);
  if (compareRungs(reading.rung, 'pinned') < 0) return reading;
  if (!isOriginConfirmed(sighting, component.hub)) return named('not-checked');
  if (sighting.type === 'copy') {
    const { state } = copyState(sighting.copy, component.hub);
    if (state !== 'equal') return named(state === 'absent' ? 'not-pulled' : 'not-checked');
  }
  const standing = lower(ofRevision(component, sighting.requested), ofDoubts(sighting));
  // Pinned at a hub that the environment may replace (T9, T37).
  return pull?.endpointOpen === true && compareRungs(standing.rung, 'named') > 0 ? named('endpoint-override') : standing;
}

/** How name, revision and code of this load were read: who may give others (T9). */
function ofReading(component: BomComponent, pull: LoadSighting | CopySighting, components: readonly BomComponent[]): Standing {
  const { how, revisionHow, declared } = pull;
  if (declared?.says === 'names' && declared.upTo === 'named') return named('declared');
  if (how === 'environment' || revisionHow === 'environment') return named('env-override');
  if (how === 'parameter' || revisionHow === 'parameter') return named('parameter-override');
  // What reading does not follow adds doubt (T35).
  if (how === 'elsewhere' || revisionHow === 'elsewhere') return named('code-override');
  return revisionHow === 'unresolved' ? named('dynamic-revision') : ofCode(component, pull, components);
}

/** The code that this load runs (T36). Only what trusts the code of the repository runs it; what another load pins says nothing here. */
function ofCode(
  component: BomComponent,
  { remoteCode, codeRevision: code, requested }: LoadSighting | CopySighting,
  components: readonly BomComponent[],
): Standing {
  if (!remoteCode) return TOP;
  const foreign = runsForeignCode(component);
  // What the config names elsewhere, no revision of the weights pins (T9).
  if (code === undefined && foreign) return named('remote-code');
  if (code !== undefined && (code.text === null || !isFullCommit(code.text) || isReplaceable(code.how))) return named('code-floating');
  if (component.hub?.autoMap === null || isUnread(component, 'code')) return named('not-checked');
  if (code === undefined || (!foreign && code.text?.toLowerCase() === requested?.toLowerCase())) return TOP;
  return codeOrigins(component).every((identity) => isConfirmed(identity, code.text ?? '', components)) ? TOP : named('not-checked');
}

/** Whether the environment, a caller or another place of the code decides it. */
export function isReplaceable(how: How): boolean {
  return how === 'environment' || how === 'parameter' || how === 'elsewhere' || how === 'unresolved';
}

/** Repositories that the code of a load comes from. */
function codeOrigins(component: BomComponent): (string | null)[] {
  const foreign = (component.hub?.autoMap ?? [])
    .filter((entry) => entry.includes('--'))
    .map((entry) => entry.slice(0, entry.indexOf('--')));
  return foreign.length === 0 ? [component.identity] : [...new Set(foreign)].map(hubIdentity);
}

/** T8: a commit counts when the hub confirmed it for this repository, wherever in the tree that was asked for. */
function isConfirmed(identity: string | null, commit: string, components: readonly BomComponent[]): boolean {
  return components.some((other) => other.identity === identity && compareRungs(ofRevision(other, commit).rung, 'pinned') >= 0);
}

/** What reading left open at this place (T35): at most "named". */
function ofDoubts(sighting: Sighting): Standing {
  const doubts = asRead(sighting)?.doubts ?? [];
  if (doubts.includes('callable')) return named('callable');
  if (doubts.includes('kind')) return named('kind');
  if (doubts.includes('arguments') || doubts.includes('part')) return named('open-arguments');
  return doubts.includes('forwarded') ? named('parameter-override') : TOP;
}

const MISSING: ReadonlySet<string> = new Set(['not-found', 'no-revision', 'invalid-name']);

/** A name that is on no hub, in a call that may mean something else by it: nothing is known of it, and nothing is wrong with it (T37). */
export function uncertainty({ resolution }: BomComponent, sighting: Sighting): Standing | null {
  const doubts = asRead(sighting)?.doubts ?? [];
  const missing = resolution.state === 'unresolved' && MISSING.has(resolution.reason);
  const doubt = (['callable', 'kind'] as const).find((one) => doubts.includes(one));
  return missing && doubt !== undefined ? unknown(doubt) : null;
}

function isUnread({ hub }: BomComponent, what: 'code' | 'base'): boolean {
  return hub?.unread?.some((one) => one.what === what) === true;
}

/** `auto_map` of transformers: "org/other--module.Class" is code of another repository, at its main branch. */
export function runsForeignCode({ hub, name }: BomComponent): boolean {
  const foreign = (entry: string): boolean =>
    entry.includes('--') && entry.slice(0, entry.indexOf('--')).toLowerCase() !== name.toLowerCase();
  return hub?.autoMap?.some(foreign) === true;
}

/** Immutable only as a full commit that the hub confirms, reachable from a branch or tag (T7), with confirmed digests (T8). */
function ofRevision(component: BomComponent, requested: string | null): Standing {
  if (requested === null) return named('floating');
  if (/^refs\/(?:pr|pull)\//.test(requested)) return named('pull-request-ref');
  if (isShortCommit(requested)) return named('short-commit');
  // Of a registry of images the revision is the digest of a manifest.
  if (!isFullCommit(requested) && !isManifestDigest(requested)) return named('floating');
  const { hub } = component;
  if (hub === null || hub.commit === null) return named('not-checked');
  if (hub.commit.toLowerCase() !== requested.toLowerCase()) return named('commit-differs');
  if (hub.reachable === 'no') return named('foreign-commit');
  if (hub.reachable !== 'yes' || hub.digestsConsistent !== true) return named('not-checked');
  return TOP;
}

/** An adapter's load pulls its base too (T9): each base must be in the Bom, and the lowest of them counts. */
function rungOfBases(component: BomComponent, components: readonly BomComponent[], signers: readonly PolicySigner[]): Rung {
  const bases = component.hub?.baseModels.filter((base) => base.relation === 'adapter') ?? [];
  // An adapter that does not say what it adapts: its base is unknown, not absent (T11).
  if (isUnread(component, 'base') || component.hub?.baseless === true) return 'unknown';
  if (bases.length === 0) return component.hub?.files.some(({ path }) => path === 'adapter_config.json') === true ? 'unknown' : 'signed';
  const rungs = bases.flatMap(({ id }): Rung[] => {
    const identity = hubIdentity(id);
    const entries = components.filter((other) => other.identity === identity && other !== component);
    // Given without further components: an adapter on an adapter stays "named", and a circle of bases ends here.
    return entries.length === 0 ? ['unknown'] : entries.map((entry) => rungOf(entry, [], signers).rung);
  });
  return rungs.reduce((low, one) => (compareRungs(one, low) < 0 ? one : low));
}

function hubIdentity(id: string): string | null {
  try {
    return identityOf(parseRef(`hf:${id}`));
  } catch {
    // A card may state anything as its base; what is no id is in no Bom.
    return null;
  }
}
