/** dependency/vulnerable: advisories of OSV, from a severity on. */
import { z } from 'zod';
import { SEVERITIES } from '../../model/advisory.ts';
import type { Advisory, BomComponent } from '../../model/index.ts';
import type { Draft, Rule } from '../rule.ts';
import { type Stating, stating } from '../statements.ts';
import { advisoryWords, fixedIn } from './support/advisories.ts';
import { byUse } from './support/by-use.ts';
import { draftOf, short } from './support/draft.ts';

const RULE = 'dependency/vulnerable';

const options = z.object({
  severity: z
    .enum(SEVERITIES)
    .default('high')
    .describe(
      'From this severity on: low, moderate, high, critical, as the database says it, else as its CVSS 3 vector comes to. What has neither counts as if it reached it.',
    ),
});
type VulnerableOptions = z.output<typeof options>;

export const dependencyVulnerable: Rule<VulnerableOptions> = {
  id: RULE,
  about: {
    title: 'A library with a known vulnerability',
    motivation:
      'The CRA asks for products without known exploitable vulnerabilities. Whether one can be exploited here is for people to say; that it is there need not surprise them.',
    decides:
      'An advisory of the OSV database that names the version of a library, or the full release of an action, and has at least the severity of the option `severity`: the word of the database that reports it, and where it says none the base score of its CVSS 3 vector (from 4.0 moderate, 7.0 high, 9.0 critical); the highest where several names mean one vulnerability. An advisory of unknown severity counts, whatever the option says: one without a word and without a vector, with a vector of CVSS 4 alone, or whose record did not come. Withdrawn ones do not, and malicious packages have a rule of their own. Off until a policy gives it a level. Asked are the packages that a change adds or moves, and in a scan all, where the operator names a service (OSV_URL, --osv-url) or a downloaded database (OSV_DATABASE, --osv-database). ' +
      'A bump that leaves a vulnerability where it was adds nothing. What only developers install does not block. No database knows models: about them nothing is said.',
    remedy:
      'Raise the library to a fixed version, or state under `statements` of the policy why the product is not affected: such a statement holds for one version, while the library is used as it was. Or waive the finding until a day.\nrules:\n  dependency/vulnerable: { level: warn, severity: high }',
    serves: 'CRA Annex I Part I (2)(a) (no known exploitable vulnerabilities), Annex I Part II (1)',
  },
  options,
  level: 'off',
  everywhere: false,
  topics: ['advisories', 'vulnerabilities'],
  // A lower severity finds more (T24).
  tighten: (above, below) => (SEVERITIES.indexOf(below.severity) < SEVERITIES.indexOf(above.severity) ? below : above),
  libraries: 'none',
  judge: ({ bom, policy }, { severity }) => {
    const statements = stating(policy, bom);
    return bom.components.flatMap((component) => draftsOf(component, SEVERITIES.indexOf(severity), statements));
  },
};

function draftsOf(component: BomComponent, from: number, statements: Stating): Draft[] {
  const found = (component.advisories?.advisories ?? []).filter(
    (one) =>
      !one.malicious && (one.severity === null || SEVERITIES.indexOf(one.severity) >= from) && statements.about(component, one) === null,
  );
  if (found.length === 0) return [];
  const enough = fixedIn(component, found);
  const name = short(component.name);
  const title =
    enough === null ? `Replace ${name}, or wait for a version without its vulnerabilities` : `Raise ${name} to ${short(enough)} or later`;
  return byUse(component.sightings).flatMap(([scope, sightings]) =>
    found.map((advisory) =>
      draftOf(RULE, component, scope, sightings, {
        gap: `vulnerable:${advisory.id}`,
        reason: `${severityWords(advisory)} ${advisoryWords(advisory)}`,
        title,
        cause: `vulnerable ${component.identity}`,
        weight: advisory.severity === null ? 1 : SEVERITIES.indexOf(advisory.severity) + 1,
      }),
    ),
  );
}

/** Whoever shows a score shows the vector that it comes from, as FIRST asks. */
function severityWords({ severity, cvss, read }: Advisory): string {
  if (severity === null) return read ? 'unknown severity:' : 'unknown severity (its record did not come):';
  return cvss === null ? `${severity}:` : `${severity} (${cvss.score.toFixed(1)} by ${cvss.vector}):`;
}
