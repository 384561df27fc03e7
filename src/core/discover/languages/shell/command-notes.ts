/** What stands around the words of a command: the list that they are of, the file that its output goes to, the command that reads its output. */

/** Words of any form: who splits them notes it here, and who reads them asks. */
type Command<Word extends object> = readonly Word[];

/** `NAME=(a b)`: its words are read as a command, too, since many are one that is run later. */
const lists = new WeakMap<Command<object>, string>();
const files = new WeakMap<Command<object>, object>();
const readers = new WeakMap<Command<object>, Command<object>>();

export function noteList(command: Command<object>, name: string): void {
  lists.set(command, name);
}

/** The name of the list that these are the words of; null: they are those of a command. */
export function listNameOf(command: Command<object>): string | null {
  return lists.get(command) ?? null;
}

export function noteFile<Word extends object>(command: Command<Word>, file: Word): void {
  files.set(command, file);
}

/** `curl … > file`: what it prints is kept there. */
export function fileOfOutput<Word extends object>(command: Command<Word>): Word | null {
  return (files.get(command) as Word | undefined) ?? null;
}

export function notePipe<Word extends object>(command: Command<Word>, reader: Command<Word>): void {
  readers.set(command, reader);
}

/** `curl … | reader`: who gets what it prints. */
export function readerOf<Word extends object>(command: Command<Word>): Command<Word> | null {
  return (readers.get(command) as Command<Word> | undefined) ?? null;
}
