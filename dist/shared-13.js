import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="c614fc90b7bd1bcc";export{e as a,n as b};
