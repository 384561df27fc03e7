/** The list of rules. A new one is a new file and one line here. */
import type { Rule } from '../rule.ts';
import { actionForeignCommit } from './action-foreign-commit.ts';
import { actionPinLost } from './action-pin-lost.ts';
import { actionUnpinned } from './action-unpinned.ts';
import { datasetDenied } from './dataset-denied.ts';
import { datasetFloating } from './dataset-floating.ts';
import { datasetHashMismatch } from './dataset-hash-mismatch.ts';
import { datasetProvenance } from './dataset-provenance.ts';
import { datasetUnresolved } from './dataset-unresolved.ts';
import { dependencyInstalledDiffers } from './dependency-installed-differs.ts';
import { dependencyIntegrityChanged } from './dependency-integrity-changed.ts';
import { dependencyIntegrityMissing } from './dependency-integrity-missing.ts';
import { dependencyDeprecated } from './dependency-deprecated.ts';
import { dependencyNearName } from './dependency-near-name.ts';
import { dependencyPrerelease } from './dependency-prerelease.ts';
import { dependencyProvenanceLost } from './dependency-provenance-lost.ts';
import { dependencyPublisherChanged } from './dependency-publisher-changed.ts';
import { dependencyRegistryMismatch } from './dependency-registry-mismatch.ts';
import { dependencySignatureInvalid } from './dependency-signature-invalid.ts';
import { dependencyTooNew } from './dependency-too-new.ts';
import { dependencyYanked } from './dependency-yanked.ts';
import { imagePinLost } from './image-pin-lost.ts';
import { imageProvenance } from './image-provenance.ts';
import { imageUnpinned } from './image-unpinned.ts';
import { dependencyMalicious } from './dependency-malicious.ts';
import { dependencyVersion } from './dependency-version.ts';
import { dependencyVulnerable } from './dependency-vulnerable.ts';
import { dependencyInstallHookChanged } from './dependency-install-hook-changed.ts';
import { dependencyLockRemoved } from './dependency-lock-removed.ts';
import { dependencyLockStale } from './dependency-lock-stale.ts';
import { dependencyRegistryUnexpected } from './dependency-registry-unexpected.ts';
import { licenseChanged } from './license-changed.ts';
import { licenseDenied } from './license-denied.ts';
import { licenseIncompatible } from './license-incompatible.ts';
import { licenseLineage } from './license-lineage.ts';
import { licenseOwnChanged } from './license-own-changed.ts';
import { licenseTextMismatch } from './license-text-mismatch.ts';
import { licenseUnknown } from './license-unknown.ts';
import { modelDeclaration } from './model-declaration.ts';
import { modelDenied } from './model-denied.ts';
import { modelFloating } from './model-floating.ts';
import { modelForeignCommit } from './model-foreign-commit.ts';
import { modelFormat } from './model-format.ts';
import { modelHashMismatch } from './model-hash-mismatch.ts';
import { modelLockMismatch } from './model-lock-mismatch.ts';
import { modelLockStale } from './model-lock-stale.ts';
import { modelNotLocked } from './model-not-locked.ts';
import { modelOffered } from './model-offered.ts';
import { modelProvenance } from './model-provenance.ts';
import { modelRecreated } from './model-recreated.ts';
import { modelRedirected } from './model-redirected.ts';
import { modelRemoteCode } from './model-remote-code.ts';
import { modelRenamed } from './model-renamed.ts';
import { modelSignatureInvalid } from './model-signature-invalid.ts';
import { modelSourceRedirected } from './model-source-redirected.ts';
import { modelUnresolved } from './model-unresolved.ts';
import { modelUnsignedFiles } from './model-unsigned-files.ts';
import { modelUntrustedSigner } from './model-untrusted-signer.ts';
import { policyChanged } from './policy-changed.ts';
import { policyInvalid } from './policy-invalid.ts';
import { serviceDenied } from './service-denied.ts';
import { serviceUnresolved } from './service-unresolved.ts';
import { treeAmbiguousPath } from './tree-ambiguous-path.ts';
import { treeHidden } from './tree-hidden.ts';
import { treeUnread } from './tree-unread.ts';
import { verificationIncomplete } from './verification-incomplete.ts';

export const rules: readonly Rule[] = [
  modelProvenance,
  modelFloating,
  modelForeignCommit,
  modelUnresolved,
  modelRedirected,
  modelRenamed,
  modelRecreated,
  modelSourceRedirected,
  modelDenied,
  modelHashMismatch,
  modelSignatureInvalid,
  modelUntrustedSigner,
  modelUnsignedFiles,
  modelFormat,
  modelLockMismatch,
  modelLockStale,
  modelNotLocked,
  modelOffered,
  modelDeclaration,
  modelRemoteCode,
  datasetProvenance,
  datasetHashMismatch,
  datasetFloating,
  datasetDenied,
  datasetUnresolved,
  licenseDenied,
  licenseIncompatible,
  licenseLineage,
  licenseUnknown,
  licenseOwnChanged,
  licenseTextMismatch,
  licenseChanged,
  serviceDenied,
  serviceUnresolved,
  dependencyIntegrityChanged,
  dependencyIntegrityMissing,
  dependencyRegistryMismatch,
  dependencySignatureInvalid,
  dependencyInstalledDiffers,
  dependencyProvenanceLost,
  dependencyPublisherChanged,
  dependencyYanked,
  dependencyTooNew,
  dependencyDeprecated,
  dependencyPrerelease,
  dependencyNearName,
  actionForeignCommit,
  actionPinLost,
  actionUnpinned,
  imagePinLost,
  imageUnpinned,
  imageProvenance,
  dependencyMalicious,
  dependencyVulnerable,
  dependencyVersion,
  dependencyLockRemoved,
  dependencyLockStale,
  dependencyRegistryUnexpected,
  dependencyInstallHookChanged,
  policyChanged,
  policyInvalid,
  verificationIncomplete,
  treeHidden,
  treeUnread,
  treeAmbiguousPath,
];
