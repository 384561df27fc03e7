/** What a check says, in each format. */
import { formats } from '../../src/core/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';

export function reportOf(id: string, result: CheckResult): string {
  return rendered(id, result, false);
}

/** With everything that is folded away where nothing is wrong. */
export function wholeReportOf(id: string, result: CheckResult): string {
  return rendered(id, result, true);
}

function rendered(id: string, { verdict, bom }: CheckResult, always: boolean): string {
  return formats.find((one) => one.id === id)?.render(verdict, bom, { color: false, specVersion: '1.7', always }) ?? '';
}

interface Document {
  readonly metadata: { readonly properties?: readonly { readonly name: string; readonly value: string }[] };
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly services?: readonly { readonly 'bom-ref': string }[];
}

/** What the SBOM lists, and what it only mentions. */
export function listedIn(result: CheckResult): { readonly listed: readonly string[]; readonly mentioned: readonly string[] } {
  const { metadata, components, services = [] } = JSON.parse(wholeReportOf('cyclonedx', result)) as Document;
  return {
    listed: [...components, ...services].map((one) => one['bom-ref']).toSorted(),
    mentioned: (metadata.properties ?? []).flatMap(({ name, value }) => (name === 'weighbridge:named-only' ? [value] : [])),
  };
}
