/** How a repository is asked for. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** Only these two: whoever has a name often knows more, which GitHub is not to be sent. */
export function at({ owner, repo }: RepositoryName): { readonly owner: string; readonly repo: string } {
  return { owner, repo };
}
