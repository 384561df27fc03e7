/** model/remote-code: a load that runs code out of the repository it loads from. */
import { z } from 'zod';
import type { BomComponent, CopySighting, LoadSighting, Unknown } from '../../model/index.ts';
import { unknownId } from '../../model/unknown-id.ts';
import { asPull } from '../../model/sighting.ts';
import type { Draft, Rule } from '../rule.ts';
import { isReplaceable, runsForeignCode } from '../rung.ts';
import { compareText } from '../../base/order.ts';
import { isFullCommit, isHubId } from '../../ref/parse.ts';
import { revisionAsked } from './support/asked.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';
import { revisionKind } from './support/revision.ts';
import { alike as alikeUnknowns, unknownDraft } from './support/unknown-draft.ts';

const RULE = 'model/remote-code';

type Pull = LoadSighting | CopySighting;

/**
 * `foreign-code`: the code comes from yet another repository. `runs-code`: the hub shows it. `trusts-code`: the load would run it.
 * `may-trust-code`: arguments that are not written here may say so.
 */
type Gap = 'foreign-code' | 'runs-code' | 'trusts-code' | 'may-trust-code';

export const modelRemoteCode: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A load runs code that comes with the model or dataset',
    motivation:
      'With trust_remote_code the Python files of a repository run with all rights of your process, at every start and every build. Whoever can push there, or took over the account, runs code on your machines.',
    decides:
      'A load of a model or dataset with trust_remote_code set to anything but False or None. "runs-code": the hub lists Python files in the repository, or its config.json carries auto_map. "foreign-code": auto_map names code of another repository, which the revision of the load does not pin. ' +
      '"trusts-code": the load would run code, and none is known; one push adds it. "may-trust-code": arguments that reading does not follow (**OPTIONS of another module) may hold trust_remote_code; a function that only passes on its own parameters is not a finding, and a load without a readable name counts so only where this rule blocks. A load without trust_remote_code refuses such code and is not a finding. Each load counts by itself: its code is pinned by its own code_revision, or, where the code lies in the same repository, by its own revision. A moving revision weighs more than a commit. It counts in tests and examples too: what loads there runs on your machines.',
    remedy:
      'Drop trust_remote_code where the library knows the architecture by itself. Else read the code at one commit and pin it:\nAutoModel.from_pretrained("org/name", trust_remote_code=True, revision="<40 hex>", code_revision="<40 hex>")',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  // T5: what runs code blocks everywhere.
  everywhere: true,
  // The load says enough; what the hub shows makes it more precise, and is not waited for.
  topics: [],
  libraries: 'none',
  judge: ({ bom, policy }) => [
    // Of what nobody can name, model/unresolved speaks; where remote code blocks, it may not come in by that way.
    ...ofUnknown(bom.unknowns, policy.rules.get(RULE)?.level === 'block'),
    ...bom.components.filter(isModelOrDataset).flatMap((component) => {
      const trusting = component.sightings
        .flatMap((one) => asPull(one) ?? [])
        .filter(({ remoteCode, doubts = [] }) => remoteCode || doubts.includes('arguments'));
      const loads = trusting.map((sighting): Load => {
        return { sighting, gap: gapOf(component, sighting), moves: codeMoves(component, sighting), asks: codeAsked(sighting) };
      });
      const alike = Map.groupBy(loads, ({ gap, moves, asks }) => JSON.stringify([gap, moves, asks]));
      return [...alike.values()].flatMap((group) => drafts(component, group));
    }),
  ],
};

/** Loads without a name that trust the code of whatever they load, or (`strict`) that may. */
function ofUnknown(unknowns: readonly Unknown[], strict: boolean): Draft[] {
  const trusting = unknowns.filter(
    ({ kind, remoteCode, doubts = [] }) => kind !== 'service' && (remoteCode || (strict && doubts.includes('arguments'))),
  );
  return [...Map.groupBy(trusting, ({ remoteCode }) => remoteCode)].flatMap(([remoteCode, loads]) =>
    alikeUnknowns(loads).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      return unknownDraft(RULE, group, {
        gap: remoteCode ? 'trusts-code' : 'may-trust-code',
        reason: reasonOf(remoteCode ? 'trusts-code' : 'may-trust-code', true, ''),
        title: remoteCode ? 'Drop trust_remote_code here' : 'Write the arguments of this load where it is called',
        cause: `remote-code ${unknownId(first)}`,
        weight: 2,
      });
    }),
  );
}

interface Load {
  readonly sighting: Pull;
  readonly gap: Gap;
  readonly moves: boolean;
  /** Null: for the weights of the default branch alone. */
  readonly asks: string | null;
}

/** Of loads that are alike: what moves for one says nothing about one that is pinned. */
function drafts(component: BomComponent, loads: readonly Load[]): Draft[] {
  const [first] = loads;
  if (first === undefined) return [];
  const { gap, moves, asks } = first;
  return byScope(loads.map(({ sighting }) => sighting)).map(([scope, sightings]) => {
    const draft = draftOf(RULE, component, scope, sightings, {
      gap,
      reason: reasonOf(gap, moves, foreignCode(component)),
      title: titleOf(component, gap),
      cause: `remote-code ${component.identity}`,
      weight: moves ? 2 : 1,
    });
    return { ...draft, subject: [asks] };
  });
}

/** `torch.hub.load` has no argument that trusts code: it always does. */
function titleOf({ name, ref }: BomComponent, gap: Load['gap']): string {
  if (ref.type === 'gh') return `Name one commit of ${short(name)}, and review its code`;
  return gap === 'may-trust-code'
    ? `Write the arguments of ${short(name)} where it is loaded`
    : `Drop trust_remote_code for ${short(name)}`;
}

/** T38: an older load excuses only one that asks for the same weights, and for the same code. */
function codeAsked(sighting: Pull): string | null {
  const { revisionHow, codeRevision: code, part = null } = sighting;
  const revision = revisionAsked(sighting);
  const open = [isReplaceable(revisionHow), code === undefined ? null : [code.text?.toLowerCase() ?? null, isReplaceable(code.how)]];
  return part === null && code === undefined && open[0] === false ? revision : JSON.stringify([part, revision, ...open]);
}

/** Of this load alone: what pins the code of another one says nothing here. */
function codeMoves(component: BomComponent, sighting: Pull): boolean {
  const { codeRevision: code } = sighting;
  if (code !== undefined) return code.text === null || !isFullCommit(code.text) || isReplaceable(code.how);
  return runsForeignCode(component) || revisionKind(component, sighting) !== 'commit';
}

function gapOf(component: BomComponent, { endpoint, remoteCode }: Pull): Gap {
  if (!remoteCode) return 'may-trust-code';
  const { hub } = component;
  // What the hub says is not about another repository's name, nor about what another server returns (T9).
  const known = hub === null || hub.redirectedTo !== null || endpoint !== null ? null : hub;
  if (known !== null && runsForeignCode(component)) return 'foreign-code';
  const mapped = known?.autoMap ?? [];
  return mapped.length > 0 || known?.files.some(({ path }) => /\.py$/i.test(path)) === true ? 'runs-code' : 'trusts-code';
}

/** Repositories of the hub that the code comes from, by name; whatever else stands there is named by nobody. */
function foreignCode({ hub }: BomComponent): string {
  const names = (hub?.autoMap ?? []).flatMap((entry) => (entry.includes('--') ? [entry.slice(0, entry.indexOf('--'))] : []));
  const known = [...new Set(names)].filter(isHubId).sort(compareText);
  return known.length === 0 ? 'another repository' : known.slice(0, 3).map(short).join(', ');
}

function reasonOf(gap: Gap, moves: boolean, foreign: string): string {
  if (gap === 'may-trust-code') return 'arguments that are not written here may make it run the Python code of the repository';
  if (gap === 'foreign-code' && moves) return `it runs Python code of ${foreign}, which the revision here does not pin`;
  if (gap === 'foreign-code') return `it runs Python code of ${foreign}, as it was at one commit`;
  const code =
    gap === 'runs-code'
      ? 'the repository brings Python code, and this load runs it'
      : 'this load runs whatever Python code the repository brings';
  return moves ? `${code}: whoever can push there runs code on your machines` : `${code}, as it was at this commit`;
}
