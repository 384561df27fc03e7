/** Workflows of GitHub and composite actions: the actions, reusable workflows and images that they run. */
import { type Document, parseAllDocuments } from 'yaml';
import { type YamlLimits, yamlRefusal } from '../../../base/yaml-limits.ts';
import type { Fact, ProblemCode, ProblemFact } from '../../../model/index.ts';
import { referencesOf } from '../../configs/yaml/references.ts';
import { limitedFacts } from '../../languages/shell/limits.ts';
import { placedFile } from '../../languages/shell/mapped.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { decodeUtf8, noGrammar } from '../../text-input.ts';
import { usesIn } from './walk.ts';

const LIMITS: YamlLimits = { depth: 60, indent: 400, entries: 50_000, references: true };
/** GitHub runs those of the root alone; an action may lie anywhere. */
const FILES = /^\.github\/workflows\/[^/]{1,250}\.ya?ml$|(?:^|\/)action\.ya?ml$/;

export const actionsDetector: Detector = {
  id: 'actions',
  version: 2,
  about: {
    title: 'Actions, workflows and images that a pipeline runs',
    motivation:
      'An action sees the secrets of the pipeline and writes what you ship, and its owner can move its tags and branches at any time.',
    decides:
      'GitHub workflows (.github/workflows) and action files (action.yml, anywhere): "uses" of steps and of jobs, with the branch, tag or commit behind "@"; images of docker://, of job containers and of services, with those of a matrix. Aliases are followed, and of equal keys all count. An action of the tree itself is none; what an expression computes is told as not read. ' +
      'Like libraries that are no AI framework they are counted in reports and listed in the AI SBOM, and a change of them alone is no reason for a comment. Actions that run AI are listed like other AI components.',
    remedy: 'Name the full commit, with its tag as a comment.\nuses: actions/checkout@<40 hex> # v4.2.2',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  reads: 'text',
  limit: 1024 * 1024,
  wants: (path) => FILES.test(path),
  grammar: noGrammar,
  facts: readUses,
};

/** Without any of these words nothing is run by name. An escape of YAML can be any letter. */
const MAY_USE = /uses|container|services|docker:|\\[xuU]/;

function readUses({ bytes }: FileInput): readonly Fact[] {
  if (!MAY_USE.test(new TextDecoder().decode(bytes))) return [];
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return [unread('not-utf8', 'not UTF-8 text: the actions in it were not read')];
  const { text } = decoded;
  if (yamlRefusal(text, LIMITS) !== null) return [unread('limit', 'the actions in it were not read')];
  const documents = parsed(text);
  if (documents.some(({ errors }) => errors.length > 0)) return [unread('syntax', 'not valid YAML: the actions in it were not read')];
  const references = referencesOf(documents);
  const file = placedFile(text);
  const facts: Fact[] = [];
  for (const { contents } of documents) {
    const found = usesIn(contents, references, file);
    if (found === null) return [unread('limit', 'its aliases stand for more than is read')];
    facts.push(...found);
  }
  const unique = [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
  return limitedFacts(unique.toSorted((a, b) => a.line - b.line || a.column - b.column));
}

/** GitHub does not run what is no workflow, so that nobody is warned. */
function unread(code: ProblemCode, message: string): ProblemFact {
  return { kind: 'problem', code, message, quiet: true, line: 1, column: 1 };
}

function parsed(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}
