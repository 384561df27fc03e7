/** What a model or dataset was made from, as a graph: the question that `judgeLineage` answers. */
import type { Ancestor, Kind, LicensedUse, TermsRelation } from '../../model/index.ts';

/** The component itself, or one of its ancestors. */
export interface LineageNode extends Pick<LicensedUse, 'expression' | 'unknown' | 'modalities' | 'released'> {
  /** "acme/ner". */
  readonly name: string;
  readonly kind: Kind;
  /** Whether a license text was recognized, or somebody only states a name. */
  readonly evidence: 'text' | 'stated';
  /** Why its source told nothing: "HTTP 404: missing or private"; null: it answered. */
  readonly missing: string | null;
  /** Terms of its own beside the license. They only ever add: nobody states a permission here. */
  readonly terms?: OwnTerms;
}

export interface OwnTerms {
  readonly forbidsCommerce: boolean;
  readonly researchOnly: boolean;
  /** No other model may be trained with it, or with what it says. */
  readonly forbidsTraining: boolean;
  /** Of a dataset: they name the models that are trained on it. */
  readonly bindsModels: boolean;
  /** More is stated than the fields above can say. */
  readonly unread: string | null;
}

/** One step back: `child` was made from `parent`. Both are ids of nodes; an id without a node is a missing parent. */
export interface LineageEdge {
  readonly child: string;
  readonly parent: string;
  readonly relation: Exclude<TermsRelation, 'component'>;
  readonly by: Ancestor['by'];
  readonly weights?: Ancestor['weights'];
}

export interface LineageGraph {
  readonly root: string;
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
  /** More ancestors are stated than were followed (T32). */
  readonly cut: boolean;
  /** Somebody states what it was made from. False: its lineage is unknown, which is not the same as original (T11). */
  readonly declared: boolean;
}
