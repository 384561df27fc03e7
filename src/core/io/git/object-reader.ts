/**
 * One long-lived `git cat-file --batch-command`: requests are answered in order, bytes are streamed, nothing is held beyond a limit. What is
 * asked in one turn is written at once, and git flushes once behind it: a write for each object costs ten times as much.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createBatchParser, type ObjectSink } from './batch-parser.ts';
import { gitEnvironment } from './environment.ts';
import { gitArguments, type GitCall } from './run.ts';

export interface ObjectReader {
  /** Asks for one object by its full id. The sink always gets exactly one `end` or `fail`. */
  request(id: string, sink: ObjectSink): void;
  close(): Promise<void>;
}

interface Request {
  readonly id: string;
  readonly sink: ObjectSink;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function createObjectReader(call: GitCall): ObjectReader {
  let unsent: Request[] = [];
  /** Written to git; those before `answered` are done. */
  let sent: Request[] = [];
  let answered = 0;
  let closed = false;
  let child: Child | null = null;

  function start(): Child {
    // Above this size git streams a blob instead of holding it: weights of many gigabytes pass in constant memory.
    const args = gitArguments(call, ['-c', 'core.bigFileThreshold=8m', 'cat-file', '--batch-command', '--buffer']);
    const started = spawn('git', args, {
      cwd: call.cwd,
      env: gitEnvironment(call.environment),
      stdio: ['pipe', 'pipe', 'ignore'],
      shell: false,
    });
    const parser = createBatchParser(
      () => sent[answered]?.sink,
      () => void answered++,
    );
    let ended = false;
    // Events of a process that was given up must not touch the requests of the next one.
    const lost = (reason: string): void => {
      if (ended || child !== started) return;
      ended = true;
      child = null;
      started.kill();
      restart(reason);
    };
    started.stdout.on('data', (chunk: Buffer) => {
      if (child === started && !parser.consume(chunk)) lost('git gave an answer that is not understood');
    });
    started.on('error', () => lost('git could not be started'));
    started.on('close', () => lost('git ended while reading this object; it may be damaged'));
    started.stdin.on('error', () => undefined);
    return started;
  }

  /** A damaged object ends git, which gives first what it has read: only the request that met it fails, the ones behind it are asked again. */
  function restart(reason: string): void {
    const [first, ...rest] = open();
    for (const request of rest) ask(request);
    first?.sink.fail(reason);
  }

  /** Requests that git has and did not answer, taken back. */
  function open(): Request[] {
    const left = sent.slice(answered);
    sent = [];
    answered = 0;
    return left;
  }

  function ask(request: Request): void {
    if (closed) return request.sink.fail('the repository is closed');
    if (unsent.length === 0) setImmediate(write);
    unsent.push(request);
  }

  function write(): void {
    if (closed || unsent.length === 0) return;
    child ??= start();
    // Now and then: to shift a long list for each answer would cost its length each time.
    if (answered > 1_000 && answered > sent.length / 2) sent = open();
    for (const request of unsent) sent.push(request);
    child.stdin.write(`${unsent.map(({ id }) => `contents ${id}\n`).join('')}flush\n`);
    unsent = [];
  }

  return {
    request(id, sink) {
      // Only object ids are ever asked: a name could be read as another revision syntax (T14).
      if (ID.test(id)) ask({ id, sink });
      else sink.fail('not an object id');
    },
    async close() {
      closed = true;
      const running = child;
      child = null;
      for (const request of [...open(), ...unsent.splice(0)]) request.sink.fail('the repository is closed');
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        running.once('close', () => resolve());
        running.stdin.end();
        running.kill();
      });
    },
  };
}
