import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="22a81f2eadc5c0ed";export{e as a,n as b};
