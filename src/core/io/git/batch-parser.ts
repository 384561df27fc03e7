/** The output of `git cat-file --batch-command` as events: `<id> SP <type> SP <size> LF <content> LF`, or `<id> SP missing LF`. */

interface ObjectHeader {
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** Gets the header first (null: the object is missing here, as in a partial clone), then the content in pieces. */
export interface ObjectSink {
  header(header: ObjectHeader | null): void;
  data(chunk: Buffer): void;
  end(): void;
  fail(reason: string): void;
}

interface BatchParser {
  /** False when the output makes no sense; then nothing more may be given. */
  consume(chunk: Buffer): boolean;
}

/** Longest header line: id of 64, type, size; generous. */
const MAX_HEADER = 256;

/** `current` is who gets the answer that is being read; `done` is called when it is complete. */
export function createBatchParser(current: () => ObjectSink | undefined, done: () => void): BatchParser {
  /** Bytes of the current object that are still to come, with its final newline; null while a header is awaited. */
  let remaining: number | null = null;
  let line: Buffer = Buffer.alloc(0);

  function finish(): void {
    const sink = current();
    done();
    sink?.end();
  }

  function header(text: string): boolean {
    const [, type = '', size] = text.split(' ');
    if (size === undefined) {
      if (type !== 'missing' && type !== 'ambiguous') return false;
      current()?.header(null);
      finish();
      return true;
    }
    if (!/^\d{1,15}$/.test(size)) return false;
    remaining = Number(size) + 1;
    current()?.header({ type, size: Number(size) });
    return true;
  }

  return {
    consume(chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        if (remaining === null) {
          const newline = rest.indexOf(0x0a);
          const part = newline < 0 ? rest : rest.subarray(0, newline);
          if (line.length + part.length > MAX_HEADER) return false;
          line = line.length === 0 ? part : Buffer.concat([line, part]);
          if (newline < 0) return true;
          const text = line.toString('latin1');
          line = Buffer.alloc(0);
          rest = rest.subarray(newline + 1);
          if (!header(text)) return false;
        } else {
          const content = rest.subarray(0, Math.max(0, remaining - 1));
          if (content.length > 0) current()?.data(content);
          const taken = Math.min(rest.length, remaining);
          remaining -= taken;
          rest = rest.subarray(taken);
          if (remaining > 0) continue;
          remaining = null;
          finish();
        }
      }
      return true;
    },
  };
}
