/** The part of CycloneDX JSON that Weighbridge writes, as plain data; all but `citations` is valid in 1.6 and 1.7 (ECMA-424) alike. Field names are the standard's. */

export type SpecVersion = '1.6' | '1.7';

export interface Property {
  readonly name: string;
  readonly value: string;
}

export interface CdxHash {
  readonly alg: 'SHA-1' | 'SHA-256' | 'SHA-512';
  readonly content: string;
}

export type LicenseEntry =
  | { readonly license: { readonly id: string; readonly acknowledgement: Acknowledgement } }
  | { readonly license: { readonly name: string; readonly acknowledgement: Acknowledgement; readonly url?: string } }
  | { readonly expression: string; readonly acknowledgement: Acknowledgement };

/** A license text that was found: evidence, no choice. */
export interface LicenseEvidence {
  readonly license: ({ readonly id: string } | { readonly name: string }) & { readonly properties: readonly Property[] };
}

export type Acknowledgement = 'declared' | 'concluded';

export interface ExternalReference {
  readonly type: 'distribution' | 'license' | 'model-card' | 'vcs';
  readonly url: string;
}

export interface ComponentData {
  readonly type: 'dataset';
  readonly name: string;
  readonly contents?: { readonly url: string };
}

export interface ModelCard {
  readonly modelParameters: {
    readonly task?: string;
    readonly modelArchitecture?: string;
    readonly datasets?: readonly (ComponentData | { readonly ref: string })[];
  };
}

export interface Occurrence {
  readonly location: string;
  readonly line: number;
  readonly symbol?: string;
  readonly additionalContext: string;
}

export interface IdentityMethod {
  readonly technique: 'source-code-analysis' | 'manifest-analysis' | 'hash-comparison' | 'attestation' | 'other';
  /** From 0 to 1. */
  readonly confidence: number;
  readonly value: string;
}

export interface IdentityEvidence {
  readonly field: 'name' | 'version';
  readonly confidence: number;
  readonly concludedValue: string;
  readonly methods: readonly IdentityMethod[];
}

export interface BomAnnotation {
  readonly subjects: readonly string[];
  readonly annotator: { readonly component: CdxComponent };
  readonly timestamp: string;
  readonly text: string;
}

export interface CdxComponent {
  readonly type: 'application' | 'container' | 'data' | 'file' | 'framework' | 'library' | 'machine-learning-model';
  readonly 'bom-ref'?: string;
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  /** As its registry names the publisher. */
  readonly supplier?: { readonly name: string };
  readonly description?: string;
  readonly scope?: 'required' | 'optional' | 'excluded';
  readonly hashes?: readonly CdxHash[];
  readonly licenses?: readonly LicenseEntry[];
  readonly purl?: string;
  readonly swhid?: readonly string[];
  readonly pedigree?: { readonly ancestors: readonly CdxComponent[] };
  readonly externalReferences?: readonly ExternalReference[];
  readonly components?: readonly CdxComponent[];
  readonly evidence?: {
    readonly identity?: readonly IdentityEvidence[];
    readonly occurrences?: readonly Occurrence[];
    readonly licenses?: readonly LicenseEvidence[];
  };
  readonly modelCard?: ModelCard;
  readonly data?: readonly ComponentData[];
  readonly properties?: readonly Property[];
}

export interface CdxService {
  readonly 'bom-ref': string;
  readonly provider?: { readonly name: string };
  readonly name: string;
  readonly version?: string;
  readonly properties?: readonly Property[];
}

export interface Composition {
  readonly aggregate: 'incomplete' | 'unknown';
  readonly assemblies?: readonly string[];
  readonly dependencies?: readonly string[];
}

/** Exactly one entity supplied what the JSON Pointers name. */
export interface Citation {
  readonly pointers: readonly string[];
  readonly timestamp: string;
  readonly attributedTo: string;
  readonly note: string;
}

export interface CdxDependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

export interface CdxDocument {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: SpecVersion;
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly timestamp: string;
    readonly lifecycles: readonly { readonly phase: 'pre-build' }[];
    readonly tools: { readonly components: readonly CdxComponent[] };
    readonly component: CdxComponent;
    readonly properties?: readonly Property[];
  };
  readonly components: readonly CdxComponent[];
  readonly services?: readonly CdxService[];
  readonly dependencies: readonly CdxDependency[];
  readonly compositions: readonly Composition[];
  readonly annotations?: readonly BomAnnotation[];
  /** Since 1.7. */
  readonly citations?: readonly Citation[];
}
