/** Changed files as GitHub writes them. */
import type { ChangedFile } from '../diff.ts';
import type { Json, Repository, State } from '../state.ts';
import { apiUrl, pageUrl } from './repositories.ts';

export function changedFileJson(state: State, repository: Repository, head: string, file: ChangedFile): Json {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${pageUrl(state, repository)}/blob/${head}/${path}`,
    raw_url: `${pageUrl(state, repository)}/raw/${head}/${path}`,
    contents_url: `${apiUrl(state, repository)}/contents/${path}?ref=${head}`,
    ...(file.patch !== null && { patch: file.patch }),
    ...(file.previous !== null && { previous_filename: file.previous }),
  };
}
