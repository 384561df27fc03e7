/** Text taken out of a file, of which every character knows where it stands there. */
import { linesOf } from '../../../base/lines.ts';
import type { At, PinSite } from '../../../model/index.ts';
import { pinSiteIn } from '../../pin-site.ts';

export interface Mapped {
  readonly text: string;
  /** Offset in the file of each UTF-16 unit of `text`. */
  readonly offsets: Offsets;
}

/** Parts of a text share one array: a script has many words. */
export type Offsets = readonly number[] | Int32Array;

/** A part of the file as it stands. */
export function mappedRange(file: string, start: number, end: number): Mapped {
  const offsets = new Int32Array(Math.max(0, end - start));
  for (let index = 0; index < offsets.length; index++) offsets[index] = start + index;
  return { text: file.slice(start, end), offsets };
}

export function joinedTexts(parts: readonly Mapped[]): Mapped {
  return { text: parts.map(({ text }) => text).join(''), offsets: parts.flatMap(({ offsets }) => Array.from(offsets)) };
}

export function part({ text, offsets }: Mapped, start: number, end: number = text.length): Mapped {
  return {
    text: text.slice(start, end),
    offsets: offsets instanceof Int32Array ? offsets.subarray(start, end) : offsets.slice(start, end),
  };
}

/** Text that is not written like this in the file, all of it at one place there: it can be read, and not edited. */
export function atPlace(text: string, offset: number): Mapped {
  return { text, offsets: new Int32Array(text.length).fill(offset) };
}

export interface PlacedFile {
  readonly text: string;
  at(offset: number): At;
  /** Replaces file offsets [start, end) of one line; null where that is not exact. */
  site(start: number, end: number, template: string): PinSite | null;
}

export function placedFile(text: string): PlacedFile {
  const { texts, starts } = linesOf(text);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    text,
    at(offset) {
      const line = lineAt(offset);
      return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
    },
    site(start, end, template) {
      const line = lineAt(start);
      const first = starts[line] ?? 0;
      return pinSiteIn(texts[line], line + 1, start - first, end - first, template);
    },
  };
}
