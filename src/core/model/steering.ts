/** What decides, beside manifests and locks, which packages an installer takes, from where, and what it runs. */
import type { At, Place, Scope } from './base.ts';

export interface SteeringFact extends At {
  readonly kind: 'steering';
  /**
   * `registry`: where packages come from; `hook`: what an installer runs, or lets run; `override`: another package or version in the place of
   * one; `patch`: a package is changed after it was fetched; `own-name`: the tree's own package, which no lock need hold;
   * `member`: a pattern of the folders that share the lock beside the file; `folder`: a name that is installed from a folder of the tree;
   * `module`: what a lock holds to its bytes, or its server, and is no package.
   */
  readonly what: 'registry' | 'hook' | 'override' | 'patch' | 'own-name' | 'member' | 'folder' | 'module';
  /** As the tool names it: "registry", "@acme:registry", "scripts.postinstall", "overrides.lodash"; of a folder the ecosystem and the name: "npm left". */
  readonly key: string;
  /** Of a registry its origin, or what else names it; of content a digest. Secrets are replaced (T21), nothing is expanded (T20). */
  readonly value: string;
}

/** The same with its place in the tree. */
export interface Steering extends Pick<SteeringFact, 'what' | 'key' | 'value'> {
  readonly place: Place;
  readonly scope: Scope;
  /** The object id of the file; null: not known. */
  readonly blob: string | null;
}
