/** Versions of conda packages (conda, `VersionOrder`): epoch, parts between "." and "_", of which each is read as numbers and letters in turn. */

/** Below every number: letters, of which "dev" is the least. Above all: "post". */
type Piece = number | string;

interface CondaVersion {
  readonly epoch: number;
  readonly release: readonly (readonly Piece[])[];
  readonly local: readonly (readonly Piece[])[];
}

const SHAPE = /^(?:(\d{1,9})!)?([a-z0-9][a-z0-9._]*)(?:\+([a-z0-9][a-z0-9._]*))?$/;

/** One text for all spellings of a version; null: no version. "1.0" and "1.0.0" are equal. */
export function condaVersionKey(version: string): string | null {
  const parsed = parse(version);
  return parsed === null ? null : JSON.stringify([parsed.epoch, parsed.release, parsed.local]);
}

/** Only of texts that are versions. */
export function compareCondaVersions(a: string, b: string): number {
  const [one, other] = [parse(a), parse(b)];
  if (one === null || other === null) return 0;
  return one.epoch - other.epoch || compareParts(one.release, other.release) || compareParts(one.local, other.local);
}

/** Whether the first parts of a version are those of another: "2.5.1" begins as "2.5". */
export function beginsAs(version: string, start: string): boolean {
  const [one, other] = [parse(version), parse(start)];
  if (one === null || other === null || one.epoch !== other.epoch) return false;
  const length = start.split('+')[0]?.replace(/^\d+!/, '').split(/[._]/).length ?? 0;
  return compareParts(one.release.slice(0, length), other.release) === 0;
}

function parse(text: string): CondaVersion | null {
  const [whole, epoch = '0', release = '', local = ''] = SHAPE.exec(text.toLowerCase().replaceAll('-', '_')) ?? [];
  if (whole === undefined || /[._]{2}|[.]$/.test(release)) return null;
  return { epoch: Number(epoch), release: partsOf(release), local: local === '' ? [] : partsOf(local) };
}

/** Without the zeros at the end, which say nothing. */
function partsOf(text: string): readonly (readonly Piece[])[] {
  const parts = text.split(/[._]/).map(piecesOf);
  while (parts.length > 0 && parts.at(-1)?.every((piece) => piece === 0) === true) parts.pop();
  return parts;
}

function piecesOf(part: string): readonly Piece[] {
  const pieces = Array.from(part.matchAll(/\d+|[a-z]+/g), ([piece]): Piece => (/^\d/.test(piece) ? numberOf(piece) : piece));
  // "1.a" is "1.0a".
  if (typeof pieces[0] === 'string') pieces.unshift(0);
  while (pieces.length > 1 && pieces.at(-1) === 0) pieces.pop();
  return pieces;
}

/** Longer numbers are compared as texts of one length, so that none is lost to rounding. */
function numberOf(digits: string): Piece {
  const plain = digits.replace(/^0+(?=\d)/, '');
  return plain.length <= 15 ? Number(plain) : `~${String(plain.length).padStart(4, '0')}${plain}`;
}

function compareParts(a: readonly (readonly Piece[])[], b: readonly (readonly Piece[])[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [one, other] = [a[index] ?? [0], b[index] ?? [0]];
    for (let at = 0; at < Math.max(one.length, other.length); at++) {
      const order = comparePieces(one[at] ?? 0, other[at] ?? 0);
      if (order !== 0) return order;
    }
  }
  return 0;
}

function comparePieces(a: Piece, b: Piece): number {
  const [one, other] = [rankOf(a), rankOf(b)];
  if (one !== other) return one - other;
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(piece: Piece): number {
  if (typeof piece === 'number') return 2;
  if (piece === 'dev') return 0;
  return piece === 'post' ? 4 : piece.startsWith('~') ? 3 : 1;
}
