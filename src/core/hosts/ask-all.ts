/** Asking until nothing is lacking: an answer may open the next question. */
import type { Question } from '../model/index.ts';

export interface Asking {
  /** What the answers so far leave open. */
  readonly lacking: (this: void) => readonly Question[];
  /** Whoever lacks something has caps of its own (T32); this ends a run whatever they say. */
  readonly rounds: number;
  /** Who waits is told of it, "asking hubs and registries". Absent: nobody waits. */
  readonly words?: string;
}

interface Asked {
  gather(questions: readonly Question[]): Promise<void>;
  progress?(message: string): void;
}

export async function askAll({ lacking, rounds, words }: Asking, world: Asked): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const questions = lacking();
    if (questions.length === 0) return;
    if (words !== undefined) world.progress?.(`${words} (${questions.length})`);
    await world.gather(questions);
  }
}
