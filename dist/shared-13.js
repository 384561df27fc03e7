import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="bb2108b52d8ee7c5";export{e as a,n as b};
