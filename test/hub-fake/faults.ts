/** What goes wrong with hubs, proxies and networks. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/**
 * html: a sign-in page with 200. garbage: cut JSON. scalar: JSON that is no object. drop: the connection ends. cut: it ends amid the body.
 * hang: no answer. stall: headers, then nothing. huge: 40 MB. bomb: 40 MB that travel as 40 KB. echo: repeats the credential.
 * away: redirect to another origin. nowhere: redirect without an address. page404: an HTML page that says 404. A number: that status.
 */
export type Fault =
  | 'html'
  | 'garbage'
  | 'scalar'
  | 'drop'
  | 'cut'
  | 'hang'
  | 'stall'
  | 'huge'
  | 'bomb'
  | 'echo'
  | 'away'
  | 'nowhere'
  | 'page404'
  | number;

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const PAD = 40 * 1024 * 1024;

/** `headers`: sent beside the fault's own, for example `{ 'retry-after': '30' }`. */
export function misbehave(
  response: ServerResponse,
  fault: Fault,
  authorization: string | null,
  headers: Readonly<Record<string, string>>,
): void {
  switch (fault) {
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end('<html>sign in</html>');
      break;
    case 'garbage':
      response.writeHead(200, { ...JSON_TYPE, ...headers }).end('{"sha": [');
      break;
    case 'scalar':
      response.writeHead(200, { ...JSON_TYPE, ...headers }).end('"yes"');
      break;
    case 'drop':
      response.destroy();
      break;
    case 'cut':
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000', ...headers });
      response.write('{"id":', () => response.destroy());
      break;
    case 'hang':
      break;
    case 'stall':
      response.writeHead(200, { ...JSON_TYPE, ...headers });
      response.write('{"id":');
      break;
    case 'huge':
      response.writeHead(200, { ...JSON_TYPE, ...headers }).end(`{"pad":"${'x'.repeat(PAD)}"}`);
      break;
    case 'bomb':
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip', ...headers }).end(gzipSync(`{"pad":"${'x'.repeat(PAD)}"}`));
      break;
    case 'echo':
      response.writeHead(200, { ...JSON_TYPE, ...headers }).end(JSON.stringify({ you: authorization }));
      break;
    case 'away':
      response.writeHead(307, { location: 'https://mallory:secret@elsewhere.example/api/models/acme/a?token=secret#x', ...headers }).end();
      break;
    case 'nowhere':
      response.writeHead(307, headers).end();
      break;
    case 'page404':
      response.writeHead(404, { 'content-type': 'text/html', ...headers }).end('<html>not here</html>');
      break;
    default:
      response.writeHead(fault, { ...JSON_TYPE, ...headers }).end('{"error":"fault"}');
  }
}
