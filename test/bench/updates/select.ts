/** Which commits of a repository are updates of dependencies and nothing else, as robots and maintainers make them week by week. */
import { execFileSync } from 'node:child_process';

export interface Update {
  readonly commit: string;
  readonly parent: string;
  readonly date: string;
  readonly subject: string;
  readonly paths: readonly string[];
}

/** Files in which updates are made: locks, and what people write beside them. */
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|deno\.lock|poetry\.lock|pdm\.lock|uv\.lock|Pipfile\.lock|pylock[\w.-]*\.toml|pixi\.lock|conda-lock[\w.-]*\.yml|Cargo\.lock|go\.sum|requirements[\w-]*\.txt|requirements\/[\w-]+\.txt)$/;
const BESIDE =
  /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml|deno\.jsonc?|pyproject\.toml|Pipfile|pixi\.toml|environment[\w.-]*\.ya?ml|Cargo\.toml|go\.mod|requirements[\w-]*\.in|requirements\/[\w-]+\.in|CHANGELOG\.md|release-notes\.md|\.pre-commit-config\.yaml|\.yarnrc\.yml|\.github\/workflows\/[^/]+\.ya?ml)$/;
/** Who makes nothing else, and how people call it. */
const ROBOT = /\[bot\]|renovate|dependabot|pre-commit-ci|pyup/i;
const CALLED = /\b(?:bump|updat|upgrad|lock[ -]?file|relock|deps?\b|dependenc|audit)/i;
const WEEK = 7 * 24 * 60 * 60;

/** The newest updates of locks, at most one a week, oldest first. */
export function updatesOf(folder: string, most: number): readonly Update[] {
  const format = '--format=%x00%H%x09%P%x09%ct%x09%an%x09%s';
  const log = ['log', '--first-parent', '--diff-merges=first-parent', '--name-only', '--no-renames', '--max-count=6000', format, 'HEAD'];
  const text = execFileSync('git', ['-C', folder, ...log], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const found: Update[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const [head = '', ...rest] of text.split('\0').map((one) => one.split('\n'))) {
    const [commit = '', parents = '', seconds = '', author = '', subject = ''] = head.split('\t');
    const paths = rest.filter((path) => path !== '');
    const parent = parents.split(' ')[0] ?? '';
    const isCalled = ROBOT.test(author) || CALLED.test(subject);
    const isUpdate =
      isCalled && parent !== '' && paths.some((path) => LOCK.test(path)) && paths.every((path) => LOCK.test(path) || BESIDE.test(path));
    if (!isUpdate || Number(seconds) > next) continue;
    found.push({ commit, parent, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10), subject, paths });
    next = Number(seconds) - WEEK;
    if (found.length === most) break;
  }
  return found.toReversed();
}
