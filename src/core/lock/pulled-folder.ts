/** Where `weighbridge pull` puts a model or dataset below the folder that it fills: the same for every lock that holds it. */
export function pulledFolder(repo: 'models' | 'datasets', id: string): string {
  return repo === 'datasets' ? `datasets/${id}` : id;
}
