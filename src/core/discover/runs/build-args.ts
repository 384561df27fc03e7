/** Build arguments that give an image of AI to a Dockerfile, which takes it behind FROM: `--build-arg BASE=vllm/vllm-openai:v1`. */
import type { At, RunFact } from '../../model/index.ts';
import { imageFact, imageText } from './image-fact.ts';

/** "NAME=image". What an argument means beside that, its Dockerfile says: a model, a version, a switch. */
export function buildArgImage(text: string, at: At): RunFact[] {
  const value = /^\s{0,100}["']?[A-Za-z_]\w{0,100}=["']?([^\s"']{1,600})["']?\s{0,100}$/.exec(text.slice(0, 1_000))?.[1];
  const fact = value === undefined ? null : imageFact(imageText(value), 'build argument', at);
  return fact === null ? [] : [fact];
}

interface BuildArg {
  readonly text: string;
  readonly index: number;
}

/** Of `docker build`, buildx, Podman, Buildah, kaniko; `--opt build-arg:NAME=value` of BuildKit. */
export function buildArgsIn(texts: readonly string[]): BuildArg[] {
  return texts.flatMap((text, index): BuildArg[] => {
    const joined = /^(?:--build-arg=|--opt=build-arg:|build-arg:)(.*)$/s.exec(text)?.[1];
    if (joined !== undefined) return [{ text: joined, index }];
    return texts[index - 1] === '--build-arg' ? [{ text, index }] : [];
  });
}
