/** A comment that asks something of us, as GitHub signed it (T28): what is read later may have been edited, by its author or by somebody else. */

/** Longer first lines are no command; one character more is kept, so that it can be told. */
const LONGEST_LINE = 1000;
const COMMAND = /^\/weighbridge(?:[ \t]|$)/i;

/** A command as it was said. */
export interface Said {
  readonly repository: number;
  /** Number of the comment. */
  readonly comment: number;
  readonly number: number;
  /** Number of the person. */
  readonly sender: number;
  /** Its first line. */
  readonly line: string;
  /** Another line looks like a command, too: it is not read. */
  readonly more: boolean;
  /** ISO 8601, by GitHub's clock. */
  readonly saidAt: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * `body`: of an `issue_comment` event. Null: nothing is asked. Only what a person wrote themselves counts, on a pull request, as its first line, which
 * then stands in no quotation and in no block of code; and only as it was posted: an edited comment is another event, and has another moment.
 */
export function saidIn(body: Fields): Said | null {
  const [issue, comment, sender, from] = ['issue', 'comment', 'sender', 'repository'].map((key) => fields(body[key]));
  if (issue === undefined || comment === undefined || sender === undefined || from === undefined) return null;
  if (body['action'] !== 'created' || Object.keys(fields(issue['pull_request'])).length === 0) return null;
  const isPerson = sender['type'] === 'User' && fields(comment['user'])['id'] === sender['id'];
  // An App that acts for a person is no person: it may be told what to write by whoever opens a pull request.
  const byApp = (comment['performed_via_github_app'] ?? null) !== null;
  const moment = text(comment['created_at']);
  if (!isPerson || byApp || comment['updated_at'] !== moment || !Number.isFinite(Date.parse(moment))) return null;
  const [line = '', ...rest] = text(comment['body']).split(/\r\n|\r|\n/);
  if (!COMMAND.test(line)) return null;
  const ids = { repository: id(from['id']), comment: id(comment['id']), number: id(issue['number']), sender: id(sender['id']) };
  const { repository, comment: commentId, number, sender: person } = ids;
  if (repository === null || commentId === null || number === null || person === null) return null;
  const more = rest.some((one) => COMMAND.test(one));
  return { repository, comment: commentId, number, sender: person, line: line.slice(0, LONGEST_LINE + 1), more, saidAt: moment };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function id(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= 999_999_999_999_999 ? value : null;
}
