/** Refusals with GitHub's words. */
import type { Json } from './state.ts';

export class Refused extends Error {
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, message: string, more: Json = {}, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more };
    this.headers = headers;
  }
}

export const notFound = (): Refused => new Refused(404, 'Not Found');
export const badCredentials = (): Refused => new Refused(401, 'Bad credentials');
export const byIntegration = (): Refused => new Refused(403, 'Resource not accessible by integration');

/** 422 as GitHub answers it: which field of which resource, and why. */
export function invalid(resource: string, field: string, message: string, code = 'custom'): Refused {
  return new Refused(422, 'Validation Failed', { errors: [{ resource, field, code, message }] });
}
