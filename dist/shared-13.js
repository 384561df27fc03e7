import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="4392c1b5c7e78823";export{e as a,n as b};
