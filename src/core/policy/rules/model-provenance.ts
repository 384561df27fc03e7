/** model/provenance: the rung that a model must stand on. */
import { provenanceRule } from './support/provenance.ts';

export const modelProvenance = provenanceRule('model/provenance', 'model', 'block', {
  title: 'A model without the provenance that the policy demands',
  motivation:
    'What cannot be traced to a source cannot be checked, updated or withdrawn. What is traced but not pinned can be exchanged by whoever may push there.',
  decides:
    'Every place that names a model stands on a rung: unknown (no source can be established), named (hub and repository are known, the revision moves or may be overridden), pinned (a full commit where it is loaded, which the hub confirms, reachable from a branch or tag, with digests that belong to it; or a folder that is loaded from, whose files were hashed and are those of the commit in the lock), signed (pinned, and every file that a load may take is signed by a signer that the policy names under "signers"). Weights in the tree get their origin from the lock and from what the hub lists for the models that the code loads, by SHA-256. The lowest counts, also among what the load pulls besides, such as the base of an adapter, or code of another repository. ' +
    '"require" says which rung models need; unknown is always a violation. A name that the code computes is model/unresolved, which blocks where more than "named" is demanded. What could not be looked up is verification/incomplete.',
  remedy:
    'Unknown: say where the weights come from, by loading them from a repository instead of committing them; committed weights get an origin when the code also loads, or the lock holds, a model with the same SHA-256. Named: name the full commit where it is loaded; of a folder that "weighbridge pull" filled, check with --hash-files. To demand pinned models (or signed ones, with "signers"):\nrules:\n  model/provenance: { level: block, require: pinned }',
  serves: 'CRA Article 13(5) (due diligence on third-party components), Annex I Part I (2)(f) (integrity)',
});
