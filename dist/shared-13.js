import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="f80ac937e3865f0c";export{e as a,n as b};
