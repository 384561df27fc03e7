/** `weighbridge` without arguments: what is here, in at most 20 lines. */
import type { Bom, Finding, Kind, Note } from '../model/index.ts';
import { isAi } from '../model/inventory.ts';
import { withoutMentions } from '../model/mentioned.ts';
import { visibleUpTo } from '../base/visible-text.ts';
import { count, withoutCommands } from './view/words.ts';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['model', 'model'],
  ['dataset', 'dataset'],
  ['service', 'AI service'],
  ['image', 'image'],
  ['mcp-server', 'MCP server'],
];
const NAMES = 4;

export function renderSummary(all: Bom, findings: readonly Finding[], notes: readonly Note[]): string {
  const bom = withoutMentions(all);
  const lines = [`Weighbridge: ${visibleUpTo(bom.subject.name, 60)}`, ''];
  for (const [kind, noun] of KINDS) {
    const names = [
      ...new Set(bom.components.filter((component) => component.kind === kind && isAi(component)).map((component) => component.name)),
    ];
    if (names.length > 0) lines.push(`  ${count(names.length, noun)}: ${list(names)}`);
  }
  const unnamed = bom.unknowns.length;
  if (unnamed > 0) lines.push(`  ${count(unnamed, 'load')} that could not be named`);
  const libraries = bom.components.filter((component) => component.kind === 'library');
  const frameworks = [...new Set(libraries.filter((component) => component.framework).map((component) => component.name))];
  if (libraries.length > 0)
    lines.push(
      `  ${count(new Set(libraries.map(({ name }) => name)).size, 'library')}, ${frameworks.length} of them for AI${frameworks.length > 0 ? `: ${list(frameworks)}` : ''}`,
    );
  if (bom.components.every((one) => one.kind !== 'library' && !isAi(one))) lines.push('  No AI components found.');
  const mentioned = all.components.length - bom.components.length;
  if (mentioned > 0) lines.push(`  ${count(mentioned, 'name')} that nothing here is known to load`);
  const floating = new Set(findings.filter((finding) => finding.rule.endsWith('/floating')).map((finding) => finding.component)).size;
  if (floating > 0)
    lines.push('', `  ${count(floating, 'component')} without a fixed revision: whoever can push there changes what you ship`);
  if (bom.problems.length > 0)
    lines.push(
      '',
      `  ${count(bom.problems.length, 'place')} could not be read, first ${visibleUpTo(bom.problems[0]?.path ?? '', 60)}: ${visibleUpTo(bom.problems[0]?.message ?? '', 60)}`,
    );
  lines.push(
    '',
    notes.some((note) => note.code === 'policy-built-in')
      ? '  No policy file yet. Start without blocking: weighbridge init --evaluate'
      : '  Policy found: weighbridge policy explain',
  );
  lines.push(
    '  May this branch be merged?  weighbridge check',
    '  The AI SBOM:                weighbridge scan --format cyclonedx -o sbom.cdx.json',
  );
  return withoutCommands(`${lines.join('\n')}\n`);
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMES)
    .map((name) => visibleUpTo(name, 40))
    .join(', ');
  return names.length > NAMES ? `${shown}, +${names.length - NAMES} more` : shown;
}
