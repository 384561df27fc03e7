/** What goes through the pipes of the small process: each message is its length in four bytes, then a head as JSON, a line end, and bytes. */
export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array | undefined;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export function requestOf({ input, ...head }: Run): Buffer {
  return message({ ...head, hasInput: input !== undefined }, input === undefined ? Buffer.alloc(0) : Buffer.from(input));
}

export function runOf(bytes: Buffer): Run {
  const [{ hasInput, ...head }, rest] = parts(bytes) as [Run & { hasInput: boolean }, Buffer];
  return hasInput ? { ...head, input: rest } : head;
}

export function answerOf({ stdout, ...head }: Ran & { readonly failed?: string }): Buffer {
  return message(head, stdout);
}

/** Throws when the program could not be started. */
export function ranOf(bytes: Buffer): Ran {
  const [{ failed, ...head }, stdout] = parts(bytes) as [Omit<Ran, 'stdout'> & { failed?: string }, Buffer];
  if (failed !== undefined) throw new Error(failed);
  return { ...head, stdout };
}

function message(head: object, rest: Buffer): Buffer {
  const text = Buffer.from(`${JSON.stringify(head)}\n`);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length + rest.length);
  return Buffer.concat([size, text, rest]);
}

function parts(bytes: Buffer): [unknown, Buffer] {
  const end = bytes.indexOf(0x0a);
  return [JSON.parse(bytes.subarray(0, end).toString()), bytes.subarray(end + 1)];
}
