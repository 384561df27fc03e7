/** The only door into the core, for the CLI, the Action and (later) the App. */
export { detectors } from './discover/index.ts';
export { territoryIn } from './base/countries.ts';
export { EffectError, InputError } from './base/errors.ts';
export { hosts, registries } from './hosts/index.ts';
export {
  ALL_REPOSITORIES,
  type BypassActor,
  CHECK_NAME,
  type ChosenProperty,
  type ChosenRepositories,
  gateRuleset,
  type Ruleset,
  RULESET_NAME,
} from './verbs/ruleset.ts';
export { createEvidence } from './io/evidence/evidence.ts';
export { redactEvidence } from './io/evidence/redact.ts';
export { hasEvidence, loadEvidence, saveEvidence } from './io/evidence/store.ts';
export { detectorStamp, detectorsFor, factKey } from './io/extract/extract.ts';
export { diskCache, type FactCache, memoryCache } from './io/extract/fact-cache.ts';
export { exists, factCacheFile, keptTreeFile, metadataFile, readText } from './io/files.ts';
export { type KeptStore, openKept } from './io/kept/open.ts';
export { writeBundle } from './io/write-bundle.ts';
export { replaceInside, writeInside, writeReport } from './io/write-file.ts';
export { GIT_MODES } from './model/git-modes.ts';
export { isUnheard, unresolvedWords } from './model/unresolved.ts';
export { basicCredential } from './io/git/fetch.ts';
export { openRepository } from './io/git/repository.ts';
export { HOST_VARIABLES, type HubSettings, hubSettings, REGISTRY_VARIABLES } from './io/net/settings.ts';
export { isLoopback } from './io/net/loopback.ts';
export { type AdvisoryDatabase, DATABASE_VARIABLE, openAdvisoryDatabase } from './io/advisories/open-database.ts';
export { pullLock } from './io/pull/pull.ts';
export type { PulledFile } from './io/pull/types.ts';
export { createDigester, type Digester } from './io/digest/digester.ts';
export { openMetadataStore } from './io/metadata-store.ts';
export { npmCacheFolder } from './io/installed/npm-cache.ts';
export { openParsers, openPorts } from './io/ports.ts';
export type { Pool as Parsers } from './io/extract/pool.ts';
export { openFolder } from './io/trees/directory-tree.ts';
export { pathProblems } from './discover/path-problems.ts';
export { openModel } from './io/model-folder/open-model.ts';
export { readArtifact, readOperatorFile } from './io/trust/operator-file.ts';
export { refreshTrustRoot } from './io/trust/refresh.ts';
export { keylessSigner, publicGoodInstance, type SigstoreInstance } from './io/sign/keyless.ts';
export type {
  Approval,
  Bom,
  Conclusion,
  DigestResult,
  Evidence,
  Links,
  Note,
  Problem,
  ReadResult,
  MaliceHeard,
  ProductFacts,
  ProductUse,
  Proof,
  ReleaseAnswer,
  ReleaseFile,
  SignatureSeen,
  SignerSeen,
  Stamped,
  Tree,
  TreeEntry,
  Verdict,
  Verification,
} from './model/index.ts';
export { lockChanges } from './lock/changes.ts';
export { LOCK_FILE } from './lock/lock.ts';
export { wantedOf } from './lock/to-pull.ts';
export { requireLock } from './lock/tree-lock.ts';
export { type DeclaredTree, type Declaring, declareTree } from './verbs/declare-tree.ts';
export { type LockedTree, lockTree } from './verbs/lock-tree.ts';
export { commitLabel, hubOverrideNote, limitNote, offlineNote } from './choose/notes.ts';
export { nextLink } from './base/next-link.ts';
export { compareCodePoints } from './base/order.ts';
export { pinTree } from './verbs/pin-tree.ts';
export { check, scan } from './pipeline.ts';
export { judgeAgain } from './decide/again.ts';
export { decide } from './decide/decide.ts';
export { packDossier, type PackedDossier, unpackDossier } from './decide/pack.ts';
export type { Dossier } from './decide/dossier.ts';
export { keysOf } from './policy/signers.ts';
export { globMatches } from './policy/glob.ts';
export { explainedJson, explainPolicy, explainStated } from './policy/explain.ts';
export { leavableGroups, type RepositoryTraits } from './policy/groups.ts';
export { suggestionIn } from './policy/mistakes.ts';
export type { PolicyMistake } from './model/index.ts';
export { extendsFiles, withPresets } from './policy/extended.ts';
export { policyJsonSchema } from './policy/json-schema.ts';
export { effectivePolicy, refusedInGroups } from './policy/layers.ts';
export {
  invalidPolicy,
  loadPolicy,
  MAX_POLICY_BYTES,
  type PolicyFile,
  type ReadBeside,
  readKeys,
  readPolicy,
} from './policy/load.ts';
export { mayMerge } from './model/conclusion.ts';
export { type Awaited, awaitedIn } from './policy/awaited.ts';
export { waivingIn } from './policy/holding-in.ts';
export { addWaivers } from './policy/add-waivers.ts';
export { boundWaivers, type BoundWaiver, waiverEntry } from './policy/bound-waiver.ts';
export { daysUntil, isCalendarDay } from './policy/calendar.ts';
export { FINDING_ID } from './policy/finding-id.ts';
export type { Policy } from './policy/policy.ts';
export type { Waiver } from './policy/waiver.ts';
export { rules } from './policy/rules/index.ts';
export { POLICY_PATHS } from './choose/policy-in-tree.ts';
export { PRESET_IDS, PRESETS } from './policy/presets.ts';
export { type AskGitHub, gitHubHost, customPropertiesOf, hostedRepositoryOf, repositoryAnswer } from './choose/github-host.ts';
export { organizationLayer, policyOfRepository } from './choose/hosted-policy.ts';
export type { OwnerPolicy } from './choose/owner-policy.ts';
export { proposedPolicy } from './choose/proposed-policy.ts';
export { hostedFile } from './choose/hosted-file.ts';
export {
  HIDDEN_POLICY,
  type HostedRepository,
  lazyReach,
  ORGANIZATION_FILE,
  ownerPolicyAt,
  POLICY_REPOSITORIES,
  type PolicyHost,
  reachThrough,
  type RepositoryAt,
} from './choose/policy-host.ts';
export { type StarterAnswers, starterPolicy } from './policy/starter.ts';
export { endedWaivers } from './policy/waivers.ts';
export type { Commits, Origin, Ports, Repository } from './ports/index.ts';
export type { Ref } from './ref/index.ts';
export { isFullCommit, isHubModel, parseRef } from './ref/parse.ts';
export type { ReleaseTrust } from './hosts/index.ts';
export { type Annotation, annotationsOf, headline } from './report/annotations.ts';
export { COMMENT_MARK } from './report/comment-mark.ts';
export { errorWords } from './report/error-words.ts';
export { visibleUpTo } from './base/visible-text.ts';
export { signModel } from './verbs/sign-model.ts';
export { formats } from './report/index.ts';
export { cell as markdownText, codeSpan as markdownCode } from './report/markdown/escape.ts';
export { withoutReasons } from './report/public.ts';
export { type LineFix, lineFixesOf } from './report/suggestions.ts';
export { renderSummary } from './report/summary.ts';
export { describeComponent } from './report/why.ts';
export { readPublicKey } from './verify/public-key.ts';
export { OMS_HASHES, type OmsHash } from './verify/oms/manifest.ts';
export type { Comparison as ModelComparison } from './verify/oms/compare.ts';
export { certificateSigner, keySigner, type KeyFile, type SignStatement } from './verify/oms/sign.ts';
export { certificateTrust, keyTrust, type OmsTrust } from './verify/oms/trust.ts';
export { type ModelVerdict, verifyModel } from './verbs/verify-model.ts';
export { digestIn } from './verify/sigstore/artifact.ts';
export type { BundleOutcome, VerifiedBundle } from './verify/sigstore/outcome.ts';
export { publicGoodRoot } from './verify/sigstore/public-good.ts';
export { MAX_BUNDLE_BYTES } from './verify/sigstore/read-bundle.ts';
export type { Artifact } from './verify/sigstore/signature-content.ts';
export { parseTrustRoot, type TrustRoot } from './verify/sigstore/trust-root.ts';
export { type SignerRule, verifyBundle } from './verify/sigstore/verify-bundle.ts';
export { build, version } from './base/version.ts';
export { treeOfCommit, treesOfCommits, treesOfPullRequest, withPolicyOf } from './choose/commits.ts';
export {
  type ChosenPolicy,
  type LayeredPolicy,
  policyFor,
  policyOn,
  policyUnder,
  basisOfPolicy,
  ownerFile,
} from './choose/policy.ts';
export { needsPerson, type PickedTrees, pickTrees, treeToScan } from './choose/trees.ts';
export { type NoticedTree, noticeFiles, noticeJson, noticeText, noticeTree } from './verbs/notice/index.ts';
export { maliceNow } from './verbs/malice-now.ts';
export { type ImageVerdict, verifyImage } from './verbs/verify-image.ts';
export { type HubVerdict, verifyHub } from './verbs/verify-hub.ts';
export { type PackageVerdict, verifyPackage } from './verbs/verify-package.ts';
export { verifyAction } from './verbs/verify-action.ts';
export { judgeLicenseInput, judgeLicenseOf, judgeLicenseText } from './verbs/license/index.ts';
export { licenseInputJsonSchema, licenseOutputJsonSchema, schemaText } from './verbs/license/json-schema.ts';
export { MAX_LICENSE_INPUT_BYTES } from './verbs/license/limits.ts';
export type { LicenseOutput } from './verbs/license/output-schema.ts';
export { marketsIn } from './verbs/license/places.ts';
export { readStandardInput } from './io/standard-input.ts';
export { waysByClause } from './license/use/ways.ts';
export { licenseNameAndId, namesInExpression } from './license/license-name.ts';
export { FACT_KEYS, FACTS, FACTS_IN_WORDS, productFacts } from './license/use/facts.ts';
export { isProductLicense } from './policy/license-terms.ts';
export { isReference } from './ref/parse.ts';
export { identityOf } from './ref/format.ts';
export { isPrerelease } from './ecosystems/prerelease.ts';
export { ecosystemOf, isInRange, isRangeOf } from './ecosystems/look-up.ts';
export { verifyRelease } from './verbs/verify-release.ts';
export { signerOfKey } from './verify/oms/key-hint.ts';
export { signerWords } from './verify/signatures-seen.ts';
